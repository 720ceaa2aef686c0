import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { newId } from "./ids";

it("ids are UUIDv7, all different, each later than the one before, also within a millisecond", () => {
  const ids = Array.from({ length: 50_000 }, newId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

it("an id begins with the moment it was made", () => {
  const before = Date.now();
  const made = Number.parseInt(newId().replaceAll("-", "").slice(0, 12), 16);
  // A burst may run a few milliseconds ahead.
  expect(made).toBeGreaterThanOrEqual(before);
  expect(made).toBeLessThanOrEqual(Date.now() + 1_000);
});
