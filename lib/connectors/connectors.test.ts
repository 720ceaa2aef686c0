import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { isProblem } from "@/lib/errors";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { updateWebhook } from "@/lib/webhooks/update";
import { createConnector } from "./create";
import { deleteConnector } from "./delete";
import { findConnector } from "./find";
import { listConnectors } from "./list";
import { MAX_CONNECTORS } from "./schema";
import { replaceSecret, updateConnector } from "./update";

let world: World;
let own: Awaited<ReturnType<World["newAccount"]>>;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
});
const inAnAccountOfItsOwn = async () => {
  own = await world.newAccount(`Account${++number}`);
};
afterAll(() => world.close());

const basic = { type: "basic", username: "tidings", password: "hunter2!" };
const bearer = { type: "bearer", token: "t0p-secret" };
const inHeader = { type: "api_key", in: "header", name: "X-Api-Key", value: "k3y-of-header" };
const inQuery = { type: "api_key", in: "query", name: "api_key", value: "k3y-of-query" };

const create = (authentication: unknown, name = "CRM") =>
  createConnector(own.caller, { name, authentication });
const using = (connectorId: string, input: Record<string, unknown> = {}) =>
  world.webhook({ authentication: { type: "connector", connectorId }, ...input }, own);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) =>
      isProblem(error) ? { status: error.status, detail: error.detail, errors: error.errors } : error,
  );
const audit = async () => (await listAudit(own.caller, { targetKind: "connector" })).entries;
const secretsOf = async () => {
  const { orm, tables } = world.tidings.database;
  const mine = eq(tables.connectors.accountId, own.clientId);
  return (await orm.select().from(tables.connectors).where(mine)).map(({ secrets }) => secrets);
};

describe("a connector", () => {
  beforeEach(inAnAccountOfItsOwn);

  it.each([
    [basic, { type: "basic", username: "tidings", passwordSet: true }],
    [bearer, { type: "bearer", tokenSet: true }],
    [inHeader, { type: "api_key", in: "header", name: "X-Api-Key", valueSet: true }],
    [inQuery, { type: "api_key", in: "query", name: "api_key", valueSet: true }],
  ])(
    "S4.20: is made of a name and a credential, whose secret nobody reads again: $type",
    async (given, read) => {
      const made = await create(given);
      expect(made).toMatchObject({ name: "CRM", authentication: read, usedBy: [], createdBy: "test" });
      const { connectors } = await listConnectors(own.caller);
      expect(connectors).toEqual([made]);
      expect(await findConnector(own.caller, made.id.toUpperCase())).toEqual(made);
      const stored = JSON.stringify([connectors, await secretsOf(), await audit()]);
      expect(stored).not.toMatch(/hunter2!|t0p-secret|k3y-of/);
    },
  );

  it("S4.21: has a name of its own in the account, upper and lower case alike", async () => {
    const { id } = await create(basic, "CRM key");
    expect(await refusal(create(bearer, " crm KEY "))).toMatchObject({
      status: 409,
      errors: [{ path: "name", message: "is the name of another connector" }],
    });
    const other = await create(bearer, "Other");
    expect(await refusal(updateConnector(own.caller, other.id, { name: "Crm key" }))).toMatchObject({
      status: 409,
    });
    expect(await updateConnector(own.caller, id, { name: "CRM Key" })).toMatchObject({ name: "CRM Key" });
    const another = await world.newAccount(`Another${number}`);
    await expect(
      createConnector(another.caller, { name: "CRM key", authentication: basic }),
    ).resolves.toMatchObject({ name: "CRM key" });
  });

  it("belongs to its account: another one's can't be read, changed or deleted", async () => {
    const { id } = await create(basic);
    const { caller } = await world.newAccount(`Stranger${number}`);
    const calls = [
      () => findConnector(caller, id),
      () => updateConnector(caller, id, { name: "Mine" }),
      () => replaceSecret(caller, id, { password: "x" }),
      () => deleteConnector(caller, id),
      () => deleteConnector(caller, "no id"),
    ];
    for (const call of calls) expect(await refusal(call())).toMatchObject({ status: 404 });
    expect((await listConnectors(caller)).connectors).toEqual([]);
  });

  it("keeps its secret when something else is changed, and needs one for another type", async () => {
    const { id } = await create(basic);
    const before = await secretsOf();
    world.clock.now += 1_000;
    const changed = await updateConnector(own.caller, id, { authentication: { username: "crm" } });
    expect(changed).toMatchObject({ authentication: { type: "basic", username: "crm", passwordSet: true } });
    expect(changed.secretAt < changed.updatedAt).toBe(true);
    expect(await secretsOf()).toEqual(before);
    expect(
      await refusal(updateConnector(own.caller, id, { authentication: { type: "bearer" } })),
    ).toMatchObject({ status: 400, errors: [{ path: "authentication.token", message: "is missing" }] });
    expect(await updateConnector(own.caller, id, { authentication: bearer })).toMatchObject({
      authentication: { type: "bearer", tokenSet: true },
    });
  });

  it("has its secret replaced, and that alone; nothing else can slip in with it", async () => {
    const { id } = await create(inHeader);
    const [before] = await secretsOf();
    const replaced = await replaceSecret(own.caller, id, { value: "new", name: "X-Other", in: "query" });
    expect(replaced).toMatchObject({ revision: 2, authentication: { name: "X-Api-Key", in: "header" } });
    expect(await secretsOf()).not.toContainEqual(before);
    for (const nothing of [{}, { value: "" }, { token: "t" }]) {
      expect(await refusal(replaceSecret(own.caller, id, nothing))).toMatchObject({
        status: 400,
        errors: [{ path: "authentication.value", message: "is missing" }],
      });
    }
  });

  it("is not changed over somebody else's change", async () => {
    const { id } = await create(basic);
    await updateConnector(own.caller, id, { name: "Renamed" }, { ifRevision: 1 });
    const late = updateConnector(own.caller, id, { name: "Late" }, { ifRevision: 1 });
    expect(await refusal(late)).toMatchObject({ status: 409 });
    const both = [
      replaceSecret(own.caller, id, { password: "a" }),
      replaceSecret(own.caller, id, { password: "b" }),
    ];
    const results = await Promise.allSettled(both);
    const kept = results.filter(({ status }) => status === "fulfilled").length;
    // PostgreSQL may have answered one before the other has read; then neither was overwritten.
    expect(kept).toBeGreaterThan(0);
    expect(await findConnector(own.caller, id)).toMatchObject({ name: "Renamed", revision: 2 + kept });
  });

  it("is one of 100 at most", async () => {
    for (let n = 0; n < MAX_CONNECTORS; n++) await create(bearer, `Connector ${n}`);
    expect(await refusal(create(bearer, "One more"))).toMatchObject({
      status: 409,
      detail: expect.stringContaining("100 connectors, its limit"),
    });
    const { connectors } = await listConnectors(own.caller);
    await deleteConnector(own.caller, connectors[0]?.id ?? "");
    await expect(create(bearer, "One more")).resolves.toMatchObject({ name: "One more" });
  });
});

