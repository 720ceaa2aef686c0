import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { abandonSeat } from "@/db/write-lock";
import type { Instance } from "@/lib/instance";

export interface EngineThread {
  /** Begins nothing new and resolves when what is under way is settled. */
  stop(): Promise<void>;
}

export type ToEngine = { kind: "wake"; webhookIds: string[] } | { kind: "stop" };
export type FromEngine =
  | { kind: "heartbeat"; at: number }
  /** A step of a workflow has queued a message; the mailer is in the other thread. */
  | { kind: "mail" }
  | { kind: "stopped" };

/** How soon a thread that died is started again. */
const RESTART_MS = 500;

/** Starts the engine in a thread of its own, wakes it after commits, and starts it again should it die. */
export function startEngineThread(tidings: Instance, memory: SharedArrayBuffer): EngineThread {
  let worker: Worker;
  let stopping = false;
  let stopped = () => {};
  const done = new Promise<void>((resolve) => {
    stopped = resolve;
  });

  const start = () => {
    tidings.engine = { heartbeatAt: null, startedAt: Date.now() };
    worker = new Worker(fileURLToPath(new URL("./engine.mjs", import.meta.url)), { workerData: { memory } });
    worker.on("message", (message: FromEngine) => {
      if (message.kind === "heartbeat" && tidings.engine) tidings.engine.heartbeatAt = message.at;
      if (message.kind === "mail") tidings.hearOfMail();
      if (message.kind === "stopped") stopped();
    });
    worker.on("error", (error) => tidings.log.error({ err: error }, "engine.died"));
    worker.on("exit", () => {
      abandonSeat(memory, 1);
      if (stopping) stopped();
      else setTimeout(start, RESTART_MS);
    });
  };
  start();
  tidings.wakeListeners.add((webhookIds) =>
    worker.postMessage({ kind: "wake", webhookIds } satisfies ToEngine),
  );

  return {
    async stop() {
      stopping = true;
      worker.postMessage({ kind: "stop" } satisfies ToEngine);
      await done;
    },
  };
}
