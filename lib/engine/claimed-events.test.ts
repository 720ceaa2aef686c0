import { describe, expect, it } from "vitest";
import type { EventRow } from "@/db/dialect/dialect";
import { ClaimedEvents } from "./claimed-events";

const row = (id: string, changes: Partial<EventRow> = {}): EventRow => ({
  ...{ id, accountId: 1, type: "persona.threshold_passed", cause: "api", occurredAt: 0 },
  contact: '{"id":"1353","email":"john.doe@example.org","properties":{}}',
  data: '{"personaId":1,"score":105}',
  masterData: '{"dataCenter":{"id":84,"name":"Quantum"},"persona":{"id":1,"name":"Buyer","threshold":100}}',
  ...changes,
});

describe("the events of a turn's claims", () => {
  it("give each webhook that wants an event the same body", () => {
    const events = new ClaimedEvents([row("a"), row("b")]);
    const body = events.body("simple", ["a"], 1);
    expect(JSON.parse(body)).toMatchObject({ EventId: "a" });
    expect(events.body("simple", ["a"], 1)).toBe(body);
    expect(JSON.parse(events.body("simple", ["b"], 1))).toMatchObject({ EventId: "b" });
  });

  it("tell bodies apart by their style and by the moment that fixes them (decision 16)", () => {
    const created = { type: "contact.created", data: "{}" };
    const events = new ClaimedEvents([row("a", created)]);
    const [early, late] = [0, 60_000].map((frozenAt) => JSON.parse(events.body("signed", ["a"], frozenAt)));
    expect(early.dtExecution).not.toBe(late.dtExecution);
    expect({ ...early, dtExecution: null }).toEqual({ ...late, dtExecution: null });
  });

  it("an event that is gone or can't be read fails alone, each time it is asked for", () => {
    const events = new ClaimedEvents([row("a"), row("broken", { data: "{" })]);
    for (let time = 0; time < 2; time++) {
      expect(() => events.body("simple", ["gone"], 1)).toThrow("event gone is no longer stored");
      expect(() => events.body("simple", ["broken"], 1)).toThrow(SyntaxError);
    }
    expect(JSON.parse(events.body("simple", ["a"], 1))).toMatchObject({ EventId: "a" });
  });
});