describe("bad input", () => {
  beforeAll(inAnAccountOfItsOwn);

  it.each<[string, RegExp | string, unknown]>([
    ["name", "is empty", { name: " ", authentication: basic }],
    ["name", "is missing", { authentication: basic }],
    ["name", "contains control characters", { name: "A\nB", authentication: basic }],
    ["authentication", "is missing", { name: "A" }],
    ["authentication.type", /can only be "basic", "bearer"/, { name: "A", authentication: { type: "raw" } }],
    [
      "authentication.password",
      "is missing",
      { name: "A", authentication: { type: "basic", username: "u" } },
    ],
    [
      "authentication.username",
      "contains a colon",
      { name: "A", authentication: { ...basic, username: "a:b" } },
    ],
    ["authentication.token", "is missing", { name: "A", authentication: { type: "bearer", token: "" } }],
    [
      "authentication.token",
      "begins with Bearer",
      { name: "A", authentication: { type: "bearer", token: "bearer x" } },
    ],
    [
      "authentication.token",
      "contains control characters",
      { name: "A", authentication: { ...bearer, token: "a\r\nX: y" } },
    ],
    ["authentication.token", /can't carry/, { name: "A", authentication: { ...bearer, token: "日本" } }],
    [
      "authentication.token",
      "is longer than 8,000 characters",
      { name: "A", authentication: { ...bearer, token: "x".repeat(8_001) } },
    ],
    ["authentication.in", /can only be/, { name: "A", authentication: { ...inHeader, in: "cookie" } }],
    [
      "authentication.name",
      /set by Tidings/,
      { name: "A", authentication: { ...inHeader, name: "Webhook-Id" } },
    ],
    [
      "authentication.name",
      "is not a header name",
      { name: "A", authentication: { ...inHeader, name: "X Key" } },
    ],
    [
      "authentication.name",
      "contains control characters",
      { name: "A", authentication: { ...inQuery, name: "a\0" } },
    ],
    ["authentication.name", "is empty", { name: "A", authentication: { ...inQuery, name: "" } }],
    [
      "authentication.value",
      "contains half a character",
      { name: "A", authentication: { ...inQuery, value: "\ud800" } },
    ],
    [
      "authentication.value",
      /longer than 2,048/,
      { name: "A", authentication: { ...inQuery, value: "ä".repeat(400) } },
    ],
    ["authentication.color", "is not known here", { name: "A", authentication: { ...basic, color: "red" } }],
  ])("G9, S4.20: is refused at %s, which %s", async (path, message, input) => {
    expect(await refusal(createConnector(own.caller, input))).toMatchObject({
      status: 400,
      errors: [{ path, message: typeof message === "string" ? message : expect.stringMatching(message) }],
    });
    expect((await listConnectors(own.caller)).connectors).toEqual([]);
  });
});

describe("a connector that webhooks use", () => {
  beforeEach(inAnAccountOfItsOwn);

  it("decision 9: can't be deleted, and names them; once none uses it, it can", async () => {
    const { id } = await create(basic);
    const first = await using(id, { label: "Hot leads", status: "inactive" });
    const second = await using(id, { label: "Bounces", status: "inactive" });
    expect((await findConnector(own.caller, id)).usedBy).toEqual([
      { id: second.id, label: "Bounces" },
      { id: first.id, label: "Hot leads" },
    ]);
    expect(await refusal(deleteConnector(own.caller, id))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('used by the webhooks "Bounces" and "Hot leads"'),
    });
    await updateWebhook(own.caller, first.id, { authentication: { type: "none" } });
    await deleteWebhook(own.caller, second.id);
    expect((await findConnector(own.caller, id)).usedBy).toEqual([]);
    await deleteConnector(own.caller, id);
    expect(await refusal(findConnector(own.caller, id))).toMatchObject({ status: 404 });
  });

  it("decision 14: can't be changed to a header or parameter that one of them sends itself", async () => {
    const { id } = await create(inHeader);
    const url = `${world.receiver.url("/hook")}?token=1`;
    await using(id, { label: "Hot leads", url, headers: [{ name: "X-Own", value: "v", secret: true }] });
    for (const [authentication, path] of [
      [{ name: "x-OWN" }, "authentication.name"],
      [{ ...inQuery, name: "token" }, "authentication.name"],
    ] as const) {
      expect(await refusal(updateConnector(own.caller, id, { authentication }))).toMatchObject({
        status: 409,
        detail: expect.stringContaining('the webhook "Hot leads"'),
        errors: [{ path }],
      });
    }
    const sending = await world.webhook(
      { label: "Sends it", headers: [{ name: "authorization", value: "v" }], ...connected(id) },
      own,
    );
    expect(await refusal(updateConnector(own.caller, id, { authentication: bearer }))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('Authorization is sent by the webhook "Sends it"'),
      errors: [{ path: "authentication.type" }],
    });
    expect(await findConnector(own.caller, id)).toMatchObject({ revision: 1 });
    await updateWebhook(own.caller, sending.id, { headers: [] });
    await expect(updateConnector(own.caller, id, { authentication: bearer })).resolves.toBeDefined();
  });
});

