import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import { advanceDue, nextDue } from "./advance";

/** After a fault of ours the workflow rests for so long, so that the others go on meanwhile. */
const AFTER_FAULT_MS = 5_000;

/** Until when workflows rest; what one process remembers of its own work, and loses without harm. */
type Rests = Map<string, number>;
const restsOf = new WeakMap<Instance, Rests>();

/**
 * Moves on everything that is due, the longest due first, each workflow a part at a time so that none waits for
 * another's thousands.
 * @param onQueued told of webhooks that a request is now owed to
 * @returns in how many ms the next passage is due; undefined where none waits
 */
export async function runDuePassages(
  tidings: Instance,
  onQueued: (webhookIds: string[]) => void,
  isOver: () => boolean = () => false,
): Promise<number | undefined> {
  const rests: Rests = restsOf.get(tidings) ?? new Map();
  restsOf.set(tidings, rests);
  for (;;) {
    const now = tidings.now();
    const waiting = (await nextDue(tidings)).map(({ workflowId, dueAt }) => ({
      workflowId,
      dueAt: Math.max(dueAt, rests.get(workflowId) ?? 0),
    }));
    const due = waiting.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0 || isOver()) {
      const next = Math.min(...waiting.map(({ dueAt }) => dueAt));
      return Number.isFinite(next) ? Math.max(0, next - now) : undefined;
    }
    for (const { workflowId } of due) {
      if (isOver()) break;
      await tryToAdvance(tidings, workflowId, rests, onQueued);
    }
  }
}

async function tryToAdvance(
  tidings: Instance,
  workflowId: string,
  rests: Rests,
  onQueued: (webhookIds: string[]) => void,
) {
  try {
    const { webhookIds } = await advanceDue(tidings, workflowId);
    rests.delete(workflowId);
    if (webhookIds.length > 0) onQueued(webhookIds);
  } catch (error) {
    if (asUnavailable(error)) throw error;
    tidings.log.error({ err: error, workflowId }, "workflow.advance_failed");
    rests.set(workflowId, tidings.now() + AFTER_FAULT_MS);
  }
}
