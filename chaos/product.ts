import { type ChildProcess, spawn } from "node:child_process";
import { withoutOurs } from "../e2e/fixtures/server";
import { sleep } from "./scenario";

/** The product as `npm start` runs it, in a process group of its own that may be killed as a whole. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Everything that it has printed so far. */
  output(): string;
  /** Begins a start and comes back at once. */
  spawn(): { spawnedAt: number };
  /** Starts it, or waits for the start that was begun. Resolves when it is healthy. */
  start(): Promise<{ spawnedAt: number; readyAt: number }>;
  /** Sends a signal to the whole group; resolves with its exit code, null if the signal ended it. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  /** Sends a signal to the whole group. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void;
}

export interface ProductOptions {
  url: string;
  env: Record<string, string>;
  /** A command that runs it: `prlimit --fsize=…`. */
  within?: string[];
}

export function createProduct({ url, env, within = [] }: ProductOptions): Product {
  let child: ChildProcess | undefined;
  let spawnedAt = 0;
  let printed = "";

  const isRunning = () => child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const running = () => {
    if (!child?.pid || !isRunning()) throw new Error(`The product is not running.\n${printed.slice(-4_000)}`);
    return child as ChildProcess & { pid: number };
  };

  const product: Product = {
    url,
    get pid() {
      return running().pid;
    },
    output: () => printed,
    spawn() {
      const [command = process.execPath, ...args] = [
        ...within,
        process.execPath,
        ...profiling(),
        "bin/start.mjs",
      ];
      spawnedAt = Date.now();
      child = spawn(command, args, {
        env: { ...withoutOurs(process.env), ...env },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (chunk) => {
          printed = (printed + chunk).slice(-1_000_000);
        });
      }
      return { spawnedAt };
    },
    async start() {
      if (!isRunning()) product.spawn();
      for (;;) {
        running();
        const answer = await fetch(`${url}/api/health`).catch(() => undefined);
        await answer?.arrayBuffer();
        if (answer?.ok) return { spawnedAt, readyAt: Date.now() };
        await sleep(20);
      }
    },
    async end(signal) {
      if (!child?.pid || !isRunning()) return child?.exitCode ?? null;
      const { pid } = child;
      const ended = new Promise<number | null>((resolve) => child?.once("exit", resolve));
      try {
        process.kill(-pid, signal);
      } catch (error) {
        // Ended by somebody else a moment ago.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
      return ended;
    },
    signal: (signal) => process.kill(-running().pid, signal),
  };
  return product;
}

/** With BENCH_PROFILE=DIR a CPU profile of each thread is written there, unless a kill ends it. */
export const profiling = () =>
  process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
