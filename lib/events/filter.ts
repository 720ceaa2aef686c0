import { z } from "zod";
import { isEventType } from "@/lib/event-types/catalogue";
import { queryNumber, queryNumberOr, queryText } from "@/lib/query-fields";
import { DAY_MS, HOUR_MS } from "@/lib/time";

/** The longest key, contact id or e-mail address, in code units (lib/events/posted-event.ts). */
const MAX_TEXT = 400;

const UNKNOWN_TYPE = {
  message: "is not a known event type",
  params: { remedy: "Use the type of an event, such as contact.updated, or leave it out for any." },
};

const shape = {
  type: z.string().refine(isEventType, UNKNOWN_TYPE).optional(),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
};

/** How a program narrows the list of events (docs/edge.md, GET /events). */
export const eventFilterSchema = z.strictObject({
  ...shape,
  key: queryText(MAX_TEXT).optional(),
  contact: queryText(MAX_TEXT).optional(),
  since: z.iso
    .datetime({ offset: true, error: "is not an ISO 8601 time" })
    .transform((time) => Date.parse(time))
    .optional(),
  limit: queryNumberOr(100, 1, 1_000),
});

/** How the console narrows it: `q` is an event's id, a key, a contact's id or e-mail. */
export const eventRowFilterSchema = z.strictObject({
  ...shape,
  q: queryText(MAX_TEXT).optional(),
  dataCenterId: queryNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  since: z.number().optional(),
  limit: queryNumberOr(25, 1, 1_000),
});

export type EventFilter = z.infer<typeof eventFilterSchema>;
export type EventRowFilter = z.input<typeof eventRowFilterSchema>;

/** What a list's address calls the time back to which it goes. */
export const SINCE_SPANS = {
  "1h": HOUR_MS,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "14d": 14 * DAY_MS,
} as const;

/** One of SINCE_SPANS before now, or an ISO time; anything else is no limit. */
export function sinceMillis(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (Object.hasOwn(SINCE_SPANS, text)) return now - SINCE_SPANS[text as keyof typeof SINCE_SPANS];
  return isoTime.safeParse(text).success ? Date.parse(text) : undefined;
}

const isoTime = z.iso.datetime({ offset: true });
