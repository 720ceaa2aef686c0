import { readStandardField, type StandardField, standardField } from "@/lib/templates/contact-fields";
import type { JsonObject } from "@/lib/vocabulary";

/** What contacts are searched by, in the form in which it is compared. */
export interface ContactKeys {
  emailKey: string | null;
  phoneKey: string | null;
  nameKey: string | null;
  surnameKey: string | null;
}

interface Named {
  id: string;
  email: string | null;
  properties: JsonObject;
}

export function keysOf(contact: Named): ContactKeys {
  const read = (name: string) => text(readStandardField(contact, standardField(name) as StandardField));
  const [first, last] = [read("firstname"), read("lastname")];
  return {
    emailKey: contact.email === null ? null : emailKeyOf(contact.email),
    phoneKey: phoneKeyOf(read("phone")) || null,
    nameKey: folded(`${first} ${last}`) || null,
    surnameKey: folded(`${last} ${first}`) || null,
  };
}

/** Addresses are one person's without regard to case. */
export const emailKeyOf = (email: string): string => email.trim().normalize("NFC").toLowerCase();

/** Its digits, however it is written. */
export const phoneKeyOf = (phone: string): string =>
  phone.replace(/\D/g, "").replace(/^00/, "").slice(0, LONGEST);

/** Without case, accents and doubled spaces: `Chloé  Lindqvist` → `chloe lindqvist`. */
export const folded = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim().slice(0, LONGEST);

/** What people call a contact; empty where no name is known. */
export function displayName(contact: Named): string {
  const read = (name: string) => text(readStandardField(contact, standardField(name) as StandardField));
  return `${read("firstname")} ${read("lastname")}`.trim();
}

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

/** An index entry takes no text without end. */
const LONGEST = 200;
