import { describe, expect, it } from "vitest";
import { Budget, LimitReached, MAX_MILLIS, MAX_STEPS } from "@/lib/templates/budget";
import { compileTemplate } from "@/lib/templates/compile";
import { renderTemplate } from "@/lib/templates/render";
import { SCOPE } from "./rendered.fixture";

const reached = (work: () => void) => {
  try {
    work();
  } catch (error) {
    if (error instanceof LimitReached) return error.limit;
    throw error;
  }
  return undefined;
};

describe("a budget", () => {
  it("G10: ends with its last step, and never gives any back", () => {
    const budget = new Budget(() => 0);
    budget.spend(MAX_STEPS);
    expect(reached(() => budget.spend(-5))).toBeUndefined();
    expect(reached(() => budget.spend(Number.NaN))).toBeUndefined();
    expect(reached(() => budget.spend(1))).toBe("steps");
  });

  it.each([
    ["a text by its length", "x".repeat(4_000), 1_001],
    ["a list by its items", [1, 2, 3], 4],
    ["an object by its names and values", { abcd: "efgh" }, 6],
    ["a number as one step", 5, 1],
    ["nothing as one step", null, 1],
  ])("G10: counts %s", (_, value, steps) => {
    const budget = new Budget(() => 0);
    budget.spendOn(value);
    expect(budget.spent).toBe(steps);
  });

  it("G10: counts what stands in a list many times as many times, and goes no further than it reaches", () => {
    let value: unknown[] = [1];
    for (let time = 0; time < 100; time++) value = [value, value];
    expect(reached(() => new Budget(() => 0).spendOn(value))).toBe("steps");
  });

  it("G10: ends after a second by the clock, whatever was counted", () => {
    let now = 5_000;
    const budget = new Budget(() => now);
    now += MAX_MILLIS;
    const work = () => {
      for (let time = 0; time < 1_000; time++) budget.spend(1);
    };
    expect(reached(work)).toBeUndefined();
    now++;
    expect(reached(work)).toBe("time");
  });

  it("G10: stops a template by the clock and says so", () => {
    const loop = "{% for i in (1..10000) %}x{% endfor %}";
    const compiled = compileTemplate(loop, "text", { fields: [], answers: false });
    let now = 0;
    const budget = new Budget(() => now++ * 100);
    expect(compiled.ok && renderTemplate(compiled.template, SCOPE, { budget })).toMatchObject({
      ok: false,
      fault: { message: "line 1, column 1: the template takes longer than a second", line: 1, column: 1 },
    });
  });
});
