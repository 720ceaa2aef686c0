import { describe, expect, it } from "vitest";
import type { DueRow } from "@/db/dialect/dialect";
import { groupDue } from "./group-due";

const NOW = 100_000;
const row = (id: string, changes: Partial<DueRow> = {}): DueRow => ({
  ...{ id, state: "pending", batchId: null, batchSize: 1, attempts: 0, acceptedAt: NOW - 10 },
  ...{ nextAttemptAt: NOW - 10, orderKey: null },
  ...changes,
});
const rules = { max: 3, maxWaitMs: 0, limit: 10, now: NOW };
const newId = () => "new";
const members = (batchId: string, ...ids: string[]) => ids.map((id) => ({ id, batchId }));

describe("putting batches together (S2.30, decision 16)", () => {
  it("fills one request after another, in order", () => {
    const { groups } = groupDue(
      ["a", "b", "c", "d"].map((id) => row(id)),
      [],
      rules,
      newId,
    );
    expect(groups.map(({ ids }) => ids)).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("names a request of one by its delivery, a request of several by an id of its own", () => {
    const { groups } = groupDue(
      ["a", "b", "c", "d"].map((id) => row(id)),
      [],
      rules,
      newId,
    );
    expect(groups.map(({ batchId }) => batchId)).toEqual(["new", "d"]);
  });

  it("waits for more until the oldest has waited long enough", () => {
    const rows = [row("a", { acceptedAt: NOW - 10 }), row("b", { acceptedAt: NOW - 40 })];
    const early = groupDue(rows, [], { ...rules, maxWaitMs: 50 }, newId);
    expect(early).toEqual({ groups: [], fullOrAt: NOW + 10 });
    expect(groupDue(rows, [], { ...rules, maxWaitMs: 40 }, newId).groups).toHaveLength(1);
  });

  it("keeps a batch that was tried together under its id, whatever else is due", () => {
    const tried = { batchId: "old", batchSize: 2, attempts: 1 };
    const rows = [row("a", tried), row("x"), row("b", tried)];
    const { groups } = groupDue(rows, members("old", "b", "a"), rules, newId);
    expect(groups).toEqual([
      { ids: ["a", "b"], batchId: "old", fresh: false },
      { ids: ["x"], batchId: "x", fresh: true },
    ]);
  });

  it("makes a new batch of what is left of one that lost a member, without waiting", () => {
    const tried = { batchId: "old", batchSize: 3, attempts: 4 };
    const rows = [row("a", tried), row("b", tried)];
    const { groups } = groupDue(rows, members("old", "a", "b"), { ...rules, maxWaitMs: 60_000 }, newId);
    expect(groups).toEqual([{ ids: ["a", "b"], batchId: "new", fresh: true }]);
  });

  it("sends a resend alone under the id that it repeats, though two share it", () => {
    const resend = { batchId: "first", batchSize: 1 };
    const { groups } = groupDue([row("a", resend), row("b", resend)], [], rules, newId);
    expect(groups).toEqual([
      { ids: ["a"], batchId: "first", fresh: false },
      { ids: ["b"], batchId: "first", fresh: false },
    ]);
  });

  it("lets no batch that was tried overtake what stands before it, where order is kept", () => {
    const rows = [row("a"), row("b", { batchId: "old" })];
    const waiting = { ...rules, maxWaitMs: 50, limit: 1 };
    expect(groupDue(rows, [], waiting, newId).groups).toEqual([{ ids: ["b"], batchId: "old", fresh: false }]);
    const { groups } = groupDue(rows, [], { ...waiting, inOrder: true }, newId);
    expect(groups).toEqual([{ ids: ["a"], batchId: "a", fresh: true }]);
  });

  it("begins no more requests than it may", () => {
    const rows = Array.from({ length: 12 }, (_, n) => row(String(n).padStart(2, "0")));
    expect(groupDue(rows, [], { ...rules, limit: 2 }, newId).groups).toHaveLength(2);
  });
});
