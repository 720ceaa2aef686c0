import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { opened, openWorld, type World } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  await createDataCenter(world.tidings, world.clientId, { name: "Empty", sampleData: false });
});
afterAll(() => world.close());

const data = (changes: Record<string, unknown>) => ({ data: { ...opened().data, ...changes } });

describe("message.opened is posted", () => {
  it("docs/events.md 2.0: with what the mail's reader tells, or without; further fields are kept", async () => {
    const { mailingId, mailId, communicationType, sendingKind } = opened().data;
    const least = { mailingId, mailId, communicationType, sendingKind };
    const more = { ...opened().data, subscriptionId: "sub-7", sendLogId: 1, campaign: { a: [1] } };
    const { status, json } = await doors.post([opened({ data: least }), opened({ data: more })]);
    expect(status).toBe(202);
    const kept = await doors.v1("GET", `/events/${json.events[1].id}`);
    expect(kept.json.data).toEqual(more);
  });

  it.each([
    ["data.mailingId", "is missing", data({ mailingId: undefined })],
    ["data.mailingId", "must be a whole number, 1 or more", data({ mailingId: "1" })],
    ["data.mailingId", "there is no mailing 99 in data center 1", data({ mailingId: 99 })],
    ["data.mailingId", "there is no mailing 1 in data center 2", { dataCenterId: 2 }],
    ["data.mailId", "is missing", data({ mailId: undefined })],
    ["data.mailId", /1 to 200 characters/, data({ mailId: "" })],
    ["data.communicationType", "is missing", data({ communicationType: undefined })],
    ["data.communicationType", /id or the name/, data({ communicationType: true })],
    ["data.sendingKind", "is missing", data({ sendingKind: undefined })],
    ["data.sendingKind", /"unitary", "batch" or "campaign"/, data({ sendingKind: "mass" })],
    ["data.subscriptionId", /text of 1 to 200 characters or a whole number/, data({ subscriptionId: 1.5 })],
    ["data.device", /1 to 200 characters/, data({ device: 7 })],
    ["data.remoteAddress", /1 to 200 characters/, data({ remoteAddress: "a\nb" })],
    ["contact", "is missing", { contact: undefined }],
  ])("400 at %s: %s", async (path, message, changes) => {
    const before = await doors.count("events");
    const { status, errors } = await doors.post(opened(changes));
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path, remedy: expect.stringMatching(/\.$/) }]);
    expect(errors[0]?.message).toMatch(message);
    expect(await doors.count("events")).toBe(before);
  });

  it("a communication type that the data center doesn't list costs no event", async () => {
    expect((await doors.post(opened(data({ communicationType: 99 })))).status).toBe(202);
    expect((await doors.post(opened(data({ communicationType: "Reminders" })))).status).toBe(202);
  });
});

describe("message.opened in a trigger", () => {
  const owedTo = async (refinements: object, changes: Record<string, unknown>) => {
    const triggers = [{ type: "message.opened", ...refinements }];
    const body = doors.draft({ profile: "stream", triggers, url: world.streamUrl() });
    const { id } = (await doors.v1("POST", "/webhooks", { body })).json;
    await doors.v1("POST", `/webhooks/${id}/activate`);
    const { json } = await doors.post(opened(data(changes)));
    const owed = (await world.deliveries(id)).length;
    await doors.v1("POST", `/webhooks/${id}/deactivate`, { body: { waiting: "cancel" } });
    const event = (await doors.v1("GET", `/events/${json.events[0].id}`)).json;
    const why = event.notMatched.find(({ webhookId }: { webhookId: string }) => webhookId === id);
    return owed === 1 ? true : why.refinement;
  };

  it.each([
    ["no refinement takes any", {}, {}, true],
    ["a mailing among those named", { mailingIds: [2, 1] }, {}, true],
    ["another mailing", { mailingIds: [2] }, {}, "mailingIds"],
    ["a sending kind among those named", { sendingKinds: ["unitary", "campaign"] }, {}, true],
    ["another sending kind", { sendingKinds: ["unitary"] }, {}, "sendingKinds"],
    ["a communication type posted by its id", { communicationTypes: [1] }, { communicationType: 1 }, true],
    [
      "a communication type posted by its name",
      { communicationTypes: [2] },
      { communicationType: "Product news" },
      true,
    ],
    ["another one", { communicationTypes: [2] }, { communicationType: "Newsletter" }, "communicationTypes"],
    [
      "every refinement has to fit",
      { mailingIds: [1], sendingKinds: ["batch"], communicationTypes: [1] },
      { sendingKind: "campaign" },
      "sendingKinds",
    ],
  ])("decision 7: %s", async (_, refinements, changes, verdict) => {
    expect(await owedTo(refinements, changes)).toBe(verdict);
  });

  it.each([
    ["triggers.0.mailingIds.1", /there is no mailing 9 in data center 1/, { mailingIds: [1, 9] }],
    [
      "triggers.0.communicationTypes.0",
      /there is no communication type 9 in data center 1/,
      { communicationTypes: [9] },
    ],
    ["triggers.0.communicationTypes.0", /whole number/, { communicationTypes: ["Newsletter"] }],
    ["triggers.0.sendingKinds.0", /unitary/, { sendingKinds: ["mass"] }],
    ["triggers.0.sendingKinds", /same one twice/, { sendingKinds: ["batch", "batch"] }],
    ["triggers.0.mailingIds", /at least one/, { mailingIds: [] }],
    ["triggers.0.personaIds", /is not known here/, { personaIds: [1] }],
  ])("400 at %s: %s", async (path, message, refinements) => {
    const triggers = [{ type: "message.opened", ...refinements }];
    const body = doors.draft({ profile: "stream", triggers, url: world.streamUrl() });
    const { status, errors } = await doors.v1("POST", "/webhooks", { body });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path, remedy: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(errors[0]?.message).toMatch(message);
  });

  it("a mailing that a webhook is narrowed to can't be removed", async () => {
    const triggers = [{ type: "message.opened", mailingIds: [3] }];
    await doors.v1("POST", "/webhooks", {
      body: doors.draft({ profile: "stream", triggers, url: world.streamUrl() }),
    });
    const { status } = await doors.v1("DELETE", "/data-centers/1/mailings/3");
    expect(status).toBe(409);
  });
});
