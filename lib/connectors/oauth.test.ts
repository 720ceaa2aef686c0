import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import type { Behaviour } from "@/e2e/receiver/behaviour";
import { testDraft } from "@/lib/drafts/test";
import { isProblem } from "@/lib/errors";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { testWebhook } from "@/lib/webhooks/test";
import { createConnector } from "./create";
import { replaceSecret, updateConnector } from "./update";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.receiver.script("/token", (_request, count) => token(count));
});
afterEach(() => world.close());

const token = (count: number): Behaviour => ({
  status: 200,
  body: JSON.stringify({ access_token: `token-${count}`, token_type: "Bearer", expires_in: 3_600 }),
});
const oauth = (changes: object = {}) => ({
  ...{ type: "oauth2", tokenUrl: world.receiver.url("/token"), clientId: "crm", clientSecret: "s3cret" },
  ...changes,
});
const create = (authentication: unknown = oauth()) =>
  createConnector(world.caller, { name: "CRM", authentication });
const connected = (connectorId: string, input: object = {}) => ({
  authentication: { type: "connector", connectorId },
  ...input,
});
const every = (delaySeconds: number, tries: number) => ({
  delivery: { retry: { kind: "schedule", delaysSeconds: Array(tries).fill(delaySeconds) } },
});
const asked = () => world.receiver.requests.filter(({ path }) => path === "/token");
/** Gaps count from when a request left, which is a while after the world's clock on a busy machine. */
async function passUntilDue(webhookId: string) {
  const waiting = (await world.deliveries(webhookId)).find(({ state }) => state === "pending");
  await world.pass(Date.parse(waiting?.nextAttemptAt ?? "") - world.clock.now);
}
const sent = () => world.receiver.requests.filter(({ path }) => path !== "/token");
const bearers = () => sent().map(({ headers }) => headers.authorization);
const runsOf = async (id: string) => {
  const { runs } = await listRuns(world.caller, id, {});
  return Promise.all(runs.map((run) => inspectRun(world.caller, run.id)));
};
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );

describe("a connector with OAuth 2.0 client credentials", () => {
  it("is read without its secret, which stays when something else is changed", async () => {
    const made = await create(oauth({ scope: " events ", clientAuthentication: "body" }));
    const read = {
      ...{ type: "oauth2", tokenUrl: world.receiver.url("/token"), clientId: "crm", clientSecretSet: true },
      ...{ scope: "events", audience: "", clientAuthentication: "body" },
    };
    expect(made.authentication).toEqual(read);
    const changed = await updateConnector(world.caller, made.id, {
      authentication: { scope: "", clientAuthentication: "basic" },
    });
    expect(changed.authentication).toEqual({ ...read, scope: "", clientAuthentication: "basic" });
    const { connectors } = world.tidings.database.tables;
    expect(JSON.stringify(await world.tidings.database.orm.select().from(connectors))).not.toContain(
      "s3cret",
    );
  });

  it.each<[string, string | RegExp, object]>([
    ["tokenUrl", /https/, { tokenUrl: "http://login.example.com/token" }],
    ["tokenUrl", /not public|refused|private/i, { tokenUrl: "https://10.0.0.1/token" }],
    ["tokenUrl", /user name or password/, { tokenUrl: "https://a:b@login.example.com/token" }],
    ["tokenUrl", /./, { tokenUrl: "https://inbox.tidings.internal/0123456789abcdefghijkl" }],
    ["tokenUrl", "is empty", { tokenUrl: " " }],
    ["clientId", "is empty", { clientId: "" }],
    ["clientId", "contains control characters", { clientId: "a\nb" }],
    ["clientSecret", "is missing", { clientSecret: undefined }],
    ["clientSecret", "contains control characters", { clientSecret: "a\0" }],
    ["scope", "contains control characters", { scope: "a\tb" }],
    ["clientAuthentication", /can only be "basic" or "body"/, { clientAuthentication: "jwt" }],
    ["grant", "is not known here", { grant: "password" }],
  ])("G9, S4.20: is refused at %s, which %s", async (path, message, changes) => {
    expect(await refusal(create(oauth(changes)))).toMatchObject({
      status: 400,
      errors: [{ path: `authentication.${path}`, message: expect.stringMatching(message) }],
    });
  });

  it("is a connector's alone: no webhook has one of its own", async () => {
    expect(await refusal(world.webhook({ authentication: oauth() }))).toMatchObject({
      status: 400,
      errors: [{ path: "authentication.type" }],
    });
  });

  it("decision 14: sends Authorization, which so no webhook that uses it sends itself", async () => {
    const { id } = await create();
    const headers = [{ name: "Authorization", value: "x" }];
    expect(await refusal(world.webhook(connected(id, { headers })))).toMatchObject({
      errors: [{ path: "headers.0.name" }],
    });
  });
});

