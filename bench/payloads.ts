import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import type { SampleField } from "@/lib/event-types/define";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { renderPayload } from "@/lib/payloads/render";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";

/**
 * What one event's body costs in each wire style that knows its type, the parsing of its row aside: the sample, in the
 * signed style with as many fields as a data center commonly has. A sample of the figures is the mean of a few calls,
 * since the clock itself costs more than a tenth of one.
 */
const WARM_UP = 20_000;
const SAMPLES = 2_000;
const CALLS = 20;
const ASKED_MICROS = 20;

const FIELDS: SampleField[] = [
  { code: "f_EMail", label: "E-mail", type: "email", keyField: true },
  ...["f_FirstName", "f_LastName", "f_City", "f_Company", "f_Country", "f_Language"].map((code) => ({
    ...{ code, label: code, type: "text" as const, keyField: false },
  })),
  ...["f_dtBirth", "f_dtCustomer"].map((code) => ({
    ...{ code, label: code, type: "date" as const, keyField: false },
  })),
  ...["optin_News", "optin_Offers", "optin_Partners"].map((code) => ({
    ...{ code, label: code, type: "boolean" as const, keyField: false },
  })),
];

const context = { frozenAt: Date.parse("2024-05-28T12:56:40Z"), test: false };
const figures = PAYLOAD_STYLES.flatMap((style) =>
  EVENT_TYPES.filter(({ wires }) => wires[style]).map(({ name: type }) => {
    const event = sampleEvent(type, {
      ...{ eventId: crypto.randomUUID(), accountId: 1201, now: context.frozenAt },
      dataCenter: { id: 84, name: "Quantum" },
      ...(style === "signed" && { fields: FIELDS }),
    });
    const bytes = Buffer.byteLength(renderPayload(style, [event], context));
    return { style, type, bytes, ...measure(() => renderPayload(style, [event], context)) };
  }),
);
const slowest = Math.max(...figures.map(({ medianMicros }) => medianMicros));
const asked = { medianMicros: ASKED_MICROS, met: slowest <= ASKED_MICROS };
process.stdout.write(`${JSON.stringify({ bench: "payloads", asked, slowest, figures })}\n`);
if (!asked.met) process.exitCode = 1;

function measure(work: () => unknown) {
  for (let call = 0; call < WARM_UP; call++) work();
  const micros = Array.from({ length: SAMPLES }, () => {
    const began = process.hrtime.bigint();
    for (let call = 0; call < CALLS; call++) work();
    return Number(process.hrtime.bigint() - began) / 1_000 / CALLS;
  }).sort((one, other) => one - other);
  const at = (share: number) => Number((micros[Math.floor(share * micros.length)] ?? 0).toFixed(2));
  return { medianMicros: at(0.5), p99Micros: at(0.99) };
}
