import { z } from "zod";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { canRender } from "@/lib/payloads/can-render";
import { renderPayload } from "@/lib/payloads/render";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";
import { wireRows } from "@/lib/payloads/wire";
import { EVENT_TYPES, type EventTypeName, eventType, isEventType } from "./catalogue";
import type { EventType } from "./define";
import { jsonSchemaOf } from "./fields";
import { sampleEvent } from "./sample-event";

const jsonSchema = z.record(z.string(), z.unknown());

/** An entry of the catalogue for programs: what is posted, what a trigger can be narrowed to, what is sent. */
export const eventTypeViewSchema = z.strictObject({
  type: z.string(),
  group: z.string(),
  label: z.string(),
  description: z.string(),
  contact: z.enum(["required", "optional"]).meta({ description: "Whether an event of it names a contact." }),
  data: jsonSchema.meta({ description: "JSON Schema of `data` of a posted event." }),
  refinements: jsonSchema.meta({ description: "JSON Schema of a trigger, `type` left out." }),
  payloads: z
    .array(
      z.strictObject({
        payloadStyle: z.enum(PAYLOAD_STYLES),
        names: z
          .array(z.string())
          .meta({ description: "What the style calls the type; several where that depends on the event." }),
        fields: z
          .array(z.strictObject({ field: z.string(), from: z.string() }))
          .meta({ description: "Each field of the body, and where its value comes from." }),
        sample: z.string().meta({ description: "A body, exactly as it is sent." }),
      }),
    )
    .meta({ description: "The payload styles that can render it." }),
});

export type EventTypeView = z.infer<typeof eventTypeViewSchema>;

export const eventTypeFilterSchema = z.strictObject({ payloadStyle: z.enum(PAYLOAD_STYLES).optional() });

/** Every type, or those that a style can render, in the order in which people see them. @throws Problem 400 */
export function listEventTypes(input: unknown): { eventTypes: EventTypeView[] } {
  const parsed = eventTypeFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { payloadStyle } = parsed.data;
  const wanted = EVENT_TYPES.filter(({ name }) => !payloadStyle || canRender(payloadStyle, name));
  return { eventTypes: wanted.map(toView) };
}

/** @throws Problem 404 */
export function describeEventType(name: string): EventTypeView {
  if (isEventType(name)) return toView(eventType(name));
  throw new Problem("not_found", "There is no event type of this name. GET …/event-types lists them.");
}

/** The same for everybody, so that programs may keep it: as docs/events.md prints it. */
const SAMPLE = {
  eventId: "018fbf46-3340-7e53-9d3e-0f1b7a2f6a11",
  accountId: 1,
  now: Date.parse("2024-05-28T12:56:40Z"),
  dataCenter: { id: 84, name: "Quantum" },
};

function toView(entry: EventType): EventTypeView {
  const { name, group, label, description, contact, data, refinements, wires } = entry;
  return eventTypeViewSchema.parse({
    ...{ type: name, group, label, description, contact },
    data: jsonSchemaOf(data),
    refinements: jsonSchemaOf(refinements),
    payloads: PAYLOAD_STYLES.flatMap((payloadStyle) => {
      const wire = wires[payloadStyle];
      if (!wire) return [];
      const event = sampleEvent(name as EventTypeName, SAMPLE);
      const sample = renderPayload(payloadStyle, [event], { frozenAt: SAMPLE.now, test: false });
      return [{ payloadStyle, names: [...wire.names], fields: wireRows(wire), sample }];
    }),
  });
}
