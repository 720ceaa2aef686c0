import { toValue } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";

/** A value as text: nothing for what is missing, JSON for lists and objects. */
export function textOf(given: unknown, budget: Budget): string {
  const value = toValue(given);
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  budget.spendOn(value);
  return JSON.stringify(value);
}
