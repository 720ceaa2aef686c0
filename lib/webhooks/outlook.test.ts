import { describe, expect, it } from "vitest";
import { type LaneNote, MOST_PUT_OFF } from "@/db/waiting-rows";
import { NO_OUTLOOK, outlookOf } from "./outlook";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const RULES = {
  concurrency: 10,
  order: "none",
  ratePerSecond: null,
  batch: { max: 1, maxWaitMs: 0 },
} as const;
const note = (changes: Partial<LaneNote> = {}): LaneNote => ({
  ...{ webhookId: "w", pace: null, perMinute: 600, notedAt: NOW - 5_000, failingSince: null, putOff: 0 },
  ...changes,
});
const outlook = (waiting: number, changes: Partial<LaneNote> = {}, rules: object = {}) =>
  outlookOf(waiting, note(changes), { ...RULES, ...rules }, NOW);

describe("what waits", () => {
  it.each<[number, Partial<LaneNote>, object, number]>([
    [4_120, { perMinute: 343 }, {}, 721],
    [600, {}, {}, 60],
    [1, {}, {}, 1],
    [600, {}, { ratePerSecond: 5 }, 120],
    [600, {}, { ratePerSecond: 50 }, 60],
    [1_000, { perMinute: 60_000 }, { ratePerSecond: 2, batch: { max: 100, maxWaitMs: 0 } }, 5],
    [700, { putOff: 100 }, {}, 60],
    [MOST_PUT_OFF + 10, { putOff: MOST_PUT_OFF }, {}, 1],
  ])("%i with %o and %o drains in %i s", (waiting, changes, rules, seconds) => {
    expect(outlook(waiting, changes, rules)).toEqual({ ...NO_OUTLOOK, drainsInSeconds: seconds });
  });

  it.each<[string, number, Partial<LaneNote>]>([
    ["nothing waits", 0, {}],
    ["the note is older than a minute", 10, { notedAt: NOW - 60_001 }],
    ["nobody noted anything", 10, { notedAt: null }],
    ["nothing was settled", 10, { perMinute: 0 }],
    ["nobody counted what was settled", 10, { perMinute: null }],
    ["everything is put off", 10, { putOff: 10 }],
    ["more is put off than anybody counts", 5_000, { putOff: MOST_PUT_OFF + 1 }],
    ["more was put off a moment later than waited", 10, { putOff: 11 }],
  ])("is given no time where %s", (_, waiting, changes) => {
    expect(outlook(waiting, changes)).toEqual(NO_OUTLOOK);
  });

  it("is given a time by a note of exactly a minute ago", () => {
    expect(outlook(10, { notedAt: NOW - 60_000 }).drainsInSeconds).toBe(1);
  });

  it("is given none where the webhook has no lane yet", () => {
    expect(outlookOf(10, undefined, RULES, NOW)).toEqual(NO_OUTLOOK);
  });

  it("S2.34: is held while the endpoint fails, whatever was noted before", () => {
    const failingSince = NOW - 3_600_000;
    expect(outlook(10, { failingSince, pace: 2 })).toEqual({ ...NO_OUTLOOK, heldSince: failingSince });
    expect(outlook(10, { failingSince, notedAt: null }).heldSince).toBe(failingSince);
    expect(outlook(0, { failingSince })).toEqual(NO_OUTLOOK);
  });

  it("is slowed where the endpoint gets fewer requests at once than the webhook allows", () => {
    expect(outlook(10, { pace: 3 })).toMatchObject({ slowedTo: 3, drainsInSeconds: 1 });
    expect(outlook(10, { pace: 10 }).slowedTo).toBeNull();
    expect(outlook(10, { pace: 1 }, { order: "webhook" }).slowedTo).toBeNull();
    expect(outlook(10, { pace: 3, notedAt: NOW - 60_001 }).slowedTo).toBeNull();
  });
});
