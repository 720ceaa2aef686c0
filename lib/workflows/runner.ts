import { startBeside } from "@/lib/engine/beside";
import type { Instance } from "@/lib/instance";
import { runDuePassages } from "./run-due";

/** Moves passages on beside an engine, as they become due. */
export const startWorkflows = (tidings: Instance, onQueued: (webhookIds: string[]) => void) =>
  startBeside(tidings, {
    ...{ fault: "workflows.fault", lookMs: 250 },
    work: (isOver) => runDuePassages(tidings, onQueued, isOver),
  });
