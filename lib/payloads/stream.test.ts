import { describe, expect, it } from "vitest";
import { EVENT_TYPES, type EventTypeName } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { canRender } from "@/lib/payloads/can-render";
import { previewPayload, renderPayload } from "@/lib/payloads/render";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { JsonObject } from "@/lib/vocabulary";
import { printedJson } from "./printed.fixture";

/** Ours, by the name on the wire. */
const TYPES: Record<string, string> = {
  ...{ open: "message.opened", click: "message.clicked", sent: "message.sent", bounce: "message.bounced" },
  ...{ unsubscribe: "message.unsubscribed", spamcomplaint: "contact.complained" },
  ...{ doubleoptin: "contact.opted_in", blocklist: "contact.blocklisted", archive: "message.archived" },
  filteredbyblocklist: "message.filtered_by_blocklist",
};

const printedLists = () =>
  printedJson("### 2.3").map((text) => ({ type: JSON.parse(text)[0].type as string, text }));

const ACCOUNT = { accountId: 123456789001, dataCenter: { id: 123456789003, name: "Quantum" } };

const opened = (): RenderableEvent =>
  sampleEvent("message.opened", {
    eventId: "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10",
    now: 1564590054000,
    ...ACCOUNT,
  });
const SENT = { frozenAt: 1564590054000, test: false };
const withData = (changes: JsonObject): RenderableEvent => {
  const event = opened();
  return { ...event, data: { ...event.data, ...changes } };
};
const entry = (event: RenderableEvent) => JSON.parse(renderPayload("stream", [event], SENT))[0];

describe("the stream style", () => {
  it.each(printedLists())(
    "writes $type exactly as printed, field order included (S2.17, S2.35)",
    ({ type, text }) => {
      const [printed] = JSON.parse(text);
      const sample = (kind?: string) =>
        sampleEvent(TYPES[type] as EventTypeName, {
          ...{ eventId: "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10", now: printed.created, ...ACCOUNT },
          ...(kind !== undefined && { optInKind: kind }),
        });
      expect(renderPayload("stream", [sample()], SENT)).toBe(JSON.stringify([printed]));
      expect(previewPayload("stream", [sample()], SENT)).toBe(JSON.stringify([printed], null, 2));
      if (type !== "doubleoptin") return;
      const { optInMailId: _, ...single } = printed;
      expect(entry(sample("single"))).toEqual({ ...single, type: "singleoptin" });
      expect(entry(sample("confirmed"))).toEqual({ ...printed, type: "confirmedoptin" });
    },
  );

  it("is a list also for one event, and holds 100 in the order given (S2.30)", () => {
    expect(JSON.parse(renderPayload("stream", [opened()], SENT))).toHaveLength(1);
    const hundred = Array.from({ length: 100 }, (_, index) => withData({ mailId: `mail-${index}` }));
    const written = JSON.parse(renderPayload("stream", hundred, SENT)) as { mailId: string }[];
    expect(written.map(({ mailId }) => mailId)).toEqual(hundred.map(({ data }) => data.mailId));
  });

  it("is never about nothing, and the simple style never about several", () => {
    expect(() => renderPayload("stream", [], SENT)).toThrow("one event at least");
    const updated = { ...opened(), type: "contact.updated" as const };
    expect(() => renderPayload("simple", [updated, updated], SENT)).toThrow("one event at a time");
  });

  it("S2.17: knows the vendor's twelve types, three of which are kinds of one of ours", () => {
    const known = EVENT_TYPES.flatMap(({ wires }) => wires.stream?.names ?? []);
    expect(known.toSorted()).toEqual(
      [
        ...["open", "click", "sent", "bounce", "unsubscribe", "spamcomplaint", "singleoptin"],
        ...["confirmedoptin", "doubleoptin", "blocklist", "archive", "filteredbyblocklist"],
      ].toSorted(),
    );
    expect(Object.keys(TYPES)).toHaveLength(10);
  });

  it("writes no other type, and no other style writes message.opened", () => {
    expect(canRender("simple", "message.opened")).toBe(false);
    expect(() => renderPayload("simple", [opened()], SENT)).toThrow("does not know message.opened");
    expect(() => renderPayload("stream", [{ ...opened(), type: "contact.updated" }], SENT)).toThrow(
      "does not know contact.updated",
    );
  });

  it("S2.37: calls a bounce hardbounce or softbounce, and leaves out a category that it does not know", () => {
    const bounce = (category: string) =>
      entry({
        ...sampleEvent("message.bounced", { eventId: "e", now: 0, ...ACCOUNT, bounceCategory: category }),
      }).category;
    expect(["hard", "soft", "toString"].map(bounce)).toEqual(["hardbounce", "softbounce", undefined]);
  });

  it.each([
    ["1234567", 1234567],
    [1234567, 1234567],
    ["-7", -7],
    ["007", "007"],
    ["9007199254740993", "9007199254740993"],
    ["sub-1", "sub-1"],
  ])("writes the subscription %j as %j: a number where the sample shows one", (posted, written) => {
    expect(entry(withData({ subscriptionId: posted })).subscriptionId).toBe(written);
  });

  it("keeps text text: the recipient's and the mail's id are never numbers", () => {
    const event = withData({ mailId: "42" });
    expect(entry({ ...event, contact: { id: "1353", email: null, properties: {} } })).toMatchObject({
      recipientId: "1353",
      mailId: "42",
    });
  });

  it("leaves out what is absent, and hands nothing else on (docs/events.md, wire fields)", () => {
    const event = opened();
    const { mailingId, mailId } = event.data as { mailingId: number; mailId: string };
    const data = { mailingId, mailId, communicationType: 1, sendingKind: "batch", extra: "kept" };
    const contact = { id: null, email: "a@example.org", properties: { a: 1 } };
    expect(Object.keys(entry({ ...event, contact, data }))).toEqual([
      ...["type", "userListId", "clientId", "mailingId", "created", "mailId"],
    ]);
  });

  it("tells the moment to the millisecond (decision 25)", () => {
    expect(entry({ ...opened(), occurredAt: 1564590054123 }).created).toBe(1564590054123);
  });

  it("is well-formed text whatever was posted (G11)", () => {
    const text = renderPayload("stream", [withData({ browser: "\ud800", device: "\u2028" })], SENT);
    expect(text).toContain('"browser":"\\ud800"');
    expect(text.isWellFormed()).toBe(true);
  });
});
