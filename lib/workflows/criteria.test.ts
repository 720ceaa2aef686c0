import { describe, expect, it } from "vitest";
import type { StoredRules } from "@/db/shapes";
import { DAY_MS } from "@/lib/time";
import { judgeCriteria, nextDate, type Seen, toldOf, type WatchedTrigger } from "./criteria";

const at = (text: string) => Date.parse(text);
const NOW = at("2026-03-02T10:00:00Z");

const seen = (given: {
  properties?: Record<string, string>;
  expires?: string;
  rules?: StoredRules;
}): Seen => {
  const properties = given.properties ?? {};
  return {
    contact: {
      ...{ id: "7", email: null, properties, consentType: "express" },
      ...{ consentExpiration: given.expires ?? null, groupIds: [] },
      ...{ mailingsReceived: null, mailingsOpened: null, mailingsClicked: null },
    },
    world: { contact: { id: "7", email: null, properties }, fields: [] },
    rulesOf: () => given.rules,
  };
};

const date = (more: Partial<Extract<WatchedTrigger, { type: "contact_date" }>> = {}) => ({
  ...{ type: "contact_date" as const, field: "birthdate", offsetDays: 0, time: "09:00", yearly: false },
  ...more,
});

describe("a contact's date", () => {
  it.each([
    ["a day ahead is met at its time", {}, "2026-03-10", "2026-03-10T09:00:00Z"],
    ["a day that is past never is", {}, "2026-03-02", null],
    ["a time of today that is ahead is", { time: "23:30" }, "2026-03-02", "2026-03-02T23:30:00Z"],
    ["days before it come earlier", { offsetDays: -3 }, "2026-03-10", "2026-03-07T09:00:00Z"],
    ["days after it come later", { offsetDays: 5 }, "2026-03-01", "2026-03-06T09:00:00Z"],
    ["a birthday comes round this year", { yearly: true }, "1990-05-01", "2026-05-01T09:00:00Z"],
    ["one that is over comes round next year", { yearly: true }, "1990-03-01", "2027-03-01T09:00:00Z"],
    ["one of today whose time is past, too", { yearly: true }, "1990-03-02", "2027-03-02T09:00:00Z"],
    [
      "days before the turn of the year",
      { yearly: true, offsetDays: -300 },
      "1990-12-30",
      "2026-03-05T09:00:00Z",
    ],
    [
      "a first time that is years ahead is waited for",
      { yearly: true },
      "2033-05-01",
      "2033-05-01T09:00:00Z",
    ],
    ["the 29th of February is the 28th", { yearly: true }, "1992-02-29", "2027-02-28T09:00:00Z"],
    ["what is no date never comes", { yearly: true }, "soon", null],
    ["nor does nothing at all", {}, undefined, null],
  ] as const)("S5.3: %s", (_, more, value, expected) => {
    const { world } = seen(value === undefined ? {} : { properties: { birthdate: value } });
    expect(nextDate(date(more), world, NOW)).toBe(expected === null ? null : at(expected));
  });

  it("the 29th of February is itself in a leap year", () => {
    const { world } = seen({ properties: { birthdate: "1992-02-29" } });
    expect(nextDate(date({ yearly: true }), world, at("2027-12-31T00:00:00Z"))).toBe(
      at("2028-02-29T09:00:00Z"),
    );
  });

  it("tells the passage which day it was", () => {
    const told = toldOf(date({ offsetDays: -3 }), seen({}), at("2026-03-07T09:00:00Z"));
    expect(told).toEqual({ field: "birthdate", date: "2026-03-10" });
  });
});

describe("a consent", () => {
  const EXPIRED = { type: "consent_expired", includePresent: false } as const;
  const EXPIRING = { type: "consent_expiring", days: 10, includePresent: false } as const;
  const expires = "2026-03-20T15:37:00Z";

  it.each([
    ["ahead is looked at when it expires", EXPIRED, NOW, false, at(expires)],
    ["has expired at that very moment", EXPIRED, at(expires), true, null],
    ["is about to expire so many days before", EXPIRING, at(expires) - 10 * DAY_MS, true, at(expires)],
    [
      "is not yet a moment earlier",
      EXPIRING,
      at(expires) - 10 * DAY_MS - 1,
      false,
      at(expires) - 10 * DAY_MS,
    ],
    ["is not about to expire once it has", EXPIRING, at(expires), false, null],
  ])("S5.3: %s", (_, trigger, now, met, dueAt) => {
    expect(judgeCriteria(trigger, seen({ expires }), now)).toEqual({ met, dueAt });
  });

  it("that never expires is never looked at", () => {
    expect(judgeCriteria(EXPIRED, seen({}), NOW)).toEqual({ met: false, dueAt: null });
  });
});

describe("a segment", () => {
  const trigger = { type: "segment_met", segmentId: 3, includePresent: false } as const;
  const rules = (...conditions: StoredRules["conditions"]): StoredRules => ({ match: "any", conditions });

  it("S5.3: is looked at again when time alone may change who meets it", () => {
    const within = rules({ subject: "consent", is: "expires_within_days", value: 5 });
    const stands = judgeCriteria(trigger, seen({ expires: "2026-03-20T00:00:00Z", rules: within }), NOW);
    expect(stands).toEqual({ met: false, dueAt: at("2026-03-15T00:00:00Z") });
  });

  it("is looked at no more where it asks for nothing that time changes", () => {
    const city = rules({ subject: "field.City", is: "is", value: "Graz" });
    const given = { expires: "2026-03-20T00:00:00Z", properties: { City: "Graz" }, rules: city };
    expect(judgeCriteria(trigger, seen(given), NOW)).toEqual({ met: true, dueAt: null });
  });

  it("that is gone is met by nobody", () => {
    expect(judgeCriteria(trigger, seen({}), NOW)).toEqual({ met: false, dueAt: null });
  });
});
