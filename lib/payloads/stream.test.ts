import { describe, expect, it } from "vitest";
import { EVENT_TYPE_NAMES } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { canRender } from "@/lib/payloads/can-render";
import { previewPayload, renderPayload } from "@/lib/payloads/render";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { JsonObject } from "@/lib/vocabulary";

/** The sample of docs/events.md 2.3, as printed there. */
const PRINTED = `[
  {
    "type": "open",
    "recipientId": "123456789005",
    "userListId": 123456789003,
    "remoteAddress": "0.0.0.0",
    "clientId": 123456789001,
    "mailingId": 123456789004,
    "created": 1564590054000,
    "subscriptionId": 1234567,
    "mailId": "3IHQ2XT8-38PY7WFQ-XKNQSY",
    "device": "desktop",
    "operatingSystem": "Windows 10",
    "browser": "Firefox 64.1"
  }
]`;

const opened = (): RenderableEvent =>
  sampleEvent("message.opened", {
    eventId: "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10",
    accountId: 123456789001,
    now: 1564590054000,
    dataCenter: { id: 123456789003, name: "Quantum" },
  });
const withData = (changes: JsonObject): RenderableEvent => {
  const event = opened();
  return { ...event, data: { ...event.data, ...changes } };
};
const entry = (event: RenderableEvent) => JSON.parse(renderPayload("stream", [event]))[0];

describe("the stream style", () => {
  it("writes message.opened exactly as printed, field order included (S2.35)", () => {
    expect(renderPayload("stream", [opened()])).toBe(JSON.stringify(JSON.parse(PRINTED)));
    expect(previewPayload("stream", [opened()])).toBe(PRINTED);
  });

  it("is a list also for one event, and holds 100 in the order given (S2.30)", () => {
    expect(JSON.parse(renderPayload("stream", [opened()]))).toHaveLength(1);
    const hundred = Array.from({ length: 100 }, (_, index) => withData({ mailId: `mail-${index}` }));
    const written = JSON.parse(renderPayload("stream", hundred)) as { mailId: string }[];
    expect(written.map(({ mailId }) => mailId)).toEqual(hundred.map(({ data }) => data.mailId));
  });

  it("is never about nothing, and the simple style never about several", () => {
    expect(() => renderPayload("stream", [])).toThrow("one event at least");
    const updated = { ...opened(), type: "contact.updated" as const };
    expect(() => renderPayload("simple", [updated, updated])).toThrow("one event at a time");
  });

  it("knows message.opened alone so far, and no other style knows that", () => {
    expect(EVENT_TYPE_NAMES.filter((type) => canRender("stream", type))).toEqual(["message.opened"]);
    expect(canRender("simple", "message.opened")).toBe(false);
    expect(() => renderPayload("simple", [opened()])).toThrow("does not know message.opened");
    expect(() => renderPayload("stream", [{ ...opened(), type: "contact.updated" }])).toThrow(
      "does not know contact.updated",
    );
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
    const text = renderPayload("stream", [withData({ browser: "\ud800", device: "\u2028" })]);
    expect(text).toContain('"browser":"\\ud800"');
    expect(text.isWellFormed()).toBe(true);
  });
});
