import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutOurs } from "../e2e/fixtures/server";

/** An engine as `npm run engine` runs it, beside other processes on the same PostgreSQL. */
export interface EngineProcess {
  readonly pid: number;
  start(): void;
  /** As its machine's loss of power would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** @param print what it has to say */
export function createEngineProcess(
  env: Record<string, string>,
  print: (text: string) => void,
): EngineProcess {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-chaos-engine-"));
  let child: ChildProcess | undefined;
  const engine: EngineProcess = {
    get pid() {
      return child?.pid ?? 0;
    },
    start() {
      child = spawn(process.execPath, ["dist/engine.mjs"], {
        env: { ...withoutOurs(process.env), ...env, NODE_ENV: "production", DATA_DIR: dataDir },
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => print(String(chunk)));
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async close() {
      await engine.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  engine.start();
  return engine;
}
