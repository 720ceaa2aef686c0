import { utcDateTime } from "./times";

const SPANS = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "14d", label: "Last 14 days" },
];

export const sinceLabel = "Since";

/** How far back a list goes (lib/events/filter.ts, SINCE_SPANS); a time that a link names is one more choice. */
export const sinceOptions = (chosen: string | undefined) =>
  chosen === undefined || SPANS.some(({ value }) => value === chosen)
    ? SPANS
    : [...SPANS, { value: chosen, label: `Since ${utcDateTime(new Date(chosen).toISOString())} UTC` }];
