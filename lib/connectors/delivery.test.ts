import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { ReceivedRequest } from "@/e2e/receiver/received-request";
import { testDraft } from "@/lib/drafts/test";
import { isProblem } from "@/lib/errors";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { findInboxRequest } from "@/lib/inbox/find-request";
import { listInboxRequests } from "@/lib/inbox/list-requests";
import { findRun } from "@/lib/runs/find";
import { listRuns } from "@/lib/runs/list";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { duplicateWebhook } from "@/lib/webhooks/duplicate";
import { findWebhook } from "@/lib/webhooks/find";
import { testWebhook } from "@/lib/webhooks/test";
import { updateWebhook } from "@/lib/webhooks/update";
import { createConnector } from "./create";
import { replaceSecret, updateConnector } from "./update";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const basic = { type: "basic", username: "u", password: "first" };
const inHeader = { type: "api_key", in: "header", name: "X-Api-Key", value: "k3y" };
const inQuery = { type: "api_key", in: "query", name: "api key", value: "a&b=ä" };

const connected = (connectorId: string) => ({ authentication: { type: "connector", connectorId } });
const create = (authentication: unknown, name = "CRM") =>
  createConnector(world.caller, { name, authentication });
const last = () => world.receiver.requests.at(-1) as ReceivedRequest;
const passwordOf = ({ headers }: ReceivedRequest) =>
  Buffer.from(String(headers.authorization).replace("Basic ", ""), "base64").toString();
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );
const runsOf = async (id: string) => {
  const { runs } = await listRuns(world.caller, id, {});
  return Promise.all(runs.map((run) => findRun(world.caller, run.id)));
};

describe("requests of a webhook with a connector", () => {
  it.each([
    [basic, { authorization: "Basic dTpmaXJzdA==" }, ""],
    [{ type: "bearer", token: "t0ken" }, { authorization: "Bearer t0ken" }, ""],
    [inHeader, { "x-api-key": "k3y" }, ""],
    [inQuery, {}, "?api%20key=a%26b%3D%C3%A4"],
  ])(
    "S4.19, S4.20: carry its credential, and their run shows it masked: $type",
    async (authentication, headers, query) => {
      const { id: connectorId } = await create(authentication);
      const webhook = await world.webhook(connected(connectorId));
      expect(webhook.authentication).toEqual({ type: "connector", connectorId });
      await world.accept();
      await world.deliver();
      expect(last()).toMatchObject({ headers, path: `/hook${query}` });
      const [run] = await runsOf(webhook.id);
      expect(run).toMatchObject({ verdict: "succeeded" });
      expect(run?.request?.url).toBe(world.receiver.url("/hook") + (query && "?api%20key=••••••••"));
      expect(JSON.stringify(run)).not.toMatch(/dTpmaXJzdA|t0ken|k3y|a%26b/);
    },
  );

  it.each([
    ["https://receiver.example.com/hook", "/hook?key=v"],
    ["https://receiver.example.com/hook?a=1", "/hook?a=1&key=v"],
    ["https://receiver.example.com/hook?a=1&", "/hook?a=1&key=v"],
    ["https://receiver.example.com/hook?", "/hook?key=v"],
    ["https://receiver.example.com/hook#part", "/hook?key=v"],
    ["https://receiver.example.com", "/?key=v"],
  ])("appends a key to the parameters that the URL has: %s", async (url, path) => {
    const { id } = await create({ ...inQuery, name: "key", value: "v" });
    await world.webhook({ ...connected(id), url });
    await world.accept();
    await world.deliver();
    expect(last().path).toBe(path);
  });

  it("have the secret of the moment: a replaced one counts at once for what waits", async () => {
    const { id } = await create(basic);
    await world.webhook({
      ...connected(id),
      delivery: { retry: { kind: "schedule", delaysSeconds: [60, 60, 60] } },
    });
    world.receiver.script("/hook", [{ status: 500 }, { status: 401 }, { status: 500 }, { status: 200 }]);
    await world.accept();
    await world.deliver();
    expect(passwordOf(last())).toBe("u:first");
    // The clock stands still, and neither the webhook nor its revision is another one.
    await replaceSecret(world.caller, id, { password: "second" });
    await world.pass(61_000);
    expect(passwordOf(last())).toBe("u:second");
    await updateConnector(world.caller, id, { authentication: { username: "v" } });
    await world.pass(61_000);
    expect(passwordOf(last())).toBe("v:second");
    await updateConnector(world.caller, id, { authentication: { type: "bearer", token: "t" } });
    await world.pass(61_000);
    expect(last().headers.authorization).toBe("Bearer t");
    expect(world.receiver.requests).toHaveLength(4);
  });

  it("have the secret of the moment within one burst, too", async () => {
    const { id } = await create(basic);
    const webhook = await world.webhook(connected(id));
    await world.accept();
    await world.deliver();
    await replaceSecret(world.caller, id, { password: "second" });
    await world.accept();
    await world.deliver();
    expect(world.receiver.requests.map(passwordOf)).toEqual(["u:first", "u:second"]);
    expect((await findWebhook(world.caller, webhook.id)).revision).toBe(1);
  });

  it("fail with credential_unreadable where no key opens its secret", async () => {
    const { id } = await create(basic);
    const webhook = await world.webhook(connected(id));
    const { database } = world.tidings;
    await database.atomically(function* (tx) {
      yield* tx.run(tx.orm.update(database.tables.connectors).set({ secrets: { password: "other.a.b.c" } }));
    });
    await world.accept();
    await world.deliver();
    expect(await world.deliveries(webhook.id)).toMatchObject([
      { state: "failed", reason: "credential_unreadable" },
    ]);
    expect(world.receiver.requests).toEqual([]);
  });

  it("decision 31: go to the request inbox with it, sealed there, and a key of the URL masked", async () => {
    const { token, url } = await createInboxAddress(world.caller);
    for (const [index, authentication] of [inHeader, inQuery].entries()) {
      const { id } = await create(authentication, `Connector ${index}`);
      await world.webhook({ ...connected(id), url });
    }
    await world.accept();
    await world.deliver();
    const { requests } = await listInboxRequests(world.caller, token, {});
    const found = await Promise.all(
      requests.map(({ id }) => findInboxRequest(world.caller, token, id, { credentials: false })),
    );
    expect(found.map((request) => request.url).toSorted()).toEqual([url, `${url}?api%20key=••••••••`]);
    const { inboxRequests } = world.tidings.database.tables;
    const stored = JSON.stringify(await world.tidings.database.orm.select().from(inboxRequests));
    expect(stored).not.toMatch(/k3y|a%26b|a&b/);
  });
});

