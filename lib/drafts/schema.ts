import { z } from "zod";
import { runViewSchema } from "@/lib/runs/schema";
import { deliverySchema } from "@/lib/webhooks/schema";
import { signingKeysSchema } from "@/lib/webhooks/signing-key-kinds";
import { requestSourceSchema } from "@/lib/workflow-requests/schema";

/** What the browser hands over of a draft; `draft` is what an earlier call returned, which nobody else can read. */
export const draftTestSchema = z.strictObject({
  /** The settings as they would be saved. Those of other event types than the one that is tested may be left out. */
  settings: z.record(z.string(), z.unknown()),
  /** One of the triggers; the first if not given. */
  type: z.string().optional(),
  /** Of a workflow's webhook: whom and what it is tried with; a scenario notification without one is sent as printed. */
  source: requestSourceSchema.optional(),
  /** The saved webhook that is being changed: secrets that are left out are its own. */
  webhookId: z.string().optional(),
  draft: z.string().optional(),
});

export const draftKeysSchema = z.strictObject({
  signature: deliverySchema.shape.signature,
  draft: z.string().optional(),
});

/** What came of a test; its run is kept nowhere. */
export const testedDraftSchema = z.strictObject({ run: runViewSchema, draft: z.string() });

export const shownDraftKeysSchema = signingKeysSchema.extend({ draft: z.string() });

export type DraftTestInput = z.infer<typeof draftTestSchema>;
export type DraftKeysInput = z.infer<typeof draftKeysSchema>;
export type TestedDraft = z.infer<typeof testedDraftSchema>;
export type ShownDraftKeys = z.infer<typeof shownDraftKeysSchema>;