describe("deliveries with a token", () => {
  it("S4.19, S4.20: carry it, masked in the run, and ask for it once: 1 request for 100 at once and two webhooks", async () => {
    const { id } = await create();
    const delivery = { concurrency: 100 };
    const first = await world.webhook(connected(id, { delivery }));
    await world.webhook(connected(id, { delivery }));
    for (let event = 0; event < 50; event++) await world.accept(passed());
    await world.deliver();
    expect(asked()).toHaveLength(1);
    expect(bearers()).toEqual(Array(100).fill("Bearer token-1"));
    const [run] = await runsOf(first.id);
    expect(run?.run.request?.headers).toContainEqual({ name: "authorization", value: "••••••••" });
    const { runs } = world.tidings.database.tables;
    const stored = JSON.stringify(await world.tidings.database.orm.select().from(runs));
    expect(stored).not.toMatch(/token-1|s3cret/);
  });

  it("get another one when it has expired, by the clock", async () => {
    const { id } = await create();
    await world.webhook(connected(id));
    await world.accept();
    await world.deliver();
    world.clock.now += 3_600_000;
    await world.accept();
    await world.deliver();
    expect(bearers()).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("that are answered 401 come back with another one at their next attempt; nothing loops", async () => {
    const { id } = await create();
    const webhook = await world.webhook(connected(id, every(5, 4)));
    world.receiver.script("/hook", [{ status: 401 }, { status: 200 }]);
    await world.accept();
    await world.deliver();
    expect(sent()).toHaveLength(1);
    await passUntilDue(webhook.id);
    expect(bearers()).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered", attempts: 2 }]);

    world.receiver.script("/hook", { status: 401 });
    await world.accept();
    await world.deliver();
    for (let attempt = 0; attempt < 4; attempt++) await passUntilDue(webhook.id);
    expect(sent()).toHaveLength(2 + 5);
    // Within a minute of the first 401 none is replaced again; half of it has passed by the last.
    expect(asked()).toHaveLength(2);
  });

  it("fail with connector_token_failed while there is none, are tried again, and go once the secret is right", async () => {
    world.receiver.script("/token", (request) =>
      String(request.headers.authorization) === `Basic ${Buffer.from("crm:right").toString("base64")}`
        ? token(1)
        : { status: 401, body: '{"error":"invalid_client"}' },
    );
    const { id } = await create();
    const webhook = await world.webhook(
      connected(id, { ...every(60, 3), ...{ url: world.receiver.url("/hook") } }),
    );
    await world.accept();
    await world.deliver();
    const [delivery] = await world.deliveries(webhook.id);
    expect(delivery).toMatchObject({ state: "pending", attempts: 1 });
    const [run] = await runsOf(webhook.id);
    expect(run?.run).toMatchObject({
      ...{ verdict: "failed", reason: "connector_token_failed", statusCode: null, request: null },
    });
    expect(run).toMatchObject({
      detail:
        "the token server answered 401 (invalid_client: it does not know the client ID with this secret)",
    });
    expect(sent()).toEqual([]);
    await replaceSecret(world.caller, id, { clientSecret: "right" });
    await world.pass(60_000);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
    expect(bearers()).toEqual(["Bearer token-1"]);
  });

  it("wait for a new scope at once, and fail with credential_unreadable where no key opens the secret", async () => {
    const { id } = await create();
    const webhook = await world.webhook(connected(id));
    await world.accept();
    await world.deliver();
    await updateConnector(world.caller, id, { authentication: { scope: "events" } });
    await world.accept();
    await world.deliver();
    expect(bearers()).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(String(asked().at(-1)?.body)).toContain("scope=events");
    const { database } = world.tidings;
    await database.atomically(function* (tx) {
      yield* tx.run(
        tx.orm
          .update(database.tables.connectors)
          .set({ revision: 9, secrets: { clientSecret: "other.a.b.c" } }),
      );
    });
    await world.accept();
    await world.deliver();
    expect((await runsOf(webhook.id))[0]?.run).toMatchObject({ reason: "credential_unreadable" });
    expect(asked()).toHaveLength(2);
  });

  it("decision 31: reach the request inbox with it, sealed there", async () => {
    const { url } = await createInboxAddress(world.caller);
    const { id } = await create();
    const webhook = await world.webhook(connected(id, { url }));
    await world.accept();
    await world.deliver();
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
    const { inboxRequests } = world.tidings.database.tables;
    const stored = await world.tidings.database.orm.select().from(inboxRequests);
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain("token-1");
  });
});

describe("tests with a token", () => {
  it("S3.9, S4.26: of saved webhooks, of workflows' and of drafts carry it; after a 401 the next has another", async () => {
    const { id } = await create();
    const webhook = await world.webhook(connected(id));
    const request = {
      ...{ kind: "workflow", profile: "data_request", method: "GET", triggers: [] },
      template: { parameters: { in: "query", pairs: [{ name: "e", value: "x" }] } },
    };
    const asks = await world.webhook(connected(id, request));
    await testWebhook(world.caller, webhook.id);
    await testWebhook(world.caller, asks.id);
    const settings = {
      ...{ dataCenterId: world.dataCenterId, url: world.receiver.url("/hook") },
      ...connected(id, { triggers: [{ type: "persona.threshold_passed" }] }),
    };
    const { run } = await testDraft(world.caller, { settings });
    expect(run).toMatchObject({ verdict: "succeeded" });
    expect(JSON.stringify(run)).not.toContain("token-1");
    expect(bearers()).toEqual(Array(3).fill("Bearer token-1"));

    world.receiver.script("/hook", [{ status: 401 }, { status: 200 }]);
    expect(await testWebhook(world.caller, webhook.id)).toMatchObject({ runs: [{ statusCode: 401 }] });
    expect(await testWebhook(world.caller, webhook.id)).toMatchObject({ runs: [{ verdict: "succeeded" }] });
    expect(bearers().slice(-2)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("say why there is none", async () => {
    world.receiver.script("/token", { kind: "reset" });
    const { id } = await create();
    const webhook = await world.webhook(connected(id));
    expect(await testWebhook(world.caller, webhook.id)).toMatchObject({
      runs: [{ verdict: "failed", reason: "connector_token_failed" }],
    });
    expect(await runsOf(webhook.id)).toMatchObject([
      { detail: "the token server did not answer: connection_reset, ECONNRESET", run: { request: null } },
    ]);
    expect(sent()).toEqual([]);
  });
});