const connected = (connectorId: string) => ({ authentication: { type: "connector", connectorId } });

it("G13: every write leaves one entry, which says what was changed and no secret", async () => {
  await inAnAccountOfItsOwn();
  const { id } = await create(basic);
  await updateConnector(own.caller, id, {
    name: "ERP",
    authentication: { username: "erp", password: "n3w" },
  });
  await replaceSecret(own.caller, id, { password: "n3wer" });
  await deleteConnector(own.caller, id);
  const entries = (await audit()).toReversed();
  expect(entries.map(({ action, target, details }) => [action, target.name, details])).toEqual([
    ["connector.created", "CRM", { name: "CRM", type: "basic" }],
    [
      "connector.updated",
      "ERP",
      {
        ...{ name: "ERP", type: "basic" },
        changes: {
          name: { before: "CRM", after: "ERP" },
          "authentication.username": { before: "tidings", after: "erp" },
          "authentication.password": { before: "set", after: "replaced" },
        },
      },
    ],
    [
      "connector.secret_replaced",
      "ERP",
      {
        ...{ name: "ERP", type: "basic" },
        changes: { "authentication.password": { before: "set", after: "replaced" } },
      },
    ],
    ["connector.deleted", "ERP", { name: "ERP", type: "basic" }],
  ]);
});
