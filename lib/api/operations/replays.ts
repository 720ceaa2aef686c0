import { z } from "zod";
import { replayFilterSchema, replayInputSchema, replayViewSchema } from "@/lib/replays/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId, exampleReplay } from "./examples";
import { WEBHOOK } from "./schemas";

const replay = replayViewSchema.meta({ id: "Replay" });
const REPLAY = { id: { description: "The replay's id.", example: exampleId.replay } };

export const startReplay: Operation = {
  id: "startReplay",
  section: "Replays",
  method: "POST",
  path: inAccount("/webhooks/{id}/replays"),
  summary: "Owe again what failed, was missed, or is named",
  description:
    "A job in the background. With `dryRun` it only counts. It is refused before anything is queued where more would wait than may.",
  scope: "webhooks:write",
  params: WEBHOOK,
  body: {
    schema: replayInputSchema.meta({ id: "NewReplay" }),
    optional: true,
    examples: {
      failed: {
        summary: "Everything failed since",
        value: { kind: "failed", since: "2026-11-25T10:00:00Z" },
      },
      missed: {
        summary: "Count what was missed",
        value: { kind: "missed", since: "2026-11-25T10:00:00Z", dryRun: true },
      },
      selected: { summary: "A selection", value: { kind: "selected", deliveryIds: [exampleId.delivery] } },
    },
  },
  answers: {
    200: {
      description: "A dry run: so many would be sent again.",
      schema: z.strictObject({ count: z.int() }),
      example: { count: 4_120 },
    },
    201: { description: "It runs.", schema: replay, example: exampleReplay, headers: ["Location"] },
  },
  problems: ["conflict", "backlog_full"],
};

export const listReplays: Operation = {
  id: "listReplays",
  section: "Replays",
  method: "GET",
  path: inAccount("/webhooks/{id}/replays"),
  summary: "Get the replays of a webhook",
  scope: "webhooks:read",
  params: WEBHOOK,
  query: replayFilterSchema,
  answers: {
    200: {
      description: "One page of them, newest first.",
      schema: z.strictObject({ replays: z.array(replay), next: z.string().nullable() }),
      example: { replays: [exampleReplay], next: null },
    },
  },
};

export const getReplay: Operation = {
  id: "getReplay",
  section: "Replays",
  method: "GET",
  path: inAccount("/replays/{id}"),
  summary: "Get a replay and how far it is",
  scope: "webhooks:read",
  params: REPLAY,
  answers: { 200: { description: "The replay.", schema: replay, example: exampleReplay } },
};

const changed = (
  id: string,
  verb: "pause" | "resume" | "cancel",
  { summary, state }: { summary: string; state: "paused" | "running" | "cancelled" },
): Operation => ({
  id,
  section: "Replays",
  method: "POST",
  path: inAccount(`/replays/{id}/${verb}`),
  summary,
  scope: "webhooks:write",
  params: REPLAY,
  answers: {
    200: { description: `It is ${state}.`, schema: replay, example: { ...exampleReplay, state } },
  },
  problems: ["conflict"],
});

export const pauseReplay = changed("pauseReplay", "pause", { summary: "Pause a replay", state: "paused" });
export const resumeReplay = changed("resumeReplay", "resume", {
  ...{ summary: "Go on with a paused replay", state: "running" },
});
export const cancelReplay = changed("cancelReplay", "cancel", {
  ...{ summary: "Cancel a replay", state: "cancelled" },
});
