import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeEngineLock } from "./engine-lock";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-engine-lock-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

/** Another process that takes the lock, says whether it got it, and stays. */
async function startHolder() {
  const bundle = buildSync({
    stdin: {
      contents: `
        import { takeEngineLock } from "./lib/engine/engine-lock";
        const free = takeEngineLock(process.argv[2]);
        process.stdout.write(free ? "taken" : "refused");
        setInterval(() => free, 1_000);`,
      resolveDir: process.cwd(),
    },
    ...{ bundle: true, write: false, platform: "node", format: "cjs", external: ["better-sqlite3"] },
  });
  const script = join(dataDir, "holder.cjs");
  writeFileSync(script, bundle.outputFiles[0]?.text as string);
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_PATH: resolve("node_modules") },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said) };
}

describe("the engine's lock on a data directory", () => {
  it("is held by one at a time, and free again once given back", () => {
    const free = takeEngineLock(dataDir);
    expect(free).not.toBeNull();
    expect(takeEngineLock(dataDir)).toBeNull();
    free?.();
    const again = takeEngineLock(dataDir);
    expect(again).not.toBeNull();
    again?.();
  });

  it("keeps other processes out", async () => {
    const free = takeEngineLock(dataDir);
    expect((await startHolder()).said).toBe("refused");
    free?.();
  });

  it("D3: is free the moment its holder is killed", async () => {
    const { child, said } = await startHolder();
    expect(said).toBe("taken");
    expect(takeEngineLock(dataDir)).toBeNull();
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const free = takeEngineLock(dataDir);
    expect(free).not.toBeNull();
    free?.();
  });

  it("is one for each data directory, made where that isn't there yet", () => {
    const [a, b] = [takeEngineLock(join(dataDir, "a")), takeEngineLock(join(dataDir, "b"))];
    expect(a).not.toBeNull();
    expect(b).not.toBeNull();
    a?.();
    b?.();
  });
});
