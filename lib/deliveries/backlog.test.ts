import { describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { createBacklog } from "./backlog";

/** A database of which only the count of deliveries that are not final is ever asked. */
function counting(first: number) {
  const database = { owed: first, counts: 0, hold: Promise.resolve(), fails: false };
  const rows = async () => {
    database.counts++;
    const n = database.owed;
    await database.hold;
    if (database.fails) throw new Error("locked");
    return [{ n }];
  };
  return { database, asDatabase: { rows } as unknown as Database };
}

describe("the backlog", () => {
  it("D13: is counted once a second at most, and adds what was owed since", async () => {
    const { database, asDatabase } = counting(5);
    const clock = { ms: 0 };
    const backlog = createBacklog(asDatabase, () => clock.ms);
    expect(await backlog.size()).toBe(5);
    backlog.add(3);
    expect(await backlog.size()).toBe(8);
    clock.ms = 1_000;
    expect(await backlog.size()).toBe(8);
    expect(database.counts).toBe(1);
    database.owed = 6;
    clock.ms = 1_001;
    expect(await backlog.size()).toBe(6);
    expect(database.counts).toBe(2);
  });

  it("is counted once for all that ask at the same moment", async () => {
    const { database, asDatabase } = counting(7);
    const backlog = createBacklog(asDatabase, () => 0);
    expect(await Promise.all([backlog.size(), backlog.size(), backlog.size()])).toEqual([7, 7, 7]);
    expect(database.counts).toBe(1);
  });

  it("never forgets what is added while it is being counted", async () => {
    const { database, asDatabase } = counting(10);
    const backlog = createBacklog(asDatabase, () => 0);
    let release = () => {};
    database.hold = new Promise((resolve) => {
      release = resolve;
    });
    const size = backlog.size();
    backlog.add(4);
    release();
    expect(await size).toBe(14);
  });

  it("counts again after a count that failed", async () => {
    const { database, asDatabase } = counting(2);
    const backlog = createBacklog(asDatabase, () => 0);
    database.fails = true;
    await expect(backlog.size()).rejects.toThrow("locked");
    database.fails = false;
    expect(await backlog.size()).toBe(2);
  });
});
