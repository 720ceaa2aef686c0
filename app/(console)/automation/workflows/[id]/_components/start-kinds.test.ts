import { expect, it } from "vitest";
import { kindOf, START_KINDS } from "./start-kinds";

it.each(Object.entries(START_KINDS))("S5.3: shows what was chosen as %s as that", (kind, trigger) => {
  expect(kindOf(trigger)).toBe(kind);
});

it("shows an event of a platform's own, and one that has no entry of its own, by its type", () => {
  const of = (eventType: string) => kindOf({ type: "event", eventType, match: "all", rules: [] });
  expect([of("custom.order"), of("contact.created")]).toEqual(["custom", "event"]);
});
