import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
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

  it("tell of each until what it held is free, whoever else dies meanwhile", async () => {
    await (await startSeated(dataDir, "a")).kill();
    await (await startSeated(dataDir, "b")).kill();
    const seat = takeSeat(dataDir, "c");
    expect(seat.dead()).toEqual(["a", "b"]);
    seat.bury(["a", "b"]);
    seat.leave();
    expect(takeSeat(dataDir, "d").dead()).toEqual([]);
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

  it("say nothing of one on another machine, which may live", () => {
    takeSeat(dataDir, "a").leave();
    const file = new Sqlite(join(dataDir, "engine-1.lock"));
    file.exec("INSERT INTO seat VALUES ('elsewhere', 'another boot')");
    file.close();
    expect(takeSeat(dataDir, "b").dead()).toEqual([]);
  });

  it("are taken, and tell what they can, beside a file that is damaged", async () => {
    writeFileSync(
      join(dataDir, "engine-1.lock"),
      "not a database, and long enough to be read as one".repeat(20),
    );
    await (await startSeated(dataDir, "a")).kill();
    const seat = takeSeat(dataDir, "b");
    expect(seat.dead()).toEqual(["a"]);
    seat.leave();
  });

  it("are so many, and no more", () => {
    const seats = Array.from({ length: 64 }, (_, number) => takeSeat(dataDir, `engine ${number}`));
    expect(() => takeSeat(dataDir, "one too many")).toThrow(/None of the 64 seats/);
    for (const seat of seats) seat.leave();
  });

  it("can't be taken where nothing can be written", () => {
    writeFileSync(join(dataDir, "file"), "");
    expect(() => takeSeat(join(dataDir, "file"), "a")).toThrow();
  });
});
