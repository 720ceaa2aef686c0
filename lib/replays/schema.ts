import { z } from "zod";
import { isId } from "@/lib/ids";
import { queryNumberOr } from "@/lib/query-fields";
import { REPLAY_KINDS, REPLAY_STATES } from "@/lib/vocabulary";

/** How many deliveries a selection may name. */
export const SELECTED_MAX = 1_000;
export const PER_SECOND = { min: 1, max: 1_000, usual: 100 } as const;

const time = z.iso
  .datetime({ offset: true, error: "is not an ISO 8601 time" })
  .transform((text) => Date.parse(text))
  .optional();

/** A time or a list where the kind has no use for it. */
const misplaced = (remedy: string) => (value: unknown, context: z.RefinementCtx) => {
  if (value !== undefined) {
    context.addIssue({ code: "custom", message: "does not go with this kind", params: { remedy } });
  }
};
/** What the API's document says of it: nothing will do. */
const absent = { override: { not: {} } };
const noList = z
  .unknown()
  .superRefine(misplaced('Leave it out, or use {"kind": "selected"}.'))
  .transform(() => undefined)
  .optional()
  .meta(absent);
const noTime = z
  .unknown()
  .superRefine(misplaced("Leave it out: the deliveries are named one by one."))
  .transform(() => undefined)
  .optional()
  .meta(absent);

const common = {
  perSecond: z.int().min(PER_SECOND.min).max(PER_SECOND.max).default(PER_SECOND.usual),
  dryRun: z.boolean().default(false),
};
const ranged = { since: time, until: time, deliveryIds: noList, ...common };

/** What is asked for (docs/edge.md, Replays). */
export const replayInputSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("failed"), ...ranged }),
  z.strictObject({ kind: z.literal("missed"), ...ranged }),
  z.strictObject({
    kind: z.literal("selected"),
    since: noTime,
    until: noTime,
    deliveryIds: z
      .array(z.string().refine(isId, { error: "is not a delivery's id" }).toLowerCase())
      .min(1)
      .max(SELECTED_MAX),
    ...common,
  }),
]);

const iso = z.iso.datetime();

export const replayViewSchema = z.strictObject({
  id: z.uuid(),
  webhookId: z.uuid(),
  kind: z.enum(REPLAY_KINDS),
  state: z.enum(REPLAY_STATES),
  /** Why it can't go on at present. */
  reason: z.literal("webhook_not_active").nullable(),
  since: iso.nullable(),
  until: iso.nullable(),
  total: z.int(),
  queued: z.int(),
  skipped: z.int(),
  perSecond: z.int(),
  createdAt: iso,
  createdBy: z.string(),
  finishedAt: iso.nullable(),
});

export const replayFilterSchema = z.strictObject({
  limit: queryNumberOr(100, 1, 1_000),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** A replay in the console: with the webhook's name. */
export const replayRowSchema = replayViewSchema.extend({ webhook: z.string() });

export type ReplayInput = z.input<typeof replayInputSchema>;
export type ReplayRequest = z.output<typeof replayInputSchema>;
export type ReplayView = z.infer<typeof replayViewSchema>;
export type ReplayRow = z.infer<typeof replayRowSchema>;
