import { z } from "zod";

/** The one host that is never asked for over the network (decision 31). */
export const INBOX_HOST = "inbox.tidings.internal";

/** What an address keeps at most, and of each request's body. */
export const KEPT_REQUESTS = 200;
export const KEPT_BODY_BYTES = 64 * 1_024;
export const KEPT_HOURS = 24;
export const MAX_ADDRESSES = 20;

/** 24 random bytes as base64url. */
export const tokenSchema = z.string().regex(/^[\w-]{32}$/, { error: "is not an address of the inbox" });

const ADDRESS = /^https:\/\/inbox\.tidings\.internal\/([\w-]{32})$/;

export const inboxUrl = (token: string) => `https://${INBOX_HOST}/${token}`;

/** The token of an inbox address; null for every other spelling: no port, query, upper case or further path. */
export const inboxToken = (url: string): string | null => ADDRESS.exec(url)?.[1] ?? null;

export const inboxNameSchema = z
  .string()
  .trim()
  .min(1, { message: "is empty" })
  .max(100)
  .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), {
    message: "contains control characters",
    params: { remedy: "Remove line breaks, tabs and other control characters." },
  });

/** Redirects are never followed, and informational answers are none. */
export const answerStatusSchema = z
  .int()
  .refine((status) => (status >= 200 && status < 300) || (status >= 400 && status < 600), {
    message: "is not an answer the inbox can give",
    params: { remedy: "Use a status from 200 to 299 or from 400 to 599." },
  });

const iso = z.iso.datetime();
const webhookSchema = z.strictObject({ id: z.uuid(), label: z.string() });

export const inboxAddressSchema = z.strictObject({
  token: z.string(),
  url: z.string(),
  name: z.string(),
  answerStatus: z.int(),
  createdAt: iso,
  /** What is kept at the moment. */
  requests: z.int(),
  lastReceivedAt: iso.nullable(),
  /** The webhooks that send here, without deleted ones. */
  webhooks: z.array(webhookSchema),
});

export const SIGNATURES = ["verified", "wrong", "missing"] as const;

export const inboxRowSchema = z.strictObject({
  id: z.uuid(),
  receivedAt: iso,
  method: z.string(),
  /** Whose webhook sent it. */
  webhook: webhookSchema.nullable(),
  signature: z.enum(SIGNATURES),
  /** Of the whole body, however much of it is kept. */
  bodyBytes: z.int(),
});

export const inboxRequestSchema = inboxRowSchema.extend({
  url: z.string(),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string(), masked: z.boolean() })),
  /** UTF-8 text as `body`, anything else as `bodyBase64`. */
  body: z.string().optional(),
  bodyBase64: z.string().optional(),
  /** Only the beginning of the body is kept. */
  bodyTruncated: z.boolean(),
});

export type Signature = (typeof SIGNATURES)[number];
export type InboxAddress = z.infer<typeof inboxAddressSchema>;
export type InboxRow = z.infer<typeof inboxRowSchema>;
export type InboxRequest = z.infer<typeof inboxRequestSchema>;
