import { z } from "zod";
import { plainText, platformId } from "@/lib/event-types/fields";
import type { Json, JsonObject } from "@/lib/vocabulary";

/** Contacts as programs, people and files write and read them: one set of schemas for every edge. */

/** Of one call. */
export const MAX_CONTACTS = 1_000;
/** What else a contact has, as JSON. */
export const MAX_PROPERTIES_BYTES = 65_536;
export const MAX_GROUPS_OF_ONE = 200;

/** *Information about the contact's consent* (S5.14), in the order of the card. */
export const CONSENT_FIELDS = [
  ...(["consentType", "relationType", "consentDate", "consentExpiration", "consentProof"] as const),
] as const;
/** *Personal statistics* (S5.15). */
export const STATISTICS = ["mailingsReceived", "mailingsOpened", "mailingsClicked"] as const;
export type ConsentField = (typeof CONSENT_FIELDS)[number];
export type Statistic = (typeof STATISTICS)[number];

const time = z.iso.datetime({ offset: true, error: "is not an ISO 8601 time" });
const day = z.iso.date({ error: "is not an ISO 8601 date or time" });
const timeOrDay = z.union([time, day], "is not an ISO 8601 date or time");
const words = plainText(200).nullable();
const count = z.int("must be a whole number").min(0, "must be 0 or more").nullable();

export const contactIdSchema = z
  .union([plainText(200), z.int()], "must be text of 1 to 200 characters or a whole number")
  .transform(String);

export const contactEmailSchema = z
  .string("must be an e-mail address")
  .max(254, "must be at most 254 characters long")
  .refine((text) => /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text) && text.isWellFormed(), {
    message: "must be an e-mail address",
    params: { remedy: "Send an address such as john.doe@example.org, or null for none." },
  });

const properties = z
  .record(plainText(200), z.custom<Json>(isStorable, "holds what can't be stored"), "must be an object")
  .refine((all) => new TextEncoder().encode(JSON.stringify(all)).length <= MAX_PROPERTIES_BYTES, {
    message: `is larger than ${MAX_PROPERTIES_BYTES.toLocaleString("en")} bytes`,
    params: { remedy: "Leave out what no webhook or segment needs." },
  });

const consent = z.strictObject({
  consentType: z.enum(["express", "implied"], 'can only be "express" or "implied"').nullable().optional(),
  relationType: words.optional(),
  consentDate: timeOrDay.nullable().optional(),
  consentExpiration: timeOrDay.nullable().optional(),
  consentProof: z.string("must be text").max(2_000).nullable().optional(),
});

const statistics = z.strictObject({
  mailingsReceived: count.optional(),
  mailingsOpened: count.optional(),
  mailingsClicked: count.optional(),
});

/** What is changed; what is left out stays. A property or other value that is null is taken away. */
export const contactChangeSchema = z.strictObject({
  email: contactEmailSchema.nullable().optional(),
  properties: properties.optional(),
  consent: consent.optional(),
  statistics: statistics.optional(),
  joinedOn: time.optional(),
  /** All of the groups that it is in from now on. */
  groupIds: z.array(platformId).max(MAX_GROUPS_OF_ONE).optional(),
});

export const contactSchema = contactChangeSchema
  .extend({ id: contactIdSchema.optional() })
  .refine(({ id, email }) => id !== undefined || typeof email === "string", {
    message: "names no contact",
    params: { remedy: "Send its id, its email or both." },
  });

export const contactsSchema = z.strictObject({
  contacts: z
    .array(z.unknown(), "must be a list")
    .min(1, "is empty")
    .max(MAX_CONTACTS, `has more than ${MAX_CONTACTS.toLocaleString("en")} entries`),
});

export type ContactChange = z.infer<typeof contactChangeSchema>;
export type ContactWrite = z.infer<typeof contactSchema>;

const iso = z.iso.datetime();

/** As it is listed, and offered to who chooses one. */
export const contactRowSchema = z.strictObject({
  id: z.string(),
  email: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable(),
  updatedAt: iso,
});

export const contactPageSchema = z.strictObject({
  contacts: z.array(contactRowSchema),
  /** The cursor of what follows; null at the end. */
  next: z.string().nullable(),
  /** The search has looked at enough for one page: more may be found from `next` on. */
  stopped: z.boolean(),
});

export const contactViewSchema = z.strictObject({
  id: z.string(),
  dataCenterId: z.int(),
  email: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable(),
  properties: z.custom<JsonObject>((value) => typeof value === "object" && value !== null),
  consent: z.strictObject({
    consentType: z.string().nullable(),
    relationType: z.string().nullable(),
    consentDate: z.string().nullable(),
    consentExpiration: z.string().nullable(),
    consentProof: z.string().nullable(),
  }),
  statistics: z.strictObject({
    mailingsReceived: z.int().nullable(),
    mailingsOpened: z.int().nullable(),
    mailingsClicked: z.int().nullable(),
  }),
  groupIds: z.array(z.int()),
  joinedOn: iso.nullable(),
  updatedAt: iso,
});

export const contactListSchema = contactPageSchema.extend({ contacts: z.array(contactViewSchema) });

export const writtenContactsSchema = z.strictObject({
  contacts: z.array(z.strictObject({ id: z.string(), result: z.enum(["created", "updated", "unchanged"]) })),
});

export const erasureSchema = z
  .strictObject({ id: contactIdSchema.optional(), email: contactEmailSchema.optional() })
  .refine(({ id, email }) => id !== undefined || email !== undefined, {
    message: "names nobody",
    params: { remedy: "Send the contact's id, its email or both." },
  });

/** What an erasure came to, without anything of the person. */
export const receiptSchema = z.strictObject({
  id: z.uuid(),
  erasedAt: iso,
  dataCenterId: z.int(),
  contacts: z.int(),
  memberships: z.int(),
  events: z.int(),
  deliveriesCancelled: z.int(),
  runs: z.int(),
  sampleEvents: z.int(),
  inboxRequests: z.int(),
  importedRows: z.int(),
  storedAnswers: z.int(),
});

export type ContactRow = z.infer<typeof contactRowSchema>;
export type ContactPage = z.infer<typeof contactPageSchema>;
export type ContactList = z.infer<typeof contactListSchema>;
export type ContactView = z.infer<typeof contactViewSchema>;
export type WrittenContacts = z.infer<typeof writtenContactsSchema>;
export type Erasure = z.infer<typeof erasureSchema>;
export type Receipt = z.infer<typeof receiptSchema>;

/** PostgreSQL's text takes no NUL and no half characters, and a form must not overflow the stack that reads it. */
function isStorable(value: unknown): boolean {
  if (value === undefined) return false;
  const written = JSON.stringify(value);
  return (
    written !== undefined && written.length <= MAX_PROPERTIES_BYTES && !/\\u0000|\\ud[89a-f]/i.test(written)
  );
}
