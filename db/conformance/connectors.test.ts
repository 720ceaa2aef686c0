import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createCertificateAuthority } from "@/e2e/receiver/certificates";
import { createConnector } from "@/lib/connectors/create";
import { deleteConnector } from "@/lib/connectors/delete";
import { listConnectors } from "@/lib/connectors/list";
import { replaceSecret, updateConnector } from "@/lib/connectors/update";
import { createWebhook } from "@/lib/webhooks/create";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

const apiKey = (name: string) => ({ type: "api_key", in: "header", name, value: "k3y" });
const isFulfilled = ({ status }: PromiseSettledResult<unknown>) => status === "fulfilled";

describe.each(ENGINES)("D20, connectors on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  const create = (name: string, authentication = apiKey("X-A")) =>
    createConnector(world.caller, { name, authentication });
  const settings = (connectorId: string, changes: Record<string, unknown> = {}) => ({
    ...{ label: crypto.randomUUID(), dataCenterId: world.dataCenterId, url: "https://example.com/" },
    triggers: [{ type: "persona.threshold_passed" }],
    authentication: { type: "connector", connectorId },
    ...changes,
  });

  it("S4.20, S4.21: are made, used, changed, replaced and deleted", async () => {
    const { id } = await create("CRM");
    const webhook = await world.webhook({
      ...settings(id),
      url: world.receiver.url("/hook"),
      status: "active",
    });
    await world.accept();
    await world.deliver();
    await updateConnector(world.caller, id, { name: "ERP", authentication: { name: "X-B" } });
    await replaceSecret(world.caller, id, { value: "another" });
    await world.accept();
    await world.deliver();
    expect(world.receiver.requests.map(({ headers }) => [headers["x-a"], headers["x-b"]])).toEqual([
      ["k3y", undefined],
      [undefined, "another"],
    ]);
    expect((await listConnectors(world.caller)).connectors).toMatchObject([
      { name: "ERP", revision: 3, usedBy: [{ id: webhook.id }] },
    ]);
    await deleteWebhook(world.caller, webhook.id, { deactivateFirst: true });
    await deleteConnector(world.caller, id);
    expect((await listConnectors(world.caller)).connectors).toEqual([]);
  });

  it("S4.20: of OAuth and with a client certificate are stored, read and sent", async () => {
    world.receiver.script("/token", { status: 200, body: '{"access_token":"t1","expires_in":60}' });
    const oauth = {
      type: "oauth2",
      tokenUrl: world.receiver.url("/token"),
      clientId: "crm",
      clientSecret: "s",
    };
    const { certificatePem: certificate, keyPem: privateKey } = await (
      await createCertificateAuthority()
    ).issue({ names: ["crm"], of: "client" });
    const shown = { type: "client_certificate", certificate, privateKey };
    for (const authentication of [oauth, shown]) {
      const { id } = await createConnector(world.caller, { name: authentication.type, authentication });
      await world.webhook({ ...settings(id), url: world.receiver.url("/hook"), status: "active" });
    }
    await world.accept();
    await world.deliver();
    const sent = world.receiver.requests.filter(({ path }) => path === "/hook");
    expect(sent.map(({ headers }) => headers.authorization).toSorted()).toEqual(["Bearer t1", undefined]);
    expect((await listConnectors(world.caller)).connectors.map((each) => each.authentication)).toMatchObject([
      { type: "client_certificate", subject: "CN=crm", state: "valid", privateKeySet: true },
      { type: "oauth2", clientId: "crm", scope: "", clientSecretSet: true },
    ]);
  });

  it("take one of two equal names that are given at the same moment", async () => {
    const results = await Promise.allSettled(["One", "ONE", "one"].map((name) => create(name)));
    expect(results.filter(isFulfilled)).toHaveLength(1);
    expect((await listConnectors(world.caller)).connectors).toHaveLength(1);
  });

  it("decision 14: never send a header twice, in whatever order connector and webhook are changed", async () => {
    const { id } = await create("CRM");
    const webhook = await createWebhook(world.caller, settings(id));
    for (let round = 0; round < 15; round++) {
      const headers = [{ name: "X-B", value: "v" }];
      const [change, edit, make] = await Promise.allSettled([
        updateConnector(world.caller, id, { authentication: { name: "X-B" } }),
        updateWebhook(world.caller, webhook.id, { headers }),
        createWebhook(world.caller, settings(id, { headers })),
      ]);
      expect(isFulfilled(change) && (isFulfilled(edit) || isFulfilled(make))).toBe(false);
      if (make.status === "fulfilled") await deleteWebhook(world.caller, make.value.id);
      await updateWebhook(world.caller, webhook.id, { headers: [] });
      await updateConnector(world.caller, id, { authentication: { name: "X-A" } });
    }
  });

  it("are never deleted under a webhook that is saved at the same moment", async () => {
    for (let round = 0; round < 15; round++) {
      const { id } = await create("CRM");
      const [gone, made] = await Promise.allSettled([
        deleteConnector(world.caller, id),
        createWebhook(world.caller, settings(id)),
      ]);
      expect(isFulfilled(gone)).toBe(!isFulfilled(made));
      if (made.status === "rejected") expect(made.reason).toMatchObject({ name: "Problem" });
      else {
        expect(await findWebhook(world.caller, made.value.id)).toMatchObject({
          authentication: { connectorId: id },
        });
        await deleteWebhook(world.caller, made.value.id);
        await deleteConnector(world.caller, id);
      }
    }
  });
});
