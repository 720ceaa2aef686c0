import { type EventTypeName, eventType } from "@/lib/event-types/catalogue";
import type { Sample, SampleContext, SampleField } from "@/lib/event-types/define";
import type { MasterField, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { Json } from "@/lib/vocabulary";

/**
 * A typical event of a type, told with the data center's own personas, stages, mailings and fields where it has some.
 * *Payload preview* and *Send test* put it through the renderer of real requests, so neither can lie.
 */
export function sampleEvent(type: EventTypeName, context: SampleContext): RenderableEvent {
  const { eventId, accountId, now, dataCenter, fields } = context;
  const sample = eventType(type).sample(context);
  return {
    ...{ id: eventId, accountId, type, occurredAt: now, dataCenter },
    ...(fields ? withFields(sample, fields) : sample),
  };
}

/** The sample's contact has a value for every field of the data center. */
function withFields(sample: Sample, fields: readonly SampleField[]): Sample {
  if (!sample.contact) return sample;
  const values = fields
    .filter(({ type }) => type !== "email")
    .map((field) => [field.code, fieldValue(field)]);
  const properties = { ...Object.fromEntries(values), ...sample.contact.properties };
  return {
    ...sample,
    contact: { ...sample.contact, properties },
    masterData: { ...sample.masterData, fields: fields.map(masterField) },
  };
}

const masterField = ({ code, type, keyField }: SampleField): MasterField => ({
  code,
  ...(type === "email" && { email: true as const }),
  ...(keyField && { key: true as const }),
});

function fieldValue({ code, label, type }: SampleField): Json {
  if (type === "number") return 7;
  if (type === "boolean") return true;
  if (type === "date") return "1980-12-04";
  const known = TYPICAL.find(([pattern]) => pattern.test(code));
  return known ? known[1] : label;
}

/** What fields of usual names hold; of any other text the field's label says more than "text". */
const TYPICAL: [RegExp, string][] = [
  [/first_?name$/i, "John"],
  [/last_?name$/i, "Doe"],
  [/company$/i, "Quantum"],
  [/city$/i, "Québec"],
  [/country$/i, "CA"],
  [/phone$/i, "+1 418 555 0100"],
];
