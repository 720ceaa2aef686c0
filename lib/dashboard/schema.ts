import { z } from "zod";
import { RUN_REASONS } from "@/lib/vocabulary";

const iso = z.iso.datetime();
const webhook = { id: z.uuid(), label: z.string() };

/** A few webhooks by name, and how many more there are. */
const some = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), more: z.int() });

export const runReasonSchema = z.strictObject({
  verdict: z.literal("failed"),
  reason: z.enum(RUN_REASONS).nullable(),
  statusCode: z.int().nullable(),
});

/** What the start page says needs attention today; what is null or empty needs none. */
export const attentionSchema = z.strictObject({
  engineSilent: z.boolean(),
  /** The address people use, where it is plain http off loopback. */
  plainHttp: z.string().nullable(),
  /** Without SMTP_URL mails stay in the Outbox; told to administrators only. */
  mailsAreKept: z.boolean(),
  webhooks: z.int(),
  suspended: some(z.strictObject({ ...webhook, reason: z.string().nullable(), at: iso })),
  failing: some(
    z.strictObject({
      ...{ ...webhook, failedInARow: z.int(), last: runReasonSchema.nullable() },
      /** Why it may be suspended, in words; null unless it is warned of. */
      warning: z.string().nullable(),
    }),
  ),
  /** Events given up in the last 24 hours. */
  lost: some(z.strictObject({ ...webhook, lost: z.int() })),
  waiting: some(z.strictObject({ ...webhook, active: z.boolean(), oldestAt: iso })),
  neverActivated: some(z.strictObject({ ...webhook, createdAt: iso })),
});

/** A count that stops at a bound, because millions of rows are not counted for a number on a page. */
const capped = z.strictObject({ count: z.int(), more: z.boolean() });

/** The last 24 hours in numbers. */
export const todaySchema = z.strictObject({
  accepted: capped,
  delivered: z.int(),
  lost: z.int(),
  waiting: capped,
});

export type Attention = z.infer<typeof attentionSchema>;
export type Today = z.infer<typeof todaySchema>;
