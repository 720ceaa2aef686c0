import { createPublicKey, verify } from "node:crypto";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { replaceItems } from "@/lib/data-centers/replace-items";
import { resendDelivery } from "@/lib/deliveries/resend";
import { findEvent } from "@/lib/events/find";
import { startReplay } from "@/lib/replays/start";
import { findRun } from "@/lib/runs/find";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { listSigningKeys } from "@/lib/webhooks/signing-keys";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

const MINUTE = 60_000;
/** As long as a connection may have taken before the request left. */
const SLACK = 5_000;

const FIELDS = [
  { id: 1, code: "f_EMail", label: "E-mail", type: "email", keyField: true },
  { id: 2, code: "f_City", label: "City", type: "text", keyField: false },
  { id: 3, code: "f_No", label: "Number", type: "text", keyField: true },
];

describe.each(ENGINES)("confirmed & signed, on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
    await replaceItems(world.caller, world.dataCenterId, "fields", { fields: FIELDS });
  });

  async function signed(triggers: object[] = [{ type: "contact.updated" }]) {
    const { id } = await world.webhook({ profile: "signed", status: undefined, triggers });
    await activateWebhook(world.caller, id);
    return id;
  }
  const updated = (changes: object = {}) => ({
    type: "contact.updated",
    dataCenterId: world.dataCenterId,
    contact: {
      id: 558210,
      email: "john.doe@example.org",
      properties: { f_City: "Québec", Company: "Quantum" },
    },
    data: { changes: [{ property: "f_City", oldValue: null, newValue: "Québec" }] },
    ...changes,
  });
  const sent = () => world.receiver.requests.map(({ body }) => body.toString());
  const bodies = () => sent().map((text) => JSON.parse(text));

  it("S3.18, S3.19: tells every field that the contact has, key fields besides, as they were at acceptance", async () => {
    await signed();
    await world.accept(
      updated({ contact: { email: "a@example.org", properties: { f_No: "7", f_Later: 1 } } }),
    );
    await world.accept(updated());
    await replaceItems(world.caller, world.dataCenterId, "fields", {
      fields: [
        { id: 1, code: "f_Mail", label: "E-mail", type: "text" },
        { id: 9, code: "f_Later", label: "Later", type: "text", keyField: true },
      ],
    });
    await world.accept(updated({ contact: { id: 1, email: "a@example.org", properties: { f_Later: 1 } } }));
    await world.deliver();
    const told = bodies().map(({ ContactID, Data }) => ({ ContactID, Data }));
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        {
          ContactID: { key_f_EMail: "a@example.org", key_f_No: "7" },
          Data: { f_EMail: "a@example.org", f_No: "7" },
        },
        {
          ContactID: { idContact: 558210, key_f_EMail: "john.doe@example.org" },
          Data: { f_EMail: "john.doe@example.org", f_City: "Québec" },
        },
        { ContactID: { idContact: 1, key_f_Later: 1 }, Data: { f_Later: 1 } },
      ]),
    );
  });

  it("decision 16: sends the same bytes at every try, whatever is edited, signed anew by RSA each time", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 202 }, { status: 200 }]);
    const id = await signed();
    await world.accept(updated({ occurredAt: "2024-01-01T00:00:00Z" }));
    const first = world.clock.now;
    await world.deliver();
    await replaceItems(world.caller, world.dataCenterId, "fields", { fields: [] });
    await updateWebhook(world.caller, id, {
      profile: "custom",
      triggers: [{ type: "contact.became_contact" }],
    });
    await updateWebhook(world.caller, id, {
      ...{ profile: "signed", triggers: [{ type: "contact.updated" }], label: "Renamed" },
    });
    await world.pass(5 * MINUTE + SLACK);
    await world.pass(10 * MINUTE + SLACK);
    expect(world.receiver.requests).toHaveLength(3);
    expect(new Set(sent()).size).toBe(1);
    expect(bodies()[0].dtExecution).toBe(new Date(first).toISOString().replace(/\.\d+Z/, "Z"));
    expect(new Set(world.receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);

    const { keys } = await listSigningKeys(world.caller, id);
    const rsa = keys.find((key) => key.kind === "rsa");
    if (rsa?.kind !== "rsa") throw new Error("no RSA key");
    for (const { body, headers } of world.receiver.requests) {
      const signature = Buffer.from(String(headers["x-di-signature"]), "base64");
      expect(verify("sha256", body, createPublicKey(rsa.pem), signature)).toBe(true);
      expect(
        verify("sha256", Buffer.concat([body, Buffer.from(" ")]), createPublicKey(rsa.pem), signature),
      ).toBe(false);
    }
    const [{ id: deliveryId, state, runIds = [] } = { id: "" }] = await world.deliveries(id);
    expect(state).toBe("delivered");
    for (const runId of runIds) {
      expect((await findRun(world.caller, runId)).request?.body).toBe(sent()[0]);
    }
    await resendDelivery(world.caller, deliveryId);
    await world.pass(MINUTE);
    expect(sent()).toHaveLength(4);
    expect(new Set(sent()).size).toBe(1);
  });

  it("S3.16, S3.17: owes nothing that came about by an import, says so, and replays none", async () => {
    const id = await signed([{ type: "contact.updated" }, { type: "contact.created" }]);
    const simple = await world.webhook({ triggers: [{ type: "contact.updated" }] });
    const imported = (await world.accept(updated({ cause: "import" }))).events[0];
    expect(imported?.deliveries).toBe(1);
    expect(await world.deliveries(id)).toEqual([]);
    expect(await world.deliveries(simple.id)).toHaveLength(1);
    world.clock.now += MINUTE;
    expect((await findEvent(world.caller, imported?.id ?? "")).notMatched).toEqual([
      {
        ...{ webhookId: id, because: "refinement", refinement: "causes", offered: ["import"] },
        wanted: ["user", "form", "api", "automation", "interaction", "inactivity", "recalculation"],
      },
    ]);

    await deactivateWebhook(world.caller, id);
    await world.accept(updated({ cause: "user" }));
    await world.accept({ ...updated({ cause: "import" }), type: "contact.created", data: {} });
    await activateWebhook(world.caller, id);
    world.clock.now += MINUTE;
    const count = await startReplay(world.caller, id, { kind: "missed", dryRun: true });
    expect(count).toEqual({ count: 1 });
  });

  it("S3.10, decision 7: narrows message events by sending kind, and a change of style narrows what is stored anew", async () => {
    const message = {
      ...{
        mailingId: 1,
        mailId: "m",
        communicationType: "Newsletter",
        sendingKind: "batch",
        category: "hard",
      },
    };
    const bounced = { ...updated({ cause: "import" }), type: "message.bounced", data: message };
    const unitary = await signed([{ type: "message.bounced", sendingKinds: ["unitary"] }]);
    const batch = await signed([
      { type: "message.bounced", sendingKinds: ["batch"], bounceCategories: ["hard"] },
    ]);
    await world.accept({ ...bounced, cause: "automation" });
    expect(await world.deliveries(unitary)).toEqual([]);
    expect(await world.deliveries(batch)).toHaveLength(1);
    await updateWebhook(world.caller, batch, { profile: "stream", url: world.streamUrl() });
    await world.accept(bounced);
    expect(await world.deliveries(batch)).toHaveLength(2);
  });
});
