import { z } from "zod";
import { runRowSchema } from "@/lib/runs/schema";
import { DELIVERY_STATES, WEBHOOK_STATUSES } from "@/lib/vocabulary";

const iso = z.iso.datetime();
const percentile = z.union([z.strictObject({ ms: z.int() }), z.strictObject({ moreThanMs: z.int() })]);

/** What the overview of a webhook shows; runs are those of the last 14 days, tests left out. */
export const webhookOverviewSchema = z.strictObject({
  status: z.enum(WEBHOOK_STATUSES),
  succeeded: z.int(),
  failed: z.int(),
  lost: z.int(),
  failedInARow: z.int(),
  health: z.strictObject({
    state: z.enum(["healthy", "warning", "suspended"]),
    reason: z.string().nullable(),
  }),
  /** Null unless it is suspended. */
  suspendedAt: iso.nullable(),
  /** When the system tries by itself whether the endpoint accepts again; null where only a person resumes. */
  nextProbeAt: iso.nullable(),
  /** Null without a run. */
  answerTime: z.strictObject({ median: percentile, p95: percentile }).nullable(),
  days: z.array(z.strictObject({ day: iso, succeeded: z.int(), failed: z.int() })),
  waiting: z.strictObject({
    count: z.int(),
    oldestAt: iso.nullable(),
    /** Null while nothing will be tried: nothing waits, or the webhook is not active. */
    nextAttemptAt: iso.nullable(),
    /** When all that is due has been sent, at the present pace; null where nobody can tell. */
    drainsInSeconds: z.int().nullable(),
    /** The endpoint fails and everything waits behind one probe, whose time is null while it is under way. */
    held: z.strictObject({ since: iso, probeAt: iso.nullable() }).nullable(),
    /** Requests at once that a struggling endpoint gets; null where it gets all that the webhook allows. */
    slowedTo: z.int().nullable(),
    /** How many wait because of a recalculation, where they are many; `more` if nobody counted further. */
    recalculated: z.strictObject({ count: z.int(), more: z.boolean() }).nullable(),
  }),
  lastRun: z.strictObject({ startedAt: iso, verdict: z.enum(["succeeded", "failed"]) }).nullable(),
  lastFailure: z
    .strictObject({
      run: runRowSchema,
      /** The technical words, null where there are none. */
      detail: z.string().nullable(),
      delivery: z.strictObject({ state: z.enum(DELIVERY_STATES), nextAttemptAt: iso.nullable() }).nullable(),
    })
    .nullable(),
});

export type WebhookOverview = z.infer<typeof webhookOverviewSchema>;
