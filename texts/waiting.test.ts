import { expect, it } from "vitest";
import { waitingInShort, waitingInWords, waitingTexts } from "./waiting";

const nothing = { drainsInSeconds: null, slowedTo: null };

it("says in the list what waits and until when", () => {
  const short = (changes: object) => waitingInShort(4_120, { ...nothing, heldSince: null, ...changes });
  expect(short({ drainsInSeconds: 721 })).toBe("4,120 waiting, drains in about 12 min");
  expect(short({ drainsInSeconds: 59 })).toBe("4,120 waiting, drains within a minute");
  expect(short({ heldSince: 1 })).toBe("4,120 waiting, held until the endpoint answers");
  expect(short({ slowedTo: 1 })).toBe("4,120 waiting, slowed down to 1 request at once");
  expect(short({})).toBe("4,120 waiting");
});

it("says on the page why, and what happens next", () => {
  const words = (changes: object) => waitingInWords(4_120, { ...nothing, held: null, ...changes });
  expect(words({ drainsInSeconds: 3 * 86_400 })).toBe("4,120 waiting, drains in about 3 days.");
  expect(words({ drainsInSeconds: 721, slowedTo: 3 })).toBe(
    "4,120 waiting, drains in about 12 min, slowed down to 3 requests at once, since the endpoint answers 429, 502, 503 or 504, or too late.",
  );
  expect(words({ held: { probeAt: "13:31:05 UTC" } })).toBe(
    "4,120 waiting, held until the endpoint answers; the next probe at 13:31:05 UTC.",
  );
  expect(words({ held: { probeAt: null } })).toBe(
    "4,120 waiting, held until the endpoint answers; a probe is under way.",
  );
});

it("S1.45: names a recalculation, and that there are more than were counted", () => {
  expect(waitingTexts.recalculated(4_120, false)).toBe("4,120 events wait because of a recalculation");
  expect(waitingTexts.recalculated(10_000, true)).toBe("10,000+ events wait because of a recalculation");
});
