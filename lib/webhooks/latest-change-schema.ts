import { z } from "zod";
import { WEBHOOK_STATUSES } from "@/lib/vocabulary";

/** Who saved a webhook last, for those who look at an older revision of it. */
export const latestChangeSchema = z.strictObject({
  revision: z.int(),
  status: z.enum(WEBHOOK_STATUSES),
  updatedAt: z.iso.datetime(),
  /** When the newest revision was saved. */
  at: z.iso.datetime(),
  /** Who saved it. */
  by: z.string(),
  /** Places of secrets that are others than in the older revision: `authentication.password`, `headers.0.value`. */
  replacedSecrets: z.array(z.string()),
});

export type LatestChange = z.infer<typeof latestChangeSchema>;
