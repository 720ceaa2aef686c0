import { describe, expect, it } from "vitest";
import { newestOf, type Walk, walkList } from "./walk-list";

/** The numbers from 1 to `length`, and how many of them were read. */
function numbers(length: number, wanted?: (n: number) => boolean, ended?: (n: number) => boolean) {
  const seen = { rows: 0 };
  const walk: Walk<number> = {
    async read(after, limit) {
      const from = Number(after ?? 0) + 1;
      const rows = Array.from(
        { length: Math.max(0, Math.min(limit, length - from + 1)) },
        (_, i) => from + i,
      );
      seen.rows += rows.length;
      return rows;
    },
    place: String,
    ...(wanted && { wanted }),
    ...(ended && { ended }),
  };
  return { walk, seen };
}

describe("a walk through a long list", () => {
  it("reads a page and one row more where an index answers everything", async () => {
    const { walk, seen } = numbers(1_000_000);
    expect(await walkList(walk, "5", 3)).toEqual({ rows: [6, 7, 8], next: "8", stoppedAt: null });
    expect(seen.rows).toBe(4);
  });

  it("knows the end, also where it falls on the end of a page", async () => {
    expect(await walkList(numbers(3).walk, undefined, 3)).toEqual({
      rows: [1, 2, 3],
      next: null,
      stoppedAt: null,
    });
    expect((await walkList(numbers(4).walk, undefined, 3)).next).toBe("3");
    expect((await walkList(numbers(0).walk, undefined, 3)).rows).toEqual([]);
  });

  it("looks for what no index answers, and goes on after the last row it gave", async () => {
    const even = (n: number) => n % 2 === 0;
    const first = await walkList(numbers(20, even).walk, undefined, 3, { chunk: 4 });
    expect(first).toEqual({ rows: [2, 4, 6], next: "6", stoppedAt: null });
    const last = await walkList(numbers(20, even).walk, "14", 3, { chunk: 4 });
    expect(last).toEqual({ rows: [16, 18, 20], next: null, stoppedAt: null });
  });

  it("stops after a number of rows that does not depend on the list's length, and says where", async () => {
    const { walk, seen } = numbers(1_000_000, (n) => n === 1 || n === 900_000);
    const page = await walkList(walk, undefined, 3, { chunk: 10, budget: 100 });
    expect(page).toEqual({ rows: [1], next: "100", stoppedAt: 100 });
    expect(seen.rows).toBe(100);
  });

  it("ends where nothing older can fit", async () => {
    const { walk, seen } = numbers(
      1_000_000,
      () => true,
      (n) => n > 2,
    );
    expect(await walkList(walk, undefined, 5, { chunk: 10 })).toEqual({
      rows: [1, 2],
      next: null,
      stoppedAt: null,
    });
    expect(seen.rows).toBe(10);
  });
});

it("what several walks find stands in one order, each row once", async () => {
  const rows = (...ids: string[]) => Promise.resolve(ids.map((id) => ({ id })));
  expect(await newestOf([rows("d", "b"), rows("c", "b", "a"), rows()], 3)).toEqual([
    { id: "d" },
    { id: "c" },
    { id: "b" },
  ]);
});
