import { toValue } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import type { Medium } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

const OUTSIDE = 0;
const STRING = 1;
/** Right after a backslash, where a value would be read as an escape. */
const ESCAPE = 2;

/**
 * Within quotes a value is text. Where a value of its own is expected it is a whole JSON value: numbers, true and
 * false as they are, text in quotes, null for what is missing, lists and objects as JSON.
 */
export const JSON_MEDIUM: Medium = {
  name: "json",
  start: OUTSIDE,
  advance(place, text) {
    let at = place;
    for (let index = 0; index < text.length; index++) {
      const sign = text[index];
      if (at === ESCAPE) at = STRING;
      else if (sign === '"') at = at === STRING ? OUTSIDE : STRING;
      else if (sign === "\\" && at === STRING) at = ESCAPE;
    }
    return at;
  },
  placeName(place) {
    if (place === ESCAPE) return undefined;
    return place === STRING ? "json_string" : "json_value";
  },
  write(place, value, budget) {
    if (place === STRING) return JSON.stringify(textOf(value, budget)).slice(1, -1);
    return wholeValue(value, budget);
  },
};

function wholeValue(given: unknown, budget: Budget): string {
  const value = toValue(given) ?? null;
  budget.spendOn(value);
  return JSON.stringify(value);
}
