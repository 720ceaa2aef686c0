import type { Json, JsonObject } from "@/lib/vocabulary";
import { keysOf } from "./keys";
import { CONSENT_FIELDS, type ContactChange, STATISTICS } from "./schema";
import type { StoredContact } from "./stored";

/** Rules of how a contact changes; pure. */

export interface PropertyChange {
  property: string;
  oldValue: Json;
  newValue: Json;
}

type Place = Pick<StoredContact, "accountId" | "dataCenterId">;

export function newContact(place: Place, id: string, now: number): StoredContact {
  const nothing = Object.fromEntries([...CONSENT_FIELDS, ...STATISTICS].map((name) => [name, null]));
  return {
    ...place,
    ...(nothing as Pick<StoredContact, (typeof CONSENT_FIELDS)[number] | (typeof STATISTICS)[number]>),
    ...{ id, email: null, properties: {}, joinedOn: now, updatedAt: now, occurredAt: 0 },
    ...keysOf({ id, email: null, properties: {} }),
  };
}

/** Somebody wrote it just now: what is named changes, null takes a value away. */
export function applyWrite(before: StoredContact, change: ContactChange, now: number): StoredContact {
  const { email, properties = {}, consent, statistics, joinedOn } = change;
  const taken = new Set(Object.keys(properties).filter((name) => properties[name] === null));
  const given = Object.entries(properties).filter(([name]) => !taken.has(name));
  const kept = Object.entries(before.properties).filter(([name]) => !taken.has(name));
  return finished(
    before,
    {
      ...before,
      ...(email !== undefined && { email }),
      properties: Object.fromEntries([...kept, ...given]) as JsonObject,
      ...consent,
      ...statistics,
      ...(joinedOn !== undefined && { joinedOn: Date.parse(joinedOn) }),
    },
    { now, occurredAt: now },
  );
}

export interface MergedContact {
  email: string | null;
  properties: JsonObject;
}

/**
 * What an event says of its contact (decision 22): of two that say different things the one that happened later holds;
 * an older one only tells what nobody has told yet. Consent and statistics may stand among its properties.
 */
export function applyEvent(
  before: StoredContact,
  { email, properties }: MergedContact,
  { now, occurredAt }: { now: number; occurredAt: number },
): StoredContact {
  const isNewer = occurredAt >= before.occurredAt;
  const { named, others } = divided(properties);
  const all = isNewer ? { ...before.properties, ...others } : { ...others, ...before.properties };
  const next = { ...before, properties: all, email: pick(isNewer, email, before.email) };
  for (const [name, value] of Object.entries(named)) {
    const column = name as (typeof CONSENT_FIELDS)[number];
    next[column] = pick(isNewer, value as string, before[column]);
  }
  return finished(before, next, { now, occurredAt: Math.max(before.occurredAt, occurredAt) });
}

/** What was changed, by the names that people know; the same as in a posted event's `changes`. */
export function changesOf(before: StoredContact, after: StoredContact): PropertyChange[] {
  const told = (contact: StoredContact) => {
    const rest = [...CONSENT_FIELDS, ...STATISTICS].map((name) => [name, contact[name]]);
    return { ...contact.properties, email: contact.email, ...Object.fromEntries(rest) } as JsonObject;
  };
  const [old, young] = [told(before), told(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(young)])].flatMap((property) => {
    const [oldValue, newValue] = [old[property] ?? null, young[property] ?? null];
    return JSON.stringify(oldValue) === JSON.stringify(newValue) ? [] : [{ property, oldValue, newValue }];
  });
}

export const isSame = (before: StoredContact, after: StoredContact): boolean =>
  changesOf(before, after).length === 0 && before.joinedOn === after.joinedOn && before.id === after.id;

/** Its keys follow from it; who looks for what changed lately finds it only if something did. */
function finished(
  before: StoredContact,
  after: StoredContact,
  { now, occurredAt }: { now: number; occurredAt: number },
): StoredContact {
  const same = isSame(before, after);
  return { ...after, ...keysOf(after), updatedAt: same ? before.updatedAt : now, occurredAt };
}

const pick = <Value>(isNewer: boolean, posted: Value | null, present: Value | null) =>
  isNewer ? (posted ?? present) : (present ?? posted);

/** Those that have a column of their own, if they are what the column takes. */
function divided(properties: JsonObject): { named: JsonObject; others: JsonObject } {
  const named: JsonObject = {};
  const others: JsonObject = {};
  for (const [name, value] of Object.entries(properties)) {
    const isConsent = CONSENT_FIELDS.some((each) => each === name) && typeof value === "string";
    const isCount =
      STATISTICS.some((each) => each === name) && Number.isSafeInteger(value) && Number(value) >= 0;
    if (isConsent || isCount) named[name] = value;
    else others[name] = value;
  }
  return { named, others };
}
