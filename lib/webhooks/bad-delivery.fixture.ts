import type { BadInput } from "./bad-input.fixture";

export const delivery = (settings: unknown) => ({ delivery: settings });
export const retry = (rule: unknown) => delivery({ retry: rule });
const schedule = (...delaysSeconds: unknown[]) => retry({ kind: "schedule", delaysSeconds });
const interval = (changes: object) =>
  retry({ kind: "interval", everySeconds: 10, untilHours: 72, from: "accepted", ...changes });
const hours = (hoursWithoutSuccess: number) => delivery({ suspension: { hoursWithoutSuccess } });

export const BAD_DELIVERY: BadInput[] = [
  ["delivery", "is not an object", delivery([])],
  ["delivery", "is not an object", delivery("fast")],
  ["delivery", "is not an object", delivery(null)],
  ["delivery.success", /can only be "2xx" or "200"/, delivery({ success: "3xx" })],
  ["delivery.success", /can only be "2xx" or "200"/, delivery({ success: 200 })],
  ["delivery.deadlineMs", "is below 1,000", delivery({ deadlineMs: 999 })],
  ["delivery.deadlineMs", "is above 30,000", delivery({ deadlineMs: 30_001 })],
  ["delivery.deadlineMs", "is not a whole number", delivery({ deadlineMs: "15000" })],
  ["delivery.concurrency", "is below 1", delivery({ concurrency: 0 })],
  ["delivery.concurrency", "is above 256", delivery({ concurrency: 257 })],
  ["delivery.concurrency", "is not a whole number", delivery({ concurrency: 1.5 })],
  ["delivery.honourRetryAfter", "is not true or false", delivery({ honourRetryAfter: "yes" })],
  ["delivery.suspendOnGone", "is not true or false", delivery({ suspendOnGone: null })],
  ["delivery.batch", "is not an object", delivery({ batch: 1 })],
  ["delivery.signature", "is not an object", delivery({ signature: "v1" })],
  ["delivery.retry", "is not an object", retry("none")],
  ["delivery.retry", "is not an object", retry(null)],
  ["delivery.retry.kind", "is missing", retry({ delaysSeconds: [5] })],
  ["delivery.retry.kind", /can only be/, retry({ kind: "always" })],
  ["delivery.retry.delaysSeconds", "is missing", retry({ kind: "schedule" })],
  ["delivery.retry.delaysSeconds", "is empty", schedule()],
  ["delivery.retry.delaysSeconds", "has more than 50 entries", schedule(...Array<number>(51).fill(1))],
  ["delivery.retry.delaysSeconds", "adds up to more than 7 days", schedule(604_000, 801)],
  ["delivery.retry.delaysSeconds.0", /is not above 0/, schedule(0)],
  ["delivery.retry.delaysSeconds.0", /is not above 0/, schedule(-5)],
  ["delivery.retry.delaysSeconds.0", "is above 604,800", schedule(604_801)],
  ["delivery.retry.delaysSeconds.1", "is not a number", schedule(5, "60")],
  ["delivery.retry.jitter", "is above 1", retry({ kind: "schedule", delaysSeconds: [5], jitter: 2 })],
  ["delivery.retry.jitter", "is below 0", retry({ kind: "schedule", delaysSeconds: [5], jitter: -0.1 })],

  [
    "delivery.retry.everySeconds",
    "is missing",
    retry({ kind: "interval", untilHours: 72, from: "accepted" }),
  ],
  ["delivery.retry.everySeconds", "is below 1", interval({ everySeconds: 0.5 })],
  ["delivery.retry.everySeconds", "is above 604,800", interval({ everySeconds: 604_801 })],
  ["delivery.retry.everySeconds", "is not a number", interval({ everySeconds: "10" })],
  ["delivery.retry.untilHours", "is not above 0", interval({ untilHours: 0 })],
  ["delivery.retry.untilHours", "is above 168", interval({ untilHours: 168.5 })],
  ["delivery.retry.from", /can only be "accepted" or "first_attempt"/, interval({ from: "created" })],
  ["delivery.retry.jitter", "is not known here", interval({ jitter: 0.2 })],
  ["delivery.ratePerSecond", "is below 1", delivery({ ratePerSecond: 0 })],
  ["delivery.ratePerSecond", "is above 1,000", delivery({ ratePerSecond: 1_001 })],
  ["delivery.ratePerSecond", "is not a whole number", delivery({ ratePerSecond: 0.5 })],
  ["delivery.order", /can only be "none", "webhook" or "contact"/, delivery({ order: "fifo" })],
  ["delivery.order", /can only be/, delivery({ order: null })],
  ["delivery.batch.max", "is below 1", delivery({ batch: { max: 0 } })],
  ["delivery.batch.max", "is above 100", delivery({ batch: { max: 101 } })],
  ["delivery.batch.max", "is not a whole number", delivery({ batch: { max: 1.5 } })],
  ["delivery.batch.max", "can only be 1 with the simple style", delivery({ batch: { max: 2 } })],
  ["delivery.batch.maxWaitMs", "is below 0", delivery({ batch: { maxWaitMs: -1 } })],
  ["delivery.batch.maxWaitMs", "is above 60,000", delivery({ batch: { maxWaitMs: 60_001 } })],
  [
    "delivery.signature.standard",
    /can only be "v1", "v1a" or "off"/,
    delivery({ signature: { standard: "v2" } }),
  ],
  ["delivery.signature.rsa", "is not true or false", delivery({ signature: { rsa: "yes" } })],
  ["delivery.suspension", "is not an object", delivery({ suspension: "off" })],
  ["delivery.suspension.failedInARow", "is below 1", delivery({ suspension: { failedInARow: 0 } })],
  ["delivery.suspension.failedInARow", "is above 1,000", delivery({ suspension: { failedInARow: 1_001 } })],
  ["delivery.suspension.hoursWithoutSuccess", "is below 1", hours(0)],
  ["delivery.suspension.hoursWithoutSuccess", "is above 720", hours(721)],
  ["delivery.suspension.hoursWithoutSuccess", "is not a whole number", hours(1.5)],
  ["delivery.suspension.autoResume", "is not true or false", delivery({ suspension: { autoResume: 1 } })],
  ["delivery.suspension.after", "is not known here", delivery({ suspension: { after: 1 } })],
];

