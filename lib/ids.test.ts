import { version } from "uuid";
import { afterEach, expect, test, vi } from "vitest";
import { isId, newId } from "./ids";

afterEach(() => {
  vi.useRealTimers();
});

test("ids are UUIDv7 of the present moment, and no two are alike", () => {
  vi.useFakeTimers({ now: Date.parse("2026-03-02T10:00:00.000Z") });
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 300)) {
    expect(isId(id)).toBe(true);
    expect(version(id)).toBe(7);
  }
  expect(Number.parseInt((ids[0] as string).replaceAll("-", "").slice(0, 12), 16)).toBe(Date.now());
});

test("ids made later sort behind, within a millisecond and after the clock went back too", () => {
  const now = Date.parse("2027-03-02T10:00:00.000Z");
  vi.useFakeTimers({ now });
  const ids = Array.from({ length: 1_000 }, newId);
  vi.setSystemTime(now - 60_000);
  ids.push(newId());
  vi.setSystemTime(now + 1);
  ids.push(newId());
  expect(ids.toSorted()).toEqual(ids);
});
