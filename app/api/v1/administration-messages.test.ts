import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { writeContacts } from "@/lib/contacts/write";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  const contacts = [{ id: "7", email: "ada@example.org", properties: { FirstName: "Ada" } }];
  await writeContacts(world.caller, world.dataCenterId, { contacts });
});
afterAll(() => world.close());

const draft = (changes: object = {}) => ({
  ...{ name: `Message ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
  ...{ subject: "Hello ${firstname}", text: "Bye", ...changes },
});
const make = (changes?: object, headers: Record<string, string> = {}) =>
  doors.v1("POST", "/messages", { body: draft(changes), headers });

describe("POST and GET /messages", () => {
  it("make a message, a mailing of its data center, and find it where Location says", async () => {
    const made = await make({ fromName: "Acme", optInField: "News" });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      ...{ kind: "email", subject: "Hello ${firstname}", text: "Bye", html: "", fromName: "Acme" },
      ...{ replyTo: null, optInField: "News", transactional: false, usedBy: [], revision: 1 },
    });
    const found = await doors.call("GET", made.headers.get("location") ?? "");
    expect([found.status, found.json]).toEqual([200, made.json]);
    expect(found.headers.get("etag")).toBe(made.headers.get("etag"));
    const { json } = await doors.v1("GET", `/data-centers/${world.dataCenterId}/mailings`);
    expect(json.mailings).toContainEqual({ id: made.json.mailingId, name: made.json.name });
  });

  it("list all by name, templates too, without their texts", async () => {
    await make({ name: "A last frame", kind: "template", html: "<body></body>" });
    const { json } = await doors.v1("GET", "/messages");
    const names = json.messages.map(({ name }: { name: string }) => name);
    expect(names[0]).toBe("A last frame");
    expect(json.messages[0]).toMatchObject({ kind: "template", mailingId: null });
    expect(json.messages[0]).not.toHaveProperty("html");
  });

  it("make one message under one Idempotency-Key, even where the first answer was never kept", async () => {
    const headers = { "idempotency-key": crypto.randomUUID() };
    const body = draft();
    const first = await doors.v1("POST", "/messages", { body, headers });
    await doors.forgetAnswers();
    const again = await doors.v1("POST", "/messages", { body, headers });
    expect([again.status, again.json]).toEqual([201, first.json]);
  });

  it.each([
    ["name", { name: "" }],
    ["dataCenterId", { dataCenterId: 999 }],
    ["dataCenterId", { dataCenterId: 999, kind: "template" }],
    ["kind", { kind: "letter" }],
    ["subject", { subject: "${" }],
    ["html", { html: "<script>${email}</script>" }],
    ["replyTo", { replyTo: "nobody" }],
    ["fromName", { fromName: "a <b>" }],
    ["optInField", { optInField: "" }],
    ["transactional", { transactional: 1 }],
    ["revision", { revision: 2 }],
  ])("are 400 at %s for %j", async (path, changes) => {
    const { status, errors } = await make(changes);
    expect([status, errors.map((error) => error.path)]).toEqual([400, [path]]);
    expect(errors[0]?.remedy).toMatch(/\S\.$/);
  });
});

describe("PATCH and DELETE /messages/{id}", () => {
  it("change what is named and keep the rest, by an ETag that goes with each change", async () => {
    const { json, headers } = await make();
    const tag = headers.get("etag") ?? "";
    const change = (body: object, ifMatch: string) =>
      doors.v1("PATCH", `/messages/${json.id}`, { body, headers: { "if-match": ifMatch } });
    const changed = await change({ subject: "Changed" }, tag);
    expect([changed.status, changed.json]).toMatchObject([
      200,
      { subject: "Changed", text: "Bye", revision: 2 },
    ]);
    const late = await change({ subject: "Late" }, tag);
    expect([late.status, late.json.type]).toEqual([412, "/problems/precondition_failed"]);
    expect(late.headers.get("etag")).toBe(changed.headers.get("etag"));
    expect((await change({ name: "" }, "*")).errors).toMatchObject([{ path: "name" }]);
    expect((await doors.v1("GET", `/messages/${json.id}`)).json.subject).toBe("Changed");
  });

  it("can't take away what a workflow sends: 409 names it, until it sends something else", async () => {
    const { json } = await make();
    const steps = [{ id: "mail", type: "message", messageId: json.id }];
    const definition = { trigger: { type: "event", eventType: "custom.order" }, steps };
    const body = { name: "Orders", dataCenterId: world.dataCenterId, definition };
    const { json: workflow } = await doors.v1("POST", "/workflows", { body });
    const kept = await doors.v1("DELETE", `/messages/${json.id}`);
    expect([kept.status, kept.json.detail]).toEqual([409, expect.stringContaining('"Orders"')]);
    expect((await doors.v1("GET", `/messages/${json.id}`)).json.usedBy).toEqual([
      { id: workflow.id, name: "Orders" },
    ]);
    await doors.v1("DELETE", `/workflows/${workflow.id}`);
    expect((await doors.v1("DELETE", `/messages/${json.id}`)).status).toBe(204);
    expect((await doors.v1("GET", `/messages/${json.id}`)).status).toBe(404);
  });
});

describe("S4.38: POST /messages/preview and /messages/test", () => {
  const trial = (changes: object = {}) => ({
    ...{ dataCenterId: world.dataCenterId, subject: "Hello ${firstname}", text: "Bye" },
    ...{ source: { contactId: "7" }, ...changes },
  });

  it("show the mail for a contact, and send it to an address to be tried", async () => {
    const { json } = await doors.v1("POST", "/messages/preview", { body: trial() });
    expect(json).toMatchObject({
      mail: { to: "ada@example.org", subject: "Hello Ada", text: expect.stringContaining("Unsubscribe: ") },
      ...{ skipped: null, faults: [], answers: [] },
    });
    const body = { ...trial(), recipient: "ben@example.org" };
    const sent = await doors.v1("POST", "/messages/test", { body });
    expect([sent.status, sent.json]).toEqual([
      200,
      { mailId: expect.any(String), leaves: false, answers: [] },
    ]);
    const { mails } = world.tidings.database.tables;
    const rows = await world.tidings.database.orm.select().from(mails);
    expect(rows.find(({ id }) => id === sent.json.mailId)).toMatchObject({
      ...{ kind: "test", recipient: "ben@example.org", subject: "[Test] Hello Ada" },
    });
  });

  it("tell what keeps it from being made: the one beside the mail, the other with 400", async () => {
    const body = trial({ subject: "${nothing}" });
    const { json } = await doors.v1("POST", "/messages/preview", { body });
    expect(json).toMatchObject({ mail: null, faults: [{ path: "subject", message: "is empty" }] });
    const sent = await doors.v1("POST", "/messages/test", {
      body: { ...body, recipient: "ben@example.org" },
    });
    expect([sent.status, sent.errors]).toMatchObject([400, [{ path: "subject", message: "is empty" }]]);
  });

  it.each([
    ["preview", "dataCenterId", { dataCenterId: 999 }],
    ["test", "dataCenterId", { dataCenterId: 999, recipient: "ben@example.org" }],
    ["preview", "source.contactId", { source: { contactId: "" } }],
    ["test", "recipient", {}],
    ["test", "recipient", { recipient: "ben@example.org, eve@example.org" }],
    ["preview", "recipient", { recipient: "ben@example.org" }],
  ])("%s is 400 at %s for %j", async (verb, path, changes) => {
    const { status, errors } = await doors.v1("POST", `/messages/${verb}`, { body: trial(changes) });
    expect([status, errors.map((error) => error.path)]).toEqual([400, [path]]);
  });
});