const STREAM_STYLE = delivery({ payloadStyle: "stream" });

const kinds = (optInKinds: string[], more: object = {}) => ({
  triggers: [{ type: "contact.opted_in", optInKinds, ...more }],
});

/** Bad only in profile stream, or in the stream style. */
export const BAD_STREAM: BadInput[] = [
  ["triggers.0.type", "can't be written in the stream style", { triggers: [{ type: "contact.updated" }] }],
  [
    "triggers",
    "has more than one entry",
    {
      profile: "custom",
      triggers: [{ type: "message.opened" }, { type: "contact.updated" }],
      ...STREAM_STYLE,
    },
  ],
  [
    "triggers.0.type",
    "can't be written in the simple style",
    delivery({ payloadStyle: "simple", batch: { max: 1 } }),
  ],
  ...[undefined, ["single", "double"]].map(
    (optInKinds): BadInput => [
      "triggers.0.optInKinds",
      optInKinds ? "must name exactly one with the stream style" : "is missing",
      { triggers: [{ type: "contact.opted_in", ...(optInKinds && { optInKinds }) }] },
    ],
  ),
  ["triggers.0.optInKinds.0", /"single", "confirmed" or "double"/, kinds(["triple"])],
  ["triggers.0.optInKinds", /at least one/, kinds([])],
  ["triggers.0.bounceCategories", "is not known here", kinds(["single"], { bounceCategories: ["hard"] })],
  ["triggers.0.causes", "is not known here", kinds(["single"], { causes: ["import"] })],
  ["url", /Only port 443/, { url: "https://hooks.example.com:8443/x" }],
];
