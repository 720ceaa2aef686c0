import { z } from "zod";
import type { FieldProblem } from "@/lib/errors";
import { type EventTypeName, eventType, isEventType } from "@/lib/event-types/catalogue";
import { plainText, platformId } from "@/lib/event-types/fields";
import { hasLossyNumber, lossyNumbers } from "@/lib/events/posted-event-numbers";
import { fieldProblem, fieldProblems, type Place, REMEDIES } from "@/lib/events/posted-event-problems";
import { CAUSES, type Cause, type JsonObject } from "@/lib/vocabulary";

export const MAX_EVENTS = 1_000;
export const MAX_AHEAD_MS = 5 * 60_000;

/** More would only repeat the message: a thousand events usually share one mistake. */
const MAX_PROBLEMS = 100;

/** What a producer posts (docs/events.md 2.0), but for `data`, which the event type's own schema checks. */
export const postedEventSchema = z.strictObject(
  {
    id: plainText(200).optional(),
    type: z.custom<EventTypeName>(isPostable, { error: ({ input }) => judgeName(input) }),
    dataCenterId: platformId,
    occurredAt: z.iso
      .datetime({ offset: true, error: "must be an ISO 8601 time with Z or an offset" })
      .optional(),
    cause: z.enum(CAUSES, "is not a known cause").optional(),
    contact: z
      .strictObject(
        {
          id: z
            .union([plainText(200), z.int()], "must be text of 1 to 200 characters or a whole number")
            .optional(),
          email: z
            .string("must be an e-mail address")
            .max(254, "must be at most 254 characters long")
            .refine(isEmailShaped, "must be an e-mail address")
            .optional(),
          properties: z.looseObject({}, "must be an object").optional(),
        },
        "must be an object",
      )
      .refine(({ id, email }) => id !== undefined || email !== undefined, "names no contact")
      .optional(),
    data: z.looseObject({}, "must be an object").optional(),
  },
  "must be an object",
);

/** An event as it is accepted. `data` and `properties` are the very objects that were posted, order included. */
export interface PostedEvent {
  /** The producer's idempotency key. */
  key: string | null;
  type: EventTypeName;
  dataCenterId: number;
  /** Milliseconds since 1970; null if not posted, which means the moment of acceptance. */
  occurredAt: number | null;
  cause: Cause;
  contact: { id: string | null; email: string | null; properties: JsonObject } | null;
  data: JsonObject;
}

export type ParsedEvents =
  | { ok: true; many: boolean; events: PostedEvent[] }
  | { ok: false; errors: FieldProblem[] };

/** One event or an array of them; any fault anywhere refuses the whole request. Never throws. */
export function parsePostedEvents(input: unknown, { now }: { now: number }): ParsedEvents {
  const many = Array.isArray(input);
  const values: unknown[] = many ? input : [input];
  if (values.length === 0 || values.length > MAX_EVENTS) {
    const message = `holds ${values.length === 0 ? "no" : values.length.toLocaleString("en")} events`;
    return { ok: false, errors: [{ path: "", message, remedy: "Post 1 to 1,000 events in one request." }] };
  }
  const events: PostedEvent[] = [];
  const errors: FieldProblem[] = [];
  for (const [index, value] of values.entries()) {
    const event = parseOne(value, now);
    if (event) events.push(event);
    else errors.push(...explain(value, now, many ? { index } : {}).slice(0, MAX_PROBLEMS - errors.length));
    if (errors.length >= MAX_PROBLEMS) break;
  }
  return events.length < values.length ? { ok: false, errors } : { ok: true, many, events };
}

/** A clock that runs a little fast is forgiven; an event from tomorrow is a mistake. */
export function isTooFarAhead(occurredAt: number, now: number): boolean {
  return occurredAt > now + MAX_AHEAD_MS;
}

function isPostable(name: unknown): boolean {
  return isEventType(name) && !eventType(name).raisedByTidings;
}

function judgeName(name: unknown): string {
  return isEventType(name) ? "is raised by Tidings itself" : "is not a known event type";
}

/** The hot path: says yes or no, and leaves the reasons to `explain`. */
function parseOne(value: unknown, now: number): PostedEvent | null {
  const posted = postedEventSchema.safeParse(value);
  if (!posted.success) return null;
  const { id, type, dataCenterId, occurredAt, cause = "api", contact } = posted.data;
  // zod's copies put known fields first, so what has to keep its order is taken from the input.
  const { data = {}, contact: original } = value as {
    data?: JsonObject;
    contact?: { properties?: JsonObject };
  };
  const { data: dataSchema, contact: needed } = eventType(type);
  const time = occurredAt === undefined ? null : Date.parse(occurredAt);
  if (!contact && needed === "required") return null;
  if (!dataSchema.safeParse(data).success) return null;
  if (time !== null && isTooFarAhead(time, now)) return null;
  if (hasLossyNumber(value)) return null;
  return {
    key: id ?? null,
    type,
    dataCenterId,
    occurredAt: time,
    cause,
    contact: contact
      ? {
          id: contact.id === undefined ? null : String(contact.id),
          email: contact.email ?? null,
          properties: original?.properties ?? {},
        }
      : null,
    data,
  };
}

/** Everything that is wrong with an event that `parseOne` refused, so that one round of corrections is enough. */
function explain(value: unknown, now: number, place: Place): FieldProblem[] {
  const posted = postedEventSchema.safeParse(value);
  const problems = fieldProblems(posted.error?.issues ?? [], value, REMEDIES, place);
  const { type, data = {}, contact, occurredAt } = (value ?? {}) as Record<string, unknown>;
  const known = isEventType(type) ? eventType(type) : null;
  const faultyData = known && isObject(data) ? known.data.safeParse(data).error?.issues : undefined;
  const inData = fieldProblems(faultyData ?? [], data, known?.remedies ?? {}, { ...place, under: "data" });
  if (known?.contact === "required" && contact === undefined) {
    problems.push(fieldProblem("contact", "is missing", REMEDIES.contact, place));
  }
  if (typeof occurredAt === "string" && isTooFarAhead(Date.parse(occurredAt), now)) {
    const message = "lies more than 5 minutes ahead of our clock";
    problems.push(fieldProblem("occurredAt", message, REMEDIES.occurredAt, place));
  }
  const all = problems.concat(inData);
  const named = new Set(all.map((problem) => problem.path));
  const lossy = lossyNumbers(value, MAX_PROBLEMS).map((path) =>
    fieldProblem(path, "is a number that JSON can't carry exactly", "Send it as a string.", place),
  );
  return all.concat(lossy.filter((problem) => !named.has(problem.path)));
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

/** One `@` between two words. Whether it exists is for the platform to know; here it must only be safe to store. */
function isEmailShaped(text: string): boolean {
  return /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text) && text.isWellFormed();
}
