import { describe, expect, it } from "vitest";
import type { Step } from "@/lib/workflows/definition";
import { newStep } from "@/lib/workflows/new-step";
import { layOut, PLUS, type Spot, STEP } from "./lay-out";

const step = (id: string, type: Step["type"] = "update_contact") => newStep(type, id);
const condition = (id: string, yes: Step[], no: Step[]): Step => ({
  ...(newStep("condition", id) as Extract<Step, { type: "condition" }>),
  ...{ yes, no },
});

const sizeOf = ({ kind }: Spot) => (kind === "plus" ? PLUS : STEP);
const apart = (one: Spot, other: Spot) =>
  one.x + sizeOf(one).width <= other.x ||
  other.x + sizeOf(other).width <= one.x ||
  one.y + sizeOf(one).height <= other.y ||
  other.y + sizeOf(other).height <= one.y;

describe("the canvas of a workflow", () => {
  it("has a + before, between and behind the steps, each leading to the next", () => {
    const { spots, lines } = layOut({ steps: [step("a"), step("b")] });
    expect(spots.map(({ id }) => id)).toEqual([
      ...["trigger:", "plus:::0", "a", "plus:::1", "b", "plus:::2", "end:"],
    ]);
    expect(lines.map(({ from, to }) => `${from} ${to}`)).toEqual([
      ...["trigger: plus:::0", "plus:::0 a", "a plus:::1", "plus:::1 b", "b plus:::2", "plus:::2 end:"],
    ]);
  });

  it("draws the branches of a condition side by side, and both lead on behind it", () => {
    const { spots, lines } = layOut({ steps: [condition("a", [step("b")], []), step("c")] });
    const into = (id: string) => lines.filter(({ to }) => to === id).map(({ from }) => from);
    expect(into("plus:::1")).toEqual(["plus:a:yes:1", "plus:a:no:0"]);
    const x = (id: string) => spots.find((spot) => spot.id === id)?.x ?? Number.NaN;
    expect(x("plus:a:yes:0")).toBeLessThan(x("plus:a:no:0"));
  });

  it("leads nobody on behind an end", () => {
    const { lines } = layOut({ steps: [condition("a", [step("b", "end")], [])] });
    expect(lines.some(({ from }) => from === "b")).toBe(false);
  });

  it("draws the error branch of a webhook only where it has one (S4.13)", () => {
    const webhook = step("w", "webhook") as Extract<Step, { type: "webhook" }>;
    const branching = { ...webhook, wait: true, onFailure: "branch" as const, failed: [step("f")] };
    expect(layOut({ steps: [webhook] }).spots.some(({ id }) => id.startsWith("plus:w"))).toBe(false);
    const { lines } = layOut({ steps: [branching] });
    expect(lines.flatMap(({ way }) => way?.branch ?? [])).toEqual(["failed", "on"]);
  });

  it("lets nothing lie over anything else, however deep the branches are", () => {
    const deep = (depth: number): Step[] =>
      depth === 0
        ? [step("leaf")]
        : [step(`s${depth}`), condition(`c${depth}`, deep(depth - 1), [step(`n${depth}`, "split")])];
    const { spots } = layOut({ steps: deep(6) });
    for (const [index, one] of spots.entries()) {
      for (const other of spots.slice(index + 1))
        expect(apart(one, other), `${one.id} ${other.id}`).toBe(true);
    }
  });
});
