import { z } from "zod";
import { ACTOR_KINDS } from "@/lib/vocabulary";
import { webhookViewSchema } from "./schema";

/** What the list of deleted webhooks tells of each; parsed on the way out. */
export const deletedWebhookSchema = webhookViewSchema
  .pick({ id: true, kind: true, label: true, profile: true, method: true, url: true })
  .extend({
    /** Null if the audit log does not know. */
    deletedBy: z
      .strictObject({ kind: z.enum(ACTOR_KINDS), id: z.string().nullable(), name: z.string() })
      .nullable(),
    deletedAt: z.iso.datetime(),
  });

export type DeletedWebhook = z.infer<typeof deletedWebhookSchema>;
