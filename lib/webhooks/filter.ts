import { z } from "zod";
import { queryNumber, queryNumberOr, queryText } from "@/lib/query-fields";
import { WEBHOOK_KINDS, WEBHOOK_STATUSES } from "@/lib/vocabulary";

/** How lists of webhooks are narrowed, sorted and cut (docs/edge.md, GET /webhooks). */
export const webhookFilterSchema = z.strictObject({
  status: z.enum(WEBHOOK_STATUSES).optional(),
  dataCenterId: queryNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  type: queryText(100).optional(),
  profile: queryText(20).optional(),
  q: queryText(200).trim().optional(),
  sort: z.enum(["createdAt", "updatedAt", "label", "status"]).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: queryNumberOr(100, 1, 1_000),
  offset: queryNumberOr(0, 0, 1_000_000),
});

/** The console's tables list one kind each, and can also be sorted by their counters. */
export const webhookRowFilterSchema = webhookFilterSchema.extend({
  kind: z.enum(WEBHOOK_KINDS).optional(),
  sort: z.enum(["createdAt", "updatedAt", "label", "status", "succeeded", "failed"]).default("createdAt"),
});

/** The list of deleted webhooks, of both kinds unless one is asked for; the last one deleted first. */
export const deletedFilterSchema = z.strictObject({
  kind: z.enum(WEBHOOK_KINDS).optional(),
  q: queryText(200).trim().optional(),
  sort: z.enum(["deletedAt", "label", "profile"]).default("deletedAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: queryNumberOr(100, 1, 1_000),
  offset: queryNumberOr(0, 0, 1_000_000),
});

export type DeletedFilter = z.input<typeof deletedFilterSchema>;
export type WebhookFilter = z.input<typeof webhookRowFilterSchema>;
