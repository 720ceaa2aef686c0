import { expect, test } from "vitest";
import { createConnectInTurn } from "./connect-in-turn";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("D12: a few connections begin in one turn of the event loop, the others in those after it", async () => {
  const inTurn = createConnectInTurn(3);
  let begun = 0;
  for (let number = 0; number < 10; number++) inTurn("one place", () => begun++);
  const seen = [begun];
  for (let turn = 0; turn < 4; turn++) {
    await nextTurn();
    seen.push(begun);
  }
  expect(seen[0]).toBe(3);
  expect(seen.at(-1)).toBe(10);
  for (const [turn, count] of seen.entries()) expect(count - (seen[turn - 1] ?? 0)).toBeLessThanOrEqual(3);
});

test("D12: places take turns, so that one with a thousand does not delay one with one", async () => {
  const inTurn = createConnectInTurn(2);
  const begun: string[] = [];
  for (let number = 0; number < 1_000; number++) inTurn("flooded", () => begun.push("flooded"));
  inTurn("healthy", () => begun.push("healthy"));
  await nextTurn();
  await nextTurn();
  expect(begun.indexOf("healthy")).toBeGreaterThan(-1);
  expect(begun.indexOf("healthy")).toBeLessThanOrEqual(4);
});

test("a lone connection begins at once, in every turn anew", async () => {
  const inTurn = createConnectInTurn(1);
  for (let turn = 0; turn < 3; turn++) {
    let begun = false;
    inTurn("a place", () => {
      begun = true;
    });
    expect(begun).toBe(true);
    await nextTurn();
  }
});
