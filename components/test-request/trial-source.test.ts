import { describe, expect, it } from "vitest";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { entriesOf, readAnswer } from "./read-answer";
import { templatesOf } from "./templates-of";
import { requestSourceOf, sourceInWords, typedFault, typedSample } from "./trial-source";

describe("S4.31: a typed event", () => {
  it("begins with one that can be posted, and has what the request reads", () => {
    const text = typedSample(7, ["orderId", "total sum"]);
    const posted = parsePostedEvents(JSON.parse(text), { now: 0 });
    expect(posted).toMatchObject({ ok: true, events: [{ dataCenterId: 7 }] });
    expect(JSON.parse(text).data).toEqual({ orderId: "A-1001", "total sum": "A-1001" });
    expect(typedFault(text)).toBeUndefined();
  });

  it.each([
    ["{", /not valid JSON/],
    ["", /not valid JSON/],
    ["[]", /one event/],
    ["null", /one event/],
    ['"x"', /one event/],
  ])("is refused as %j", (text, why) => {
    expect(typedFault(text)).toMatch(why);
  });
});

describe("whose values are taken", () => {
  const contact = { id: "7", email: "ada@example.org", name: "", phone: null, updatedAt: "" };
  const event = {
    id: "e",
    type: "custom.order",
    acceptedAt: "",
    contactId: null,
    contactEmail: null,
    parameters: [],
  };

  it("is told to the server, and to people", () => {
    expect(requestSourceOf({ kind: "fixed" })).toBeUndefined();
    expect(requestSourceOf({ kind: "sample" })).toEqual({});
    expect(requestSourceOf({ kind: "contact", contact })).toEqual({ contactId: "7" });
    expect(requestSourceOf({ kind: "event", event })).toEqual({ eventId: "e" });
    expect(requestSourceOf({ kind: "typed", text: '{"a":1}' })).toEqual({ event: { a: 1 } });
    expect(sourceInWords({ kind: "contact", contact })).toBe("contact ada@example.org");
    expect(sourceInWords({ kind: "contact", contact: { ...contact, email: null } })).toBe(
      "contact Contact 7",
    );
    expect(sourceInWords({ kind: "event", event })).toBe("the event custom.order");
  });

  it("is suggested by everything that may hold expressions, secrets left out", () => {
    const headers = [
      { name: "A", value: "${a}" },
      { name: "B", valueSet: true, secret: true },
      { name: "C", secret: true },
    ];
    const parameters = { in: "query" as const, pairs: [{ name: "P", value: "${p}" }] };
    const body = { format: "json" as const, template: "${b}" };
    expect(templatesOf({ url: "${u}", headers, template: { parameters, body } })).toEqual([
      "${u}",
      "${a}",
      "${p}",
      "${b}",
    ]);
    const scenario = {
      details: [],
      customFields: [],
      consent: [],
      statistics: [],
      additional: [{ key: "k", value: "${s}" }],
    };
    expect(templatesOf({ url: "${u}", headers, scenario })).toEqual(["${s}"]);
  });
});

describe("an answer as a tree", () => {
  it("has values where it is JSON alone", () => {
    expect(readAnswer('{"a":[1,{"b":null}]}')).toEqual({ json: true, value: { a: [1, { b: null }] } });
    for (const body of [undefined, "", "<a/>", '{"a":']) expect(readAnswer(body)).toEqual({ json: false });
    expect(entriesOf([1, "x"])).toEqual([
      [0, 1],
      [1, "x"],
    ]);
    expect(entriesOf({ a: 1 })).toEqual([["a", 1]]);
    for (const leaf of [null, 1, "x", true]) expect(entriesOf(leaf)).toEqual([]);
  });
});
