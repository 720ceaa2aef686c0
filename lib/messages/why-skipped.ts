import { emailKeyOf } from "@/lib/contacts/keys";
import type { StoredContact } from "@/lib/contacts/stored";

/** Why a contact is not written to; told in the passage's entry. */
export const SKIP_REASONS = [
  ...(["no_email", "blocklisted", "quarantined", "opted_out", "consent_expired"] as const),
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What is known of whether contacts may be written to. */
export interface Standing {
  /** What the contact said last, by opt-in field; the empty one is about everything. */
  optOuts: readonly { optInField: string; out: boolean; at: number }[];
  blocked: readonly { pattern: string; because: "quarantined" | "blocklisted" }[];
}

interface Sent {
  optInField: string | null;
  transactional: boolean;
}

/**
 * Whether the message must not go to this contact. A transactional one goes to those who opted out or whose consent
 * has expired, yet never to an address that is blocked.
 */
export function whySkipped(
  { email, consentExpiration }: Pick<StoredContact, "email" | "consentExpiration">,
  { optInField, transactional }: Sent,
  { optOuts, blocked }: Standing,
  now: number,
): SkipReason | null {
  if (email === null || email.trim() === "") return "no_email";
  const address = emailKeyOf(email);
  const hit = blocked.find(({ pattern }) => isMatch(pattern, address));
  if (hit) return hit.because;
  if (transactional) return null;
  if (hasOptedOut(optOuts, optInField)) return "opted_out";
  return consentExpiration !== null && momentOf(consentExpiration) <= now ? "consent_expired" : null;
}

/** Of the field and of everything, what was said last holds; a message of no field goes to nobody who opted out. */
function hasOptedOut(optOuts: Standing["optOuts"], optInField: string | null): boolean {
  if (optInField === null) return optOuts.some(({ out }) => out);
  const said = optOuts.filter((one) => one.optInField === "" || one.optInField === optInField);
  const [last] = said.toSorted((one, other) => other.at - one.at || Number(other.out) - Number(one.out));
  return last?.out ?? false;
}

/** Whether nothing but transactional messages goes there: no opt-in of a field came after everything was ended. */
export const hasEndedAll = (optOuts: Standing["optOuts"]): boolean =>
  ["", ...optOuts.map(({ optInField }) => optInField)].every((field) => hasOptedOut(optOuts, field));

/** A day begins at midnight in UTC, as for segments and starts. What can't be read has not expired. */
function momentOf(expiration: string): number {
  const moment = Date.parse(expiration);
  return Number.isNaN(moment) ? Number.POSITIVE_INFINITY : moment;
}

/** `*` stands for anything, as blocklists write it: `*@spam.example`. */
export function isMatch(pattern: string, address: string): boolean {
  if (!pattern.includes("*")) return pattern === address;
  const [first = "", ...rest] = pattern.split("*");
  if (!address.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1) return address.length - part.length >= at && address.endsWith(part);
    const found = address.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}
