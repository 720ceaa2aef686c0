import { defaultOperators, toValue } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import { ownContext } from "@/lib/templates/context";
import { spendOnSearch } from "@/lib/templates/filters";

type Operators = typeof defaultOperators;
type Operator = Operators[string];

/** LiquidJS's operators, each comparison paid for by what it has to read. */
export const OPERATORS: Operators = Object.fromEntries(
  Object.entries(defaultOperators).map(([name, operator]) => [name, charged(name, operator)]),
);

function charged(name: string, operator: Operator): Operator {
  if (["and", "or", "not"].includes(name)) return operator;
  return (left, right, context) => {
    const { budget } = ownContext(context);
    if (name === "contains") spendOnSearch(budget, toValue(left), toValue(right));
    spendOnComparison(budget, left, right);
    return operator(left, right, context);
  };
}

/** Texts are compared 64 characters a step, no further than the shorter goes. */
function spendOnComparison(budget: Budget, left: unknown, right: unknown): void {
  if (typeof left === "string" && typeof right === "string") {
    budget.spend(Math.min(left.length, right.length) / 64);
    return;
  }
  for (const side of [left, right]) if (typeof side === "object" && side !== null) budget.spendOn(side);
}
