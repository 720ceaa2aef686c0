import { expect, it } from "vitest";
import { matchesTrigger } from "@/lib/events/matches-trigger";

it.each([
  ["no refinement takes any event (S1.27)", {}, { personaIds: [1] }, true],
  ["one of several values is enough (decision 7)", { personaIds: [1, 2] }, { personaIds: [2] }, true],
  ["one of several offers is enough", { properties: ["a"] }, { properties: ["b", "a"] }, true],
  ["a number is not its text", { personaIds: [1] }, { personaIds: ["1"] }, "personaIds"],
  ["an event that offers nothing doesn't match", { personaIds: [1] }, {}, "personaIds"],
  ["every refinement has to match", { a: [1], b: [2] }, { a: [1], b: [3] }, "b"],
  ["all refinements match", { a: [1], b: [2] }, { a: [1], b: [2] }, true],
])("%s", (_, wanted, facets, verdict) => {
  expect(matchesTrigger(wanted as never, facets as never)).toBe(verdict);
});
