import { z } from "zod";
import { WEBHOOK_STATUSES } from "@/lib/vocabulary";

/** A query string's number. */
const whole = (min: number, max: number) =>
  z
    .union([z.string().regex(/^\d{1,15}$/, { error: "is not a whole number" }), z.int()])
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** How lists of webhooks are narrowed, sorted and cut (docs/edge.md, GET /webhooks). */
export const webhookFilterSchema = z.strictObject({
  status: z.enum(WEBHOOK_STATUSES).optional(),
  dataCenterId: whole(1, Number.MAX_SAFE_INTEGER).optional(),
  type: z.string().max(100).optional(),
  profile: z.string().max(20).optional(),
  q: z.string().trim().max(200).optional(),
  sort: z.enum(["createdAt", "updatedAt", "label", "status"]).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: whole(1, 1_000).default(100),
  offset: whole(0, 1_000_000).default(0),
});

/** The console's table can also be sorted by its counters. */
export const webhookRowFilterSchema = webhookFilterSchema.extend({
  sort: z.enum(["createdAt", "updatedAt", "label", "status", "succeeded", "failed"]).default("createdAt"),
});

export type WebhookFilter = z.input<typeof webhookRowFilterSchema>;
