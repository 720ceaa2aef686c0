import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLS, type Doors, type Method, openDoors } from "@/e2e/fixtures/doors";
import { openHolding } from "@/e2e/fixtures/holding";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { OPERATIONS } from "@/lib/api/operations";
import { mergeContacts } from "@/lib/contacts/merge";
import { peopleOf } from "@/lib/users/people.fixture";
import { SCOPES } from "@/lib/vocabulary";

/** Acme's key knocks; Beta has a webhook, a run and a delivery that Acme must never see. */
let world: World;
let doors: Doors;
let mine: Ids;
let theirs: Ids & { clientId: number };
let betaKey: string;

interface Ids {
  webhooks: string;
  runs: string;
  deliveries: string;
  events: string;
  replays: string;
  users: string;
  invitations: string;
  "api-keys": string;
  workflows: string;
  passages: string;
  messages: string;
}

beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  const beta = await world.newAccount("Beta");
  for (const { clientId } of [world, beta]) {
    await updateAccount(world.tidings, clientId, { feature: "automation=on" });
  }
  betaKey = (await doors.newKey(SCOPES, null, beta.clientId)).key;
  mine = await makeOne();
  await mergeContacts(world.tidings);
  theirs = { ...(await makeOne(beta)), clientId: beta.clientId };
});
afterAll(() => world.close());

async function makeOne(of?: Parameters<World["webhook"]>[1]): Promise<Ids> {
  const { id } = await world.webhook({}, of);
  await world.accept(passed(), of);
  await world.deliver();
  const [delivery] = await world.deliveries(id, of);
  const { id: deliveries = "", eventId: events = "", runIds: [runs = ""] = [] } = delivery ?? {};
  const { json } = await doors.call("POST", `/api/v1/${(of ?? world).clientId}/webhooks/${id}/replays`, {
    key: of ? betaKey : doors.masterKey,
    body: { kind: "selected", deliveryIds: [deliveries] },
  });
  const account = of ?? world;
  const key = of ? betaKey : doors.masterKey;
  const holding = openHolding(world, doors, { ...account, key });
  const people = peopleOf(world);
  return {
    ...{ webhooks: id, deliveries, runs, events, replays: json.id },
    users: await people.add(`cleo-${account.clientId}@example.org`, "member", account.clientId),
    invitations: (await people.invite("dora@example.org", "member", account.caller)).id,
    "api-keys": (await doors.newKey(["events:write"], null, account.clientId)).apiKeyId,
    workflows: await holding.newOf("workflows"),
    passages: await holding.newOf("passages"),
    messages: await holding.newOf("messages"),
  };
}

type KindOfId = keyof Ids;
const kindOf = (pattern: string) => /([\w-]+)\/\{id\}/.exec(pattern)?.[1] as KindOfId | undefined;
const fill = (pattern: string, id: string, clientId: number | string = world.clientId) =>
  pattern
    .replace("{clientId}", String(clientId))
    .replace("{id}", encodeURIComponent(id))
    .replace("{dataCenterId}", String(world.dataCenterId))
    .replace("{itemId}", "1")
    .replace("{contactId}", "1353")
    .replace("{pattern}", "*@spam.example")
    .replace("{type}", "persona.threshold_passed");
/** A body that each call would take. */
const bodyFor = (method: Method, pattern: string) => {
  if (method === "PATCH")
    return pattern.includes("/users/") ? { role: "administrator" } : { description: "changed" };
  if (method !== "POST") return undefined;
  const [, last] = /\/([\w-]+)$/.exec(pattern) ?? [];
  return {
    events: passed(),
    webhooks: doors.draft(),
    invitations: { email: "eve@example.org", role: "member" },
    "api-keys": { name: "Another", scopes: ["events:write"] },
    "data-centers": { name: "Another" },
    duplicate: { name: "A copy" },
    rehearse: {},
  }[last ?? ""];
};

const ALL = CALLS.map(([method, pattern, scope]) => [method, pattern, scope] as const);
const BY_ACCOUNT = ALL.filter(([, pattern]) => pattern.includes("{clientId}"));
const BY_ID = ALL.filter(([, pattern]) => pattern.includes("{id}"));

const everything = async () => ({
  memberships: await doors.count("memberships"),
  invitations: await doors.count("invitations"),
  keys: (await doors.v1("GET", "/api-keys?state=active")).json.total,
  dataCenters: await doors.count("data_centers"),
  events: await doors.count("events"),
  webhooks: await doors.count("webhooks"),
  revisions: await doors.count("webhook_revisions"),
  runs: await doors.count("runs"),
  deliveries: await doors.count("deliveries"),
  theirs: (await doors.call("GET", `/api/v1/${theirs.clientId}/webhooks`, { key: betaKey })).text,
});

