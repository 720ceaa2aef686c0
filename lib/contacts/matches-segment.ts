import type { StoredRules } from "@/db/shapes";
import { readContactField } from "@/lib/templates/contact-fields";
import { DAY_MS } from "@/lib/time";
import type { Json } from "@/lib/vocabulary";
import { folded } from "./keys";
import type { StoredContact } from "./stored";

type StoredCondition = StoredRules["conditions"][number];

export type Judged = Pick<
  StoredContact,
  | ("id" | "email" | "properties" | "consentType" | "consentExpiration")
  | ("mailingsReceived" | "mailingsOpened" | "mailingsClicked")
> & { groupIds: readonly number[] };

/** Whether a contact meets a segment's rules at this moment; the one rule that lists, counts and workflows go by. */
export function matchesSegment({ match, conditions }: StoredRules, contact: Judged, now: number): boolean {
  const holds = (condition: StoredCondition) => meets(condition, contact, now);
  return match === "all" ? conditions.every(holds) : conditions.some(holds);
}

export const asksForGroups = ({ conditions }: StoredRules): boolean =>
  conditions.some(({ subject }) => subject === "group");

function meets({ subject, is, value }: StoredCondition, contact: Judged, now: number): boolean {
  if (subject === "group") return contact.groupIds.includes(Number(value)) === (is === "in");
  if (subject === "consent") return meetsConsent(is, Number(value), contact, now);
  if (subject.startsWith("field.")) {
    return compare(is, value ?? "", readContactField(contact, subject.slice("field.".length), []) ?? null);
  }
  // Who was never sent anything has opened nothing.
  const count = contact[subject as "mailingsReceived"] ?? 0;
  return is === "at_least" ? count >= Number(value) : count < Number(value);
}

function meetsConsent(
  is: string,
  days: number,
  { consentType, consentExpiration }: Judged,
  now: number,
): boolean {
  const expires = consentExpiration === null ? Number.NaN : Date.parse(consentExpiration);
  switch (is) {
    case "none":
      return consentType === null;
    case "expired":
      return expires <= now;
    case "expires_within_days":
      return expires > now && expires <= now + days * DAY_MS;
    default:
      return consentType === is;
  }
}

function compare(is: string, wanted: string | number, value: Json): boolean {
  const filled = value !== null && value !== "";
  if (is === "is_filled") return filled;
  if (is === "is_empty") return !filled;
  const [has, other] = [folded(asText(value)), folded(String(wanted))];
  switch (is) {
    case "is":
      return filled && has === other;
    case "is_not":
      return has !== other;
    case "contains":
      return filled && has.includes(other);
    case "begins_with":
      return filled && has.startsWith(other);
    default: {
      if (!filled) return false;
      const order = compareValues(has, other);
      return is === "greater_than" ? order > 0 : order < 0;
    }
  }
}

/** Numbers as numbers; all else, dates among it, as text: ISO 8601 sorts as it should. */
function compareValues(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== "" && b !== "" && Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

const asText = (value: Json): string => (typeof value === "object" ? JSON.stringify(value) : String(value));
