import { describe, expect, it } from "vitest";
import { matchEntries } from "./match";

/** "New<Old" is the entry New whose previous label is Old. */
const entry = (text: string) => {
  const [label = "", previousLabel] = text.split("<");
  return { label, previousLabel };
};

describe("decision 12: which webhook an entry means", () => {
  it.each<[string, string[], string[], (string | undefined)[], number[]]>([
    ["the one of its label, whatever the case", ["hot LEADS"], ["Hot leads"], ["Hot leads"], [0]],
    ["none: it is new", ["A"], ["B"], [undefined], []],
    ["the one of its previous label", ["New<old"], ["Old"], ["Old"], [0]],
    ["the one of its label, once it is renamed", ["New<Old"], ["New"], ["New"], [0]],
    [
      "the one of its label, where the previous one is in use again",
      ["New<Old"],
      ["New", "Old"],
      ["New"],
      [0],
    ],
    ["none on a fresh installation", ["New<Old"], [], [undefined], []],
    ["not one that is about to be renamed", ["Old", "New<Old"], ["Old"], [undefined, "Old"], [1]],
    ["its own along a chain", ["B<A", "C<B", "D<C"], ["A", "B", "C"], ["A", "B", "C"], [2, 1, 0]],
    ["the same after the chain", ["B<A", "C<B", "D<C"], ["B", "C", "D"], ["B", "C", "D"], [0, 1, 2]],
    ["by label in a circle, which is no rename", ["A<B", "B<A"], ["A", "B"], ["A", "B"], [0, 1]],
    ["itself, where both labels are one", ["A<a"], ["A"], ["A"], [0]],
  ])("%s", (_, entries, present, expected, order) => {
    const found = matchEntries(
      entries.map(entry),
      present.map((label) => ({ label })),
    );
    expect(found.matches.map((match) => match?.label)).toEqual(expected);
    expect(found.order).toEqual(order);
  });
});
