import type { Tables } from "@/db/tables";
import type { ScenarioContact } from "@/lib/payloads/scenario";
import { readStandardField, type StandardField, standardField } from "@/lib/templates/contact-fields";
import { iso } from "@/lib/time";
import { displayName } from "./keys";
import { CONSENT_FIELDS, type ContactRow, type ContactView, contactViewSchema, STATISTICS } from "./schema";

export type StoredContact = Tables["contacts"]["$inferSelect"];

export function toRow(contact: Pick<StoredContact, "id" | "email" | "properties" | "updatedAt">): ContactRow {
  return {
    id: contact.id,
    email: contact.email,
    name: displayName(contact),
    phone: phoneOf(contact),
    updatedAt: iso(contact.updatedAt),
  };
}

export function toView(contact: StoredContact, groupIds: number[]): ContactView {
  const named = <Name extends string>(names: readonly Name[], from: Record<Name, unknown>) =>
    Object.fromEntries(names.map((name) => [name, from[name]]));
  return contactViewSchema.parse({
    ...toRow(contact),
    dataCenterId: contact.dataCenterId,
    properties: contact.properties,
    consent: named(CONSENT_FIELDS, contact),
    statistics: named(STATISTICS, contact),
    groupIds,
    joinedOn: contact.joinedOn === null ? null : iso(contact.joinedOn),
  });
}

/** As payloads tell of it: what is not known is left out. */
export function toRenderable(contact: StoredContact): ScenarioContact {
  const known = <Name extends keyof StoredContact>(names: readonly Name[]) =>
    Object.fromEntries(names.flatMap((name) => (contact[name] === null ? [] : [[name, contact[name]]])));
  return {
    ...{ id: contact.id, email: contact.email, properties: contact.properties },
    ...{ consent: known(CONSENT_FIELDS), statistics: known(STATISTICS) },
  };
}

function phoneOf(contact: Pick<StoredContact, "id" | "email" | "properties">): string | null {
  const phone = readStandardField(contact, standardField("phone") as StandardField);
  return typeof phone === "string" || typeof phone === "number" ? String(phone) : null;
}
