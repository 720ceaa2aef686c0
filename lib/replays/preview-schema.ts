import { z } from "zod";

/** How people say what a replay covers: spans before now, since the webhook was stopped last, everything, two times. */
export const REPLAY_RANGES = ["1h", "24h", "7d", "14d", "stopped", "all", "exact"] as const;
export type ReplayRange = (typeof REPLAY_RANGES)[number];

export const previewSchema = z.strictObject({
  kind: z.enum(["failed", "missed"]),
  range: z.enum(REPLAY_RANGES),
  /** Of the range `exact`. */
  since: z.string().optional(),
  until: z.string().optional(),
});

/** Enough to offer: who wants them is told the exact figure before it starts. */
export const OFFERED_MAX = 10_000;

/** What there is to send, counted, and the times that were counted. */
export interface ReplayPreview {
  count: number;
  since: string | null;
  until: string;
}