describe("a webhook's own credential", () => {
  it.each([
    [
      { type: "bearer", token: "t0ken" },
      { type: "bearer", tokenSet: true },
      { authorization: "Bearer t0ken" },
      "",
    ],
    [
      inHeader,
      { type: "api_key", in: "header", name: "X-Api-Key", valueSet: true },
      { "x-api-key": "k3y" },
      "",
    ],
    [
      inQuery,
      { type: "api_key", in: "query", name: "api key", valueSet: true },
      {},
      "?api%20key=a%26b%3D%C3%A4",
    ],
  ])(
    "may be a token or a key as well, is kept when left out, and is sent: $type",
    async (authentication, read, headers, query) => {
      const webhook = await world.webhook({ authentication });
      expect(webhook.authentication).toEqual(read);
      const changed = await updateWebhook(world.caller, webhook.id, { description: "changed" });
      expect(changed.authentication).toEqual(read);
      await world.accept();
      await world.deliver();
      expect(last()).toMatchObject({ headers, path: `/hook${query}` });
      const [run] = await runsOf(webhook.id);
      expect(JSON.stringify(run)).not.toMatch(/t0ken|k3y|a%26b/);
    },
  );
});

describe("a workflow webhook's own credential", () => {
  it.each([
    [{ type: "bearer", token: "t0ken" }, { authorization: "Bearer t0ken" }, "/hook"],
    [inHeader, { "x-api-key": "k3y" }, "/hook"],
    [inQuery, {}, "/hook?api%20key=a%26b%3D%C3%A4"],
  ])("S4.20: may be a token or a key as well: $type", async (authentication, headers, path) => {
    const { id } = await world.webhook({
      ...{ kind: "workflow", profile: "data_request", method: "GET", triggers: [], authentication },
    });
    expect(await testWebhook(world.caller, id)).toMatchObject({ runs: [{ verdict: "succeeded" }] });
    expect(last()).toMatchObject({ method: "GET", headers, path });
    expect(JSON.stringify(await runsOf(id))).not.toMatch(/t0ken|k3y|a%26b/);
  });
});

