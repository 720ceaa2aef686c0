import { z } from "zod";
import { emailKeyOf } from "@/lib/contacts/keys";
import { plainText } from "@/lib/event-types/fields";
import { queryNumberOr, queryText } from "@/lib/query-fields";

/** Addresses that nothing is sent to, as programs write and read them. */

/** Of a data center: each message is compared with all of them. */
export const MAX_WILDCARDS = 1_000;
export const MAX_PATTERN = 254;

const EXAMPLE = "Send one address, or a part of addresses with * for the rest, such as *@spam.example.";
const refused = (message: string, remedy = EXAMPLE) => ({ message, params: { remedy } });

/** One address, or a part of many, as addresses are compared. */
export const patternSchema = z
  .string()
  .max(MAX_PATTERN, { message: `is longer than ${MAX_PATTERN} characters` })
  .transform(emailKeyOf)
  .refine((pattern) => pattern !== "", refused("is empty"))
  .refine((pattern) => !/[\s\p{Cc}]/u.test(pattern) && pattern.isWellFormed(), refused("has blanks in it"))
  .refine((pattern) => pattern.split("@").length <= 2, refused("has more than one @"))
  .refine(
    (pattern) => pattern.includes("*") || /^[^@]+@[^@]+$/.test(pattern),
    refused("is neither an address nor a part of addresses with *"),
  )
  .refine(
    (pattern) => pattern === "" || /[^*@]/.test(pattern),
    refused("stands for every address", "Name at least a part of the addresses, such as *@spam.example."),
  );

/** What is said of it beside the address. */
export const blockSchema = z.strictObject({ reason: plainText(500).nullable().default(null) });

const cursor = z
  .string()
  .max(2_000)
  .refine((text) => parseCursor(text) !== undefined, "is not a cursor of this list");

export const blockedFilterSchema = z.strictObject({
  /** The beginning of the patterns. */
  q: queryText(MAX_PATTERN).optional(),
  limit: queryNumberOr(100, 1, 1_000),
  cursor: cursor.optional(),
});

export const writeCursor = (pattern: string) => Buffer.from(pattern).toString("base64url");

export function parseCursor(text: string): string | undefined {
  const pattern = Buffer.from(text, "base64url").toString();
  return pattern === "" || /[\0\uFFFD]/.test(pattern) ? undefined : pattern;
}

export const blockedAddressSchema = z.strictObject({
  /** As addresses are compared: in small letters. */
  pattern: z.string(),
  /** Quarantined by an event about the address, or on the blocklist. */
  because: z.enum(["quarantined", "blocklisted"]),
  reason: z.string().nullable(),
  blockedAt: z.iso.datetime(),
});

export const blockedListSchema = z.strictObject({
  blockedAddresses: z.array(blockedAddressSchema),
  next: z.string().nullable(),
});

export const optOutsSchema = z.strictObject({
  /** What the contact said last, by opt-in field; null stands for everything. */
  optOuts: z.array(
    z.strictObject({
      optInField: z.string().nullable(),
      /** False once it has opted in again. */
      out: z.boolean(),
      /** The type of the event that said so, or `message.resubscribed` where the reader took it back. */
      because: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  blockedBy: z.array(blockedAddressSchema),
});

export type BlockedAddress = z.infer<typeof blockedAddressSchema>;
export type OptOuts = z.infer<typeof optOutsSchema>;
export type BlockedFilter = z.input<typeof blockedFilterSchema>;
export type BlockedList = z.infer<typeof blockedListSchema>;
