import { startBeside } from "@/lib/engine/beside";
import type { Instance } from "@/lib/instance";
import { runDueReplays } from "./run-due";

/** Works replays off beside an engine, part by part as they become due. */
export const startReplays = (tidings: Instance, onQueued: (webhookIds: string[]) => void) =>
  startBeside(tidings, {
    ...{ fault: "replays.fault", lookMs: 500 },
    work: (isOver) => runDueReplays(tidings, onQueued, isOver),
  });
