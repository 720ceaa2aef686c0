import { parentPort, workerData } from "node:worker_threads";
import { asUnavailable } from "@/db/faults";
import { createWriteLock } from "@/db/write-lock";
import { startMerging } from "@/lib/contacts/merge";
import { startImports } from "@/lib/contacts/run-imports";
import { joinCrew } from "@/lib/engine/crew";
import { Engine } from "@/lib/engine/engine";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import { sweepExpired } from "@/lib/engine/sweep";
import { newId } from "@/lib/ids";
import { type Instance, type OpenOptions, openInstance } from "@/lib/instance";
import { startReplays } from "@/lib/replays/runner";
import { startRetention } from "@/lib/retention/prune";
import { startWorkflowStarts, startWorkflows } from "@/lib/workflows/runner";
import type { FromEngine, ToEngine } from "./engine-thread";
import { DRAIN_MS } from "./shutdown";

const HEARTBEAT_MS = 1_000;
/** How often to look for commits of other processes. */
const LOOK_MS = 250;
/** The same on PostgreSQL, while it is heard what the others tell. */
const SLOW_LOOK_MS = 1_000;
const OPEN_AGAIN_MS = 1_000;
const SWEEP_MS = 60_000;
const RESCUE_MS = 5_000;

/** The engine in its thread, or, started by itself, in its process (`npm run engine`). */
async function main() {
  const memory = (workerData as { memory?: SharedArrayBuffer } | null)?.memory;
  const lock = memory && createWriteLock(memory, 1);
  const tidings = await openWhenItAnswers({ name: "engine", lock, sync: "soon" });
  let stopping = false;
  let engine: Engine | undefined;
  const stop = () => {
    stopping = true;
    engine?.stop();
    if (!parentPort) setTimeout(() => process.exit(0), DRAIN_MS).unref();
  };
  const tell = (message: FromEngine) => parentPort?.postMessage(message);
  parentPort?.on("message", (message: ToEngine) => {
    if (message.kind === "wake") engine?.wake(message.webhookIds);
    else stop();
  });
  if (!parentPort) for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  const beat = () => tell({ kind: "heartbeat", at: Date.now() });
  beat();
  const heartbeat = setInterval(beat, HEARTBEAT_MS);

  const unlock = await waitForTurn(tidings, () => stopping);
  if (unlock) {
    const owner = `engine-${newId()}`;
    const alone = tidings.database.dialect === "sqlite";
    const delivering = new Engine(tidings, { owner, alone });
    const crew = alone ? undefined : joinCrew(tidings, delivering, owner);
    engine = delivering;
    const look = (): Promise<unknown> => (crew ? crew.look() : delivering.rescue());
    await untilItWorks(tidings, () => stopping, look);
    tidings.wakeListeners.add((webhookIds) => delivering.wake(webhookIds));
    tidings.mailListeners.add(() => tell({ kind: "mail" }));
    const watch = watchOthers(tidings, engine);
    const retention = startRetention(tidings);
    const sweep = setInterval(() => void sweepExpired(tidings).catch(logged(tidings)), SWEEP_MS);
    // Beside other engines one may die at any time; alone, only faults of our own leave something behind.
    const rescue = setInterval(() => void look().catch(logged(tidings)), RESCUE_MS);
    const merging = startMerging(tidings);
    // Whose lane it is, that engine has to hear of it.
    const imports = startImports(tidings, tidings.wakeEngine);
    const replays = startReplays(tidings, tidings.wakeEngine);
    const workflows = startWorkflows(tidings, tidings.wakeEngine);
    const starts = startWorkflowStarts(tidings);
    while (!stopping) {
      await engine.drain();
      await engine.waitForWork(5_000);
    }
    await retention.stop();
    await replays.stop();
    await workflows.stop();
    await starts.stop();
    await merging.stop();
    await imports.stop();
    await engine.drain();
    clearInterval(watch);
    clearInterval(sweep);
    clearInterval(rescue);
    await engine
      .release()
      .then(() => crew?.leave())
      .catch(logged(tidings));
    unlock();
  }
  clearInterval(heartbeat);
  await tidings.close();
  tell({ kind: "stopped" });
  if (!parentPort) process.exit(0);
}

/** A database server that is being restarted, or starts at the same time, is waited for; whatever else fails is told. */
async function openWhenItAnswers(options: OpenOptions): Promise<Instance> {
  for (let told = false; ; told = true) {
    try {
      return await openInstance(process.env, options);
    } catch (error) {
      if (!asUnavailable(error) || !process.env.DATABASE_URL) throw error;
      if (!told) process.stderr.write(`The engine waits for its database. ${(error as Error).message}\n`);
      await new Promise((resolve) => setTimeout(resolve, OPEN_AGAIN_MS));
    }
  }
}

/** On SQLite one engine at a time delivers from a data directory; a second one stands by. */
async function waitForTurn(tidings: Instance, isOver: () => boolean): Promise<(() => void) | undefined> {
  if (tidings.database.dialect !== "sqlite") return () => {};
  for (let told = false; !isOver(); told = true) {
    const unlock = takeEngineLock(tidings.env.DATA_DIR);
    if (unlock) return unlock;
    if (!told) tidings.log.warn("engine.standby: another engine delivers from this DATA_DIR");
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return undefined;
}

async function untilItWorks(tidings: Instance, isOver: () => boolean, work: () => Promise<unknown>) {
  while (!isOver()) {
    try {
      await work();
      return;
    } catch (error) {
      logged(tidings)(error);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

/**
 * Commits of other processes (the command line, a web process, another engine) are noticed by SQLite's data version. On
 * PostgreSQL they are told; now and then the engine looks by itself, often while it can't hear.
 */
function watchOthers(tidings: Instance, engine: Engine) {
  const { database, bulletin } = tidings;
  let version = 0;
  let lookedAt = performance.now();
  bulletin.listen(({ due }) => due && engine.wake(due));
  return setInterval(() => {
    try {
      if (database.dialect === "sqlite") {
        const seen = database.dataVersion();
        if (seen === version) return;
        version = seen;
      } else {
        if (bulletin.isListening() && performance.now() - lookedAt < SLOW_LOOK_MS) return;
        lookedAt = performance.now();
      }
      engine.wake();
    } catch (error) {
      logged(tidings)(error);
    }
  }, LOOK_MS);
}

const logged = (tidings: Instance) => (error: unknown) => tidings.log.error({ err: error }, "engine.fault");

main().catch((error) => {
  process.stderr.write(`The engine could not start. ${error?.stack ?? error}\n`);
  process.exit(1);
});
