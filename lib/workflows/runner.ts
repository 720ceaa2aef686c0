import { startBeside } from "@/lib/engine/beside";
import type { Instance } from "@/lib/instance";
import { runDuePassages } from "./run-due";
import { runDueStarts } from "./run-starts";

/** Moves passages on beside an engine, as they become due. */
export const startWorkflows = (tidings: Instance, onQueued: (webhookIds: string[]) => void) =>
  startBeside(tidings, {
    ...{ fault: "workflows.fault", lookMs: 250 },
    work: (isOver) => runDuePassages(tidings, onQueued, isOver),
  });

/** Begins passages beside an engine that nobody's event starts: by criteria and by dates. */
export const startWorkflowStarts = (tidings: Instance) =>
  startBeside(tidings, {
    ...{ fault: "workflow_starts.fault", lookMs: 500 },
    work: (isOver) => runDueStarts(tidings, { isOver }),
  });