describe("decision 24: what is another account's answers like what does not exist", () => {
  it.each(BY_ID)("%s %s is 404 with one and the same body for every such id", async (method, pattern) => {
    const before = await everything();
    const kind = kindOf(pattern) as KindOfId;
    const foreign = [theirs[kind], theirs[kind].toUpperCase()];
    const otherKinds = Object.entries(mine).flatMap(([other, id]) => (other === kind ? [] : [id]));
    const invented = [crypto.randomUUID(), "00000000-0000-0000-0000-000000000000"];
    const malformed = [
      "1",
      "x",
      "%",
      "..",
      " ",
      "null",
      `${mine[kind]}x`,
      mine[kind].slice(1),
      "a\u0000b",
      "é",
    ];
    const bodies = new Set<string>();
    for (const id of [...foreign, ...otherKinds, ...invented, ...malformed]) {
      const answer = await doors.call(method, fill(pattern, id), { body: bodyFor(method, pattern) });
      expect(answer.status, id).toBe(404);
      bodies.add(answer.text);
    }
    expect([...bodies]).toHaveLength(1);
    expect(JSON.parse([...bodies][0] ?? "")).toEqual({
      type: "/problems/not_found",
      title: "Not found",
      status: 404,
      detail: expect.stringMatching(
        /^There is no (webhook|run|delivery|event|replay|user|invitation|workflow|passage|message|(active )?API key) with this id in the account\.( Events are kept for 30 days after they were accepted\.)?$/,
      ),
    });
    expect(await everything()).toEqual(before);
  });

  it.each(BY_ACCOUNT)(
    "%s %s is 404 for every other client id, even with ids of that account",
    async (method, pattern) => {
      const before = await everything();
      const kind = kindOf(pattern) ?? "webhooks";
      const bodies = new Set<string>();
      for (const clientId of [
        theirs.clientId,
        999_999,
        0,
        -1,
        `${world.clientId}.0`,
        `0${world.clientId}`,
        "x",
        "1e0",
      ]) {
        const answer = await doors.call(method, fill(pattern, theirs[kind], clientId), {
          body: bodyFor(method, pattern),
        });
        expect(answer.status, String(clientId)).toBe(404);
        bodies.add(answer.text);
      }
      expect([...bodies]).toHaveLength(1);
      expect(await everything()).toEqual(before);
    },
  );
});

describe("scopes", () => {
  it.each(ALL)("%s %s is 403 for a key with every scope but %s", async (method, pattern, scope) => {
    const { key } = await doors.newKey(SCOPES.filter((other) => other !== scope));
    const before = await everything();
    const answer = await doors.call(method, fill(pattern, mine[kindOf(pattern) ?? "webhooks"]), {
      key,
      body: bodyFor(method, pattern),
    });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({
      type: "/problems/forbidden",
      detail: expect.stringContaining(scope),
    });
    expect(await everything()).toEqual(before);
  });

  it.each(ALL)("%s %s is 401 without a key", async (method, pattern) => {
    const path = fill(pattern, mine[kindOf(pattern) ?? "webhooks"]);
    const answer = await doors.call(method, path, { key: null, body: bodyFor(method, pattern) });
    expect(answer.status).toBe(401);
    expect(answer.json.type).toBe("/problems/unauthenticated");
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  it.each(ALL.filter(([method]) => method === "GET"))(
    "%s %s works with %s alone",
    async (method, pattern, scope) => {
      const { key } = await doors.newKey([scope]);
      const { status } = await doors.call(method, fill(pattern, mine[kindOf(pattern) ?? "webhooks"]), {
        key,
      });
      expect(status).toBe(200);
    },
  );
});

describe("S1.4: a free plan", () => {
  const free = new Set(
    OPERATIONS.filter(({ anyPlan }) => anyPlan).map(({ method, path }) => `${method} ${path}`),
  );

  it.each(ALL.filter(([method, pattern]) => !free.has(`${method} ${pattern}`)))(
    "%s %s is 402",
    async (method, pattern) => {
      await updateAccount(world.tidings, world.clientId, { plan: "free" });
      try {
        const path = fill(pattern, mine[kindOf(pattern) ?? "webhooks"]);
        const answer = await doors.call(method, path, { body: bodyFor(method, pattern) });
        expect(answer.status).toBe(402);
        expect(answer.json).toMatchObject({
          type: "/problems/plan_required",
          detail: expect.stringContaining("contact Sales"),
        });
      } finally {
        await updateAccount(world.tidings, world.clientId, { plan: "paid" });
      }
    },
  );

  it.each(ALL.filter(([method, pattern]) => method === "GET" && free.has(`${method} ${pattern}`)))(
    "%s %s works all the same, as its page of the console does",
    async (method, pattern) => {
      await updateAccount(world.tidings, world.clientId, { plan: "free" });
      try {
        const path = fill(pattern, mine[kindOf(pattern) ?? "webhooks"]);
        expect((await doors.call(method, path)).status).toBe(200);
      } finally {
        await updateAccount(world.tidings, world.clientId, { plan: "paid" });
      }
    },
  );
});
