import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { runDueReplays } from "@/lib/replays/run-due";
import { runDuePassages } from "@/lib/workflows/run-due";
import { type DrainCount, Engine } from "./engine";
import { takeEngineLock } from "./engine-lock";

export interface DispatchResult {
  claimed: number;
  succeeded: number;
  failed: number;
  /** Deliveries that are still owed, due or not. */
  remaining: number;
}

/**
 * What the dispatcher route does: the engine's own drain within a budget, for where no engine runs. On SQLite an
 * engine that runs already keeps its work: then nothing is claimed here.
 */
export async function dispatch(tidings: Instance, budgetMs: number): Promise<DispatchResult> {
  const { database, env } = tidings;
  const sqlite = database.dialect === "sqlite";
  const unlock = sqlite ? takeEngineLock(env.DATA_DIR) : () => {};
  if (!unlock) return { claimed: 0, succeeded: 0, failed: 0, remaining: await countOwed(tidings) };
  const engine = new Engine(tidings, { owner: `dispatcher-${newId()}`, alone: sqlite });
  const wake = (webhookIds: string[]) => engine.wake(webhookIds);
  let over = false;
  const stop = () => {
    over = true;
    engine.stop();
  };
  tidings.wakeListeners.add(wake);
  tidings.stopListeners.add(stop);
  try {
    await engine.rescue();
    const count = await drainWithOthers(tidings, engine, budgetMs, () => over);
    return { ...count, remaining: await countOwed(tidings) };
  } finally {
    tidings.wakeListeners.delete(wake);
    tidings.stopListeners.delete(stop);
    await engine.release().catch((error) => tidings.log.error({ err: error }, "dispatcher.release_failed"));
    unlock();
  }
}

/** The parts of replays and the steps of passages become due one after another: what is left of the budget waits for them. */
async function drainWithOthers(
  tidings: Instance,
  engine: Engine,
  budgetMs: number,
  isOver: () => boolean,
): Promise<DrainCount> {
  const end = performance.now() + budgetMs;
  const sum: DrainCount = { claimed: 0, succeeded: 0, failed: 0 };
  for (;;) {
    const left = () => end - performance.now();
    const wake = (webhookIds: string[]) => engine.wake(webhookIds);
    const stopped = () => isOver() || left() <= 0;
    const next = earliest(
      await runDueReplays(tidings, wake, stopped),
      await runDuePassages(tidings, wake, stopped),
    );
    const count = await engine.drain(Math.max(0, left()));
    sum.claimed += count.claimed;
    sum.succeeded += count.succeeded;
    sum.failed += count.failed;
    if (next === undefined || isOver() || next >= left()) return sum;
    await new Promise((resolve) => setTimeout(resolve, next));
  }
}

const earliest = (one: number | undefined, other: number | undefined) =>
  one === undefined ? other : other === undefined ? one : Math.min(one, other);

async function countOwed(tidings: Instance): Promise<number> {
  const [row] = await tidings.database.rows<{ n: number }>(
    "SELECT count(*) AS n FROM deliveries WHERE finished_at IS NULL",
    [],
  );
  return Number(row?.n ?? 0);
}