describe("tests", () => {
  it("S3.9: of a saved webhook and of a draft use the connector, in their own account alone", async () => {
    const { id } = await create(basic);
    const webhook = await world.webhook(connected(id));
    await testWebhook(world.caller, webhook.id);
    expect(passwordOf(last())).toBe("u:first");

    const settings = {
      ...{ dataCenterId: world.dataCenterId, url: world.receiver.url("/draft") },
      triggers: [{ type: "persona.threshold_passed" }],
    };
    const { run } = await testDraft(world.caller, { settings: { ...settings, ...connected(id) } });
    expect(last()).toMatchObject({ path: "/draft" });
    expect(passwordOf(last())).toBe("u:first");
    expect(JSON.stringify(run)).not.toContain("dTpmaXJzdA");

    const { id: key } = await create(inQuery, "Key");
    const keyed = await testDraft(world.caller, { settings: { ...settings, ...connected(key) } });
    expect(last().path).toBe("/draft?api%20key=a%26b%3D%C3%A4");
    expect(keyed.run.request?.url).toBe(`${world.receiver.url("/draft")}?api%20key=••••••••`);

    const other = await world.newAccount("Other");
    const foreign = { ...settings, dataCenterId: other.dataCenterId, ...connected(id) };
    expect(await refusal(testDraft(other.caller, { settings: foreign }))).toMatchObject({
      status: 400,
      errors: [{ path: "authentication.connectorId" }],
    });
  });
});

describe("saving a webhook with a connector", () => {
  it("is refused where the account has no such connector, another account's included", async () => {
    const { id } = await create(basic);
    const other = await world.newAccount("Other");
    for (const connectorId of [id, "01890000-0000-7000-8000-000000000000", "x", 7, undefined]) {
      const input = { authentication: { type: "connector", connectorId } };
      expect(await refusal(world.webhook(input, other))).toMatchObject({
        status: 400,
        errors: [{ path: "authentication.connectorId" }],
      });
    }
    const webhook = await world.webhook({}, other);
    expect(await refusal(updateWebhook(other.caller, webhook.id, connected(id)))).toMatchObject({
      status: 400,
    });
  });

  it("takes its id in any case", async () => {
    const { id } = await create(basic);
    const webhook = await world.webhook(connected(id.toUpperCase()));
    expect(webhook.authentication).toEqual({ type: "connector", connectorId: id });
  });

  it("decision 14: is refused where a header or parameter would be sent twice, whoever sets it", async () => {
    const cases: [unknown, Record<string, unknown>, string][] = [
      [basic, { headers: [{ name: "Authorization", value: "v" }] }, "headers.0.name"],
      [
        inHeader,
        {
          headers: [
            { name: "X-A", value: "v" },
            { name: "x-api-KEY", value: "v", secret: true },
          ],
        },
        "headers.1.name",
      ],
      [{ ...inQuery, name: "key" }, { url: `${world.receiver.url("/hook")}?a=1&key=2` }, "url"],
    ];
    for (const [index, [authentication, input, path]] of cases.entries()) {
      const { id } = await create(authentication, `Connector ${index}`);
      expect(await refusal(world.webhook({ ...connected(id), ...input }))).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
      const webhook = await world.webhook(connected(id));
      expect(await refusal(updateWebhook(world.caller, webhook.id, input))).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
      expect(await refusal(world.webhook({ authentication, ...input }))).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
    }
  });

  it("duplicates into a webhook with the same connector; a deleted one uses none any more", async () => {
    const { id } = await create(basic);
    const webhook = await world.webhook({ ...connected(id), status: "inactive" });
    const copy = await duplicateWebhook(world.caller, webhook.id);
    expect(copy.authentication).toEqual({ type: "connector", connectorId: id });
    await deleteWebhook(world.caller, webhook.id);
    await deleteWebhook(world.caller, copy.id);
    const { webhooks } = world.tidings.database.tables;
    const rows = await world.tidings.database.orm.select({ of: webhooks.connectorId }).from(webhooks);
    expect(rows).toEqual([{ of: null }, { of: null }]);
  });
});
