import { expect, it } from "vitest";
import { placeOfCounted } from "./place-of-counted";

const numbered = (...attempts: number[]) => attempts.map((attempt) => ({ attempt }));

it("finds the largest gap: single attempts that a kill cut off leave none", () => {
  expect(placeOfCounted(numbered(1, 2, 3, 5, 26, 27, 29))).toBe(4);
  expect(placeOfCounted(numbered(21, 22))).toBe(0);
});
