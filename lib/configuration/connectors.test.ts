import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createConnector } from "@/lib/connectors/create";
import { updateConnector } from "@/lib/connectors/update";
import { type Configuration, entry, openConfiguration, PUBLIC_URL } from "./configuration.fixture";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

const named = (connector: unknown) => ({ authentication: { type: "connector", connector } });
const create = (name: string, authentication: unknown = { type: "bearer", token: "t0ken" }) =>
  createConnector(configuration.caller, { name, authentication });

describe("S4.21: a file names a connector by its name", () => {
  it("which is found without case, exported, and the same on every installation", async () => {
    const { apply, exported, plan, webhook } = configuration;
    const { id } = await create("CRM token");
    const file = [entry(named("crm TOKEN "))];
    expect(await apply(file)).toMatchObject({ applied: true, summary: { create: 1 } });
    expect((await webhook("Hot leads")).authentication).toEqual({ type: "connector", connectorId: id });
    expect(await apply(file)).toMatchObject({ hasChanges: false });
    expect(await apply([entry({ authentication: { type: "connector", connectorId: id } })])).toMatchObject({
      hasChanges: false,
    });

    const { webhooks } = JSON.parse(await exported("json"));
    expect(webhooks).toMatchObject([{ authentication: { type: "connector", connector: "CRM token" } }]);
    expect(await plan(webhooks, { prune: true })).toMatchObject({ hasChanges: false });
    await updateConnector(configuration.caller, id, { name: "Renamed" });
    expect(await exported()).toContain("connector: Renamed");
  });

  it("whatever it holds: an OAuth client is named like any other", async () => {
    const { apply, webhook } = configuration;
    const client = { clientId: "crm", clientSecret: "s3cret", tokenUrl: PUBLIC_URL };
    const { id } = await create("CRM OAuth", { type: "oauth2", ...client });
    await apply([entry(named("CRM OAuth"))]);
    expect((await webhook("Hot leads")).authentication).toEqual({ type: "connector", connectorId: id });
    expect(await configuration.exported()).not.toMatch(/s3cret|oauth2|clientId/);
  });

  it("in changes too, which tell no id and no secret", async () => {
    const { apply, plan } = configuration;
    await create("CRM token");
    await create("ERP key", { type: "api_key", in: "header", name: "X-Key", value: "k3y" });
    await apply([entry(named("CRM token"))]);
    const planned = await plan([entry(named("ERP key"))]);
    expect(planned.changes[0]).toMatchObject({
      changes: [{ path: "authentication.connector", from: "CRM token", to: "ERP key" }],
      secrets: [],
    });
    const environment = { TOKEN: "t" };
    const bearer = { type: "bearer", token: { fromEnvironment: "TOKEN" } };
    const own = await plan([entry({ authentication: bearer })], { environment });
    expect(own.changes[0]).toMatchObject({
      changes: [
        { path: "authentication.type", from: "connector", to: "bearer" },
        { path: "authentication.connector", from: "CRM token", to: null },
        { path: "authentication.token", from: null, to: "set" },
      ],
      secrets: [{ path: "authentication.token", variable: "TOKEN", value: "set" }],
    });
  });

  it.each([["ERP"], [""], [7], [null], [{ fromEnvironment: "X" }]])(
    "and is refused where the account has none of that name: %j",
    async (name) => {
      await create("CRM");
      const [fault, ...others] = await configuration.faults([entry(named(name))]);
      expect(fault).toMatchObject({
        path: "webhooks.0.authentication.connector",
        message: "is not the name of a connector of the account",
        line: expect.any(Number),
      });
      expect(others).toEqual([]);
    },
  );

  it("decision 14: and is refused where the webhook sends its header itself", async () => {
    await create("Key", { type: "api_key", in: "header", name: "X-Key", value: "k3y" });
    const headers = [{ name: "x-key", value: "mine" }];
    expect(await configuration.faults([entry({ ...named("Key"), headers })])).toMatchObject([
      { path: "webhooks.0.headers.0.name", message: "is already sent" },
    ]);
  });
});

it("exports a token and a key of a webhook's own as references", async () => {
  const { apply, exported, plan, webhook, secrets } = configuration;
  const token = { type: "bearer", token: { fromEnvironment: "TOKEN" } };
  const key = { type: "api_key", in: "query", name: "api-key", value: { fromEnvironment: "KEY" } };
  const file = [entry({ authentication: token }), entry({ label: "Opens", authentication: key })];
  await apply(file, { environment: { TOKEN: "t0ken", KEY: "k3y" } });
  expect(await secrets((await webhook("Opens")).id)).toEqual({ "authentication.value": "k3y" });
  const { webhooks } = JSON.parse(await exported("json"));
  expect(webhooks).toMatchObject([
    { authentication: { ...token, token: { fromEnvironment: "HOT_LEADS_TOKEN" } } },
    { authentication: { ...key, value: { fromEnvironment: "OPENS_API_KEY" } } },
  ]);
  expect(await plan(webhooks)).toMatchObject({ hasChanges: false });
});
