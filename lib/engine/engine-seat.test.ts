import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeSeat } from "./engine-seat";
import { startSeated } from "./program.fixture";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-engine-seat-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

describe("D3: the seats of the engines that share a data directory", () => {
  it("tell the next one who was killed before it", async () => {
    const other = await startSeated(dataDir, "a");
    await other.kill();
    const seat = takeSeat(dataDir, "b");
    expect(seat.dead()).toEqual(["a"]);
    seat.leave();
  });

  it("tell those that live who was killed beside them, until it is buried", async () => {
    const seat = takeSeat(dataDir, "a");
    const [b, c] = [await startSeated(dataDir, "b"), await startSeated(dataDir, "c")];
    expect(seat.dead()).toEqual([]);
    await b.kill();
    expect(seat.dead()).toEqual(["b"]);
    expect(seat.dead()).toEqual(["b"]);
    seat.bury(["b"]);
    expect(seat.dead()).toEqual([]);
    await c.kill();
    expect(seat.dead()).toEqual(["c"]);
    seat.leave();
  });

  it("say nothing of one that left, nor of one that took its seat", async () => {
    const seat = takeSeat(dataDir, "a");
    takeSeat(dataDir, "b").leave();
    expect(seat.dead()).toEqual([]);
    const c = takeSeat(dataDir, "c");
    expect(seat.dead()).toEqual([]);
    for (const each of [seat, c]) each.leave();
    expect(takeSeat(dataDir, "d").dead()).toEqual([]);
  });

  it("can't be taken where nothing can be written", () => {
    writeFileSync(join(dataDir, "file"), "");
    expect(() => takeSeat(join(dataDir, "file"), "a")).toThrow();
  });
});
