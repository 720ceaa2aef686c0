import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeEngineLock } from "./engine-lock";
import { startProgram } from "./program.fixture";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-engine-lock-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

/** Another process that takes the lock, says whether it got it, and stays. */
const startHolder = () =>
  startProgram(
    dataDir,
    `
    import { takeEngineLock } from "./lib/engine/engine-lock";
    const free = takeEngineLock(${JSON.stringify(dataDir)});
    process.stdout.write(free ? "taken" : "refused");
    setInterval(() => free, 1_000);`,
  );

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
