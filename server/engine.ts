import { parentPort, workerData } from "node:worker_threads";
import { createWriteLock } from "@/db/write-lock";
import { startMerging } from "@/lib/contacts/merge";
import { startImports } from "@/lib/contacts/run-imports";
import { Engine } from "@/lib/engine/engine";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import { sweepExpired } from "@/lib/engine/sweep";
import { newId } from "@/lib/ids";
import { type Instance, openInstance } from "@/lib/instance";
import { startReplays } from "@/lib/replays/runner";
import { startRetention } from "@/lib/retention/prune";
import { startWorkflowStarts, startWorkflows } from "@/lib/workflows/runner";
import type { FromEngine, ToEngine } from "./engine-thread";
import { DRAIN_MS } from "./shutdown";

const HEARTBEAT_MS = 1_000;
/** How often to look for commits of other processes (SQLite), or for due work that nobody told of. */
const LOOK_MS = 250;
const SWEEP_MS = 60_000;
const RESCUE_MS = 5_000;

/** The engine in its thread, or, started by itself, in its process (`npm run engine`). */
async function main() {
  const memory = (workerData as { memory?: SharedArrayBuffer } | null)?.memory;
  const lock = memory && createWriteLock(memory, 1);
  const tidings = await openInstance(process.env, { name: "engine", lock, sync: "soon" });
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
    engine = new Engine(tidings, {
      owner: `engine-${newId()}`,
      alone: tidings.database.dialect === "sqlite",
    });
    await untilItWorks(
      tidings,
      () => stopping,
      () => (engine as Engine).rescue(),
    );
    const watch = watchOthers(tidings, engine);
    const retention = startRetention(tidings);
    const sweep = setInterval(() => void sweepExpired(tidings).catch(logged(tidings)), SWEEP_MS);
    // Beside other engines one may die at any time; alone, only faults of our own leave something behind.
    const rescue = setInterval(() => void engine?.rescue().catch(logged(tidings)), RESCUE_MS);
    const merging = startMerging(tidings);
    const imports = startImports(tidings, (webhookIds) => engine?.wake(webhookIds));
    const replays = startReplays(tidings, (webhookIds) => engine?.wake(webhookIds));
    const workflows = startWorkflows(tidings, (webhookIds) => engine?.wake(webhookIds));
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
    await engine.release().catch(logged(tidings));
    clearInterval(watch);
    clearInterval(sweep);
    clearInterval(rescue);
    unlock();
  }
  clearInterval(heartbeat);
  await tidings.close();
  tell({ kind: "stopped" });
  if (!parentPort) process.exit(0);
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

/** Commits of other processes (the command line, a dispatcher) are noticed by SQLite's data version. */
function watchOthers(tidings: Instance, engine: Engine) {
  const { database } = tidings;
  let version = 0;
  return setInterval(() => {
    try {
      if (database.dialect === "sqlite") {
        const seen = database.dataVersion();
        if (seen === version) return;
        version = seen;
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
