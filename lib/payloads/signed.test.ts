import { describe, expect, it } from "vitest";
import { EVENT_TYPES, type EventTypeName } from "@/lib/event-types/catalogue";
import type { SampleField } from "@/lib/event-types/define";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { renderPayload } from "@/lib/payloads/render";
import type { MasterField, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { JsonObject } from "@/lib/vocabulary";
import { printedJson } from "./printed.fixture";

/** Ours, by the name on the wire. */
const TYPES: Record<string, EventTypeName> = {
  ...{ contact_created: "contact.created", contact_modified: "contact.updated" },
  ...{ contact_optin: "contact.opted_in", contact_optout: "contact.opted_out" },
  ...{ contact_quarantine: "contact.quarantined", contact_complaint: "contact.complained" },
  ...{ sending_Bounce: "message.bounced", sending_ProductionError: "message.production_error" },
} as const;

const field = (code: string, type: SampleField["type"], keyField = false): SampleField => ({
  ...{ code, label: code, type, keyField },
});
const FIELDS = [
  field("f_EMail", "email", true),
  ...[field("f_FirstName", "text"), field("f_LastName", "text"), field("f_dtBirth", "date")],
  ...[field("f_City", "text"), field("optin_News", "boolean")],
];
const DATA = {
  ...{ f_EMail: "john.doe@example.org", f_FirstName: "John", f_LastName: "Doe" },
  ...{ f_dtBirth: "1980-12-04", f_City: "Québec", optin_News: true },
};

const NOW = Date.parse("2024-05-28T13:09:45.900Z");
const sample = (type: EventTypeName, changes: object = {}): RenderableEvent =>
  sampleEvent(type, {
    eventId: "018fbf52-1e08-7a71-a0b2-c3d4e5f6071a",
    accountId: 1201,
    now: NOW,
    dataCenter: { id: 84, name: "Quantum" },
    contact: { id: "558210", email: "john.doe@example.org", properties: {} },
    mailing: { id: 4402, name: "Newsletter" },
    sendingKind: "batch",
    fields: FIELDS,
    ...changes,
  });
const text = (event: RenderableEvent, context = { frozenAt: NOW, test: false }) =>
  renderPayload("signed", [event], context);
const rendered = (event: RenderableEvent, context?: { frozenAt: number; test: boolean }) =>
  JSON.parse(text(event, context));
/** With some fields of the data center, and properties posted. */
const withFields = (
  fields: MasterField[],
  properties: JsonObject,
  email: string | null = "a@example.org",
) => {
  const event = sample("contact.created");
  return { ...event, contact: { id: "1", email, properties }, masterData: { fields } };
};

describe("the signed style", () => {
  it.each(printedJson("### 2.4").map((json) => ({ type: JSON.parse(json).Type as string, json })))(
    "writes $type exactly as printed, field order included (S3.19, S3.20, S3.21, S3.22, S3.23)",
    ({ type, json }) => {
      const printed = JSON.parse(json);
      const dashes = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
      const event = sample(TYPES[type] as EventTypeName, {
        eventId: printed.EventUniqueID.replace(dashes, "$1-$2-$3-$4-$5"),
        now: printed.OptinDate ? Date.parse(printed.OptinDate) : NOW,
      });
      const context = { frozenAt: Date.parse(printed.dtExecution), test: printed.isTest === true };
      // Every notification ends with Data; the printed ones but for the first leave it out for brevity.
      expect(text(event, context)).toBe(JSON.stringify({ ...printed, Data: DATA }));
    },
  );

  it("S3.16: knows its eight types", () => {
    const known = EVENT_TYPES.flatMap(({ name, wires }) =>
      wires.signed ? [[wires.signed.names[0], name]] : [],
    );
    expect(Object.fromEntries(known)).toEqual(TYPES);
  });

  it.each([
    ["contact.created", "contact_created", []],
    ["contact.opted_out", "contact_optout", ["OptinField", "OptinDate"]],
    [
      "contact.complained",
      "contact_complaint",
      ["idSendLog", "idMessage", "dtProcessed", "CommunicationType", "SendingKind"],
    ],
    [
      "message.production_error",
      "sending_ProductionError",
      [
        ...["idSendLog", "idMessage", "dtProcessed", "CommunicationType", "SendingKind"],
        ...["ErrorCode", "ErrorMessage"],
      ],
    ],
  ] as const)("S3.19, S3.21: %s begins with the head, adds its own and ends with Data", (type, wire, own) => {
    const body = rendered(sample(type));
    expect(body.Type).toBe(wire);
    expect(Object.keys(body)).toEqual([
      ...["Type", "EventUniqueID", "dtExecution", "idCompany", "idProject", "ContactID"],
      ...own,
      "Data",
    ]);
  });

  it("S3.20: says isTest in tests alone", () => {
    const event = sample("contact.created");
    expect(rendered(event, { frozenAt: NOW, test: true }).isTest).toBe(true);
    expect(rendered(event)).not.toHaveProperty("isTest");
  });

  it("S3.19: tells the time of the first attempt, in whole seconds, whenever the event happened", () => {
    const event = { ...sample("contact.opted_out"), occurredAt: Date.parse("2024-05-27T00:00:00.999Z") };
    expect(rendered(event, { frozenAt: Date.parse("2024-05-28T13:15:00.999Z"), test: false })).toMatchObject({
      dtExecution: "2024-05-28T13:15:00Z",
      OptinDate: "2024-05-27T00:00:00Z",
    });
  });

  it("S3.18: has the fields that the contact had, in their order, each with what was posted", () => {
    const fields = [
      { code: "f_Z" },
      { code: "f_EMail", email: true as const },
      { code: "f_A" },
      { code: "f_No" },
    ];
    const properties = { f_A: { deep: [1, null] }, other: 1, f_Z: null };
    expect(text(withFields(fields, properties))).toContain(
      '"Data":{"f_Z":null,"f_EMail":"a@example.org","f_A":{"deep":[1,null]}}',
    );
  });

  it("S3.19, S3.23: names the contact by its id and by every key field that it has", () => {
    const key = { key: true as const };
    const fields = [
      { code: "f_EMail", email: true as const, ...key },
      { code: "f_No", ...key },
      { code: "f_A" },
    ];
    const event = withFields(fields, { f_A: 1 });
    expect(rendered(event).ContactID).toEqual({ idContact: 1, key_f_EMail: "a@example.org" });
    const unknown = { ...event, contact: { id: null, email: null, properties: { f_No: "007" } } };
    expect(rendered(unknown)).toMatchObject({ ContactID: { key_f_No: "007" }, Data: { f_No: "007" } });
  });

  it("always has ContactID and Data, also where the data center has no field", () => {
    const event = { ...sample("contact.created"), masterData: {} };
    const contact = { id: null, email: "a@example.org", properties: {} };
    expect(rendered({ ...event, contact })).toMatchObject({ ContactID: {}, Data: {} });
  });

  it("writes fields of any name that a code can have", () => {
    const fields = [{ code: "__proto__", key: true as const }, { code: "constructor" }];
    const properties = JSON.parse('{"__proto__":"p","constructor":"c"}') as JsonObject;
    expect(text(withFields(fields, properties))).toContain('"key___proto__":"p"');
    expect(text(withFields(fields, properties))).toContain('"Data":{"__proto__":"p","constructor":"c"}');
    expect(text(withFields(fields, {}))).toContain('"Data":{}');
  });

  it("writes ids as numbers where they are, the error's code as text, and leaves out what is absent", () => {
    const { sendLogId: _, processedAt: __, ...data } = sample("message.bounced").data;
    const bounced = (changes: JsonObject) =>
      rendered({ ...sample("message.bounced"), data: { ...data, ...changes } });
    expect(bounced({})).not.toHaveProperty("idSendLog");
    expect(bounced({})).not.toHaveProperty("dtProcessed");
    expect(bounced({ sendLogId: "12", code: 550 })).toMatchObject({ idSendLog: 12, ErrorCode: "550" });
    expect(bounced({ sendLogId: "s-12" }).idSendLog).toBe("s-12");
    expect(bounced({ processedAt: "2024-05-28T15:09:41.987+02:00" }).dtProcessed).toBe(
      "2024-05-28T13:09:41Z",
    );
    expect(bounced({ processedAt: "yesterday" })).not.toHaveProperty("dtProcessed");
  });
});
