import { describe, expect, it } from "vitest";
import { createSteadyForAWhile } from "./steady-for-a-while";

function open() {
  const at = { now: 1_000 };
  const steady = createSteadyForAWhile(() => at.now);
  let reads = 0;
  const ask = (key = "plan of 1") => steady.read(key, async () => ++reads);
  return { at, steady, ask };
}

describe("what every request asks, on PostgreSQL", () => {
  it("is read once by those who ask at the same time, and answered at once afterwards", async () => {
    const { ask } = open();
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(ask()).toBe(1);
    expect(await ask("plan of 2")).toBe(2);
  });

  it("is never older than half a second, so that a revoked key is refused everywhere within one", async () => {
    const { at, ask } = open();
    await ask();
    at.now += 499;
    expect(ask()).toBe(1);
    at.now += 1;
    expect(await ask()).toBe(2);
  });

  it("is read anew as soon as this process has written", async () => {
    const { steady, ask } = open();
    const before = ask();
    steady.forget();
    expect(await before).toBe(1);
    expect(await ask()).toBe(2);
    expect(ask()).toBe(2);
  });

  it("is asked again after a read that failed", async () => {
    const { steady, ask } = open();
    const failing = steady.read("plan of 1", () => Promise.reject(new Error("gone")));
    await expect(failing).rejects.toThrow("gone");
    expect(await ask()).toBe(1);
  });
});
