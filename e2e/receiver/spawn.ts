import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import type { DeliveryLine } from "./delivery-log";

export interface SpawnedReceiver {
  readonly process: ChildProcess;
  readonly port: number;
  /** For EGRESS_CA_FILE; empty for a plain receiver. */
  readonly caFile: string;
  /** Ends it; every request it has received is in its log then. */
  stop(): Promise<void>;
}

/**
 * Bundles main.ts and runs it by node, with the arguments of its command line. To be called with the
 * repository's root as working directory: a bench that was bundled itself no longer knows its own folder.
 */
export async function spawnReceiver(args: string[] = []): Promise<SpawnedReceiver> {
  const directory = await mkdtemp(join(tmpdir(), "tidings-receiver-process-"));
  const outfile = join(directory, "receiver.mjs");
  await build({
    entryPoints: [resolve("e2e/receiver/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  const child = spawn(process.execPath, [outfile, ...args], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  child.channel?.unref();
  const exited = once(child, "exit");
  const { port, ca } = await firstLine(child, exited);
  return {
    process: child,
    port,
    caFile: ca,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function firstLine(
  child: ChildProcess,
  exited: Promise<unknown>,
): Promise<{ port: number; ca: string }> {
  if (!child.stdout) throw new Error("The receiver's output is not piped");
  const ended = exited.then(() => Promise.reject(new Error("The receiver ended before it was ready")));
  // Whoever loses the race must not count as unhandled later.
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  return JSON.parse(String(line));
}

export async function readDeliveryLog(path: string): Promise<DeliveryLine[]> {
  const text = await readFile(path, "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
