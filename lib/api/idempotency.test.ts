import { join } from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ENGINES, type Place } from "@/db/conformance/engines";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { DAY_MS } from "@/lib/time";
import { createWebhook } from "@/lib/webhooks/create";
import { findWebhook } from "@/lib/webhooks/find";
import { madeBefore } from "./account-route";
import { once } from "./idempotency";

describe.each(ENGINES)("Idempotency-Key on $name", (engine) => {
  let place: Place;
  let world: World;
  let doors: Doors;
  beforeEach(async () => {
    place = await engine.place();
    world = await openWorld({ env: { ...place.env } as Record<string, string> });
    doors = await openDoors(world);
    return () => world.close();
  });

  const create = (key: string, body: unknown, more: { key?: string } = {}) =>
    doors.v1("POST", "/webhooks", { body, headers: { "idempotency-key": key }, ...more });
  const kept = () =>
    world.tidings.database.rows<{ status: number | null; headers: unknown; body: string | null }>(
      "SELECT status, headers, body FROM idempotent_calls",
      [],
    );

  it("50 posts at once under one key make one webhook, and are answered alike", async () => {
    const body = doors.draft();
    const answers = await Promise.all(Array.from({ length: 50 }, () => create("one", body)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get("etag"))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.has("idempotency-replayed"))).toHaveLength(49);
    expect(await doors.count("webhooks")).toBe(1);
    const later = await create("one", body);
    expect([later.status, later.text]).toEqual([201, answers[0]?.text]);
    for (const name of ["location", "etag", "content-type", "cache-control"]) {
      expect(later.headers.get(name)).toBe(answers[0]?.headers.get(name));
    }
  });

  it("another body, address or caller under the same key is 409, and makes nothing", async () => {
    const body = doors.draft();
    const { json } = await create("one", body);
    const headers = { "idempotency-key": "one" };
    const others = [
      await create("one", doors.draft()),
      await doors.v1("POST", `/webhooks/${json.id}/test`, { headers }),
      await create("one", body, { key: (await doors.newKey()).key }),
    ];
    for (const { status, json } of others) {
      expect([status, json.type]).toEqual([409, "/problems/idempotency_conflict"]);
    }
    const parallel = await Promise.all([create("two", doors.draft()), create("two", doors.draft())]);
    expect(parallel.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await doors.count("webhooks")).toBe(2);
  });

  it("another account has keys of its own", async () => {
    const beta = await world.newAccount("Beta");
    const { key } = await doors.newKey(undefined, null, beta.clientId);
    expect((await create("one", doors.draft())).status).toBe(201);
    const at = `/api/v1/${beta.clientId}/webhooks`;
    const headers = { "idempotency-key": "one" };
    expect((await doors.call("POST", at, { key, headers, body: doors.draft() })).status).toBe(201);
  });

  it("what is refused leaves the key free for the corrected call", async () => {
    for (const body of [{}, doors.draft({ url: "ftp://example.com" })]) {
      expect((await create("one", body)).status).toBe(400);
    }
    expect(await kept()).toEqual([]);
    expect((await create("one", doors.draft())).status).toBe(201);
  });

  it("killed between the commit and the answer: the repeat is answered with what was made, which is there once", async () => {
    const body = doors.draft();
    await exec(place, REFUSE_TO_KEEP);
    expect((await create("one", body)).status).toBe(500);
    expect(await doors.count("webhooks")).toBe(1);
    await exec(place, KEEP_AGAIN);
    const repeat = await create("one", body);
    expect(repeat.status).toBe(201);
    expect((await create("one", body)).text).toBe(repeat.text);
    expect((await doors.v1("GET", `/webhooks/${repeat.json.id}`)).json).toMatchObject({ label: body.label });
    expect(await doors.count("webhooks")).toBe(1);
  });

  it("killed before the commit: the repeat makes it", async () => {
    const call = callOf("one");
    const killed = once(world.tidings, call, () => Promise.reject(new Error("killed")));
    await expect(killed).rejects.toThrow("killed");
    const repeat = await once(world.tidings, call, async ({ id, again }) =>
      Response.json({ id, again }, { status: 201 }),
    );
    expect(await repeat.json()).toMatchObject({ again: true });
  });

  it("two processes at once make one webhook, and neither has a fault", async () => {
    // A copy of the module, as the other process has it: it knows nothing of calls under way in this one.
    const other: { once: typeof once } = await import(/* @vite-ignore */ `${"./idempotency"}?other`);
    const body = doors.draft();
    const carryOut: Parameters<typeof once>[2] = async (reserved) => {
      const made =
        (await madeBefore(reserved, (id) => findWebhook(world.caller, id))) ??
        (await createWebhook(world.caller, body, { id: reserved.id }));
      return Response.json({ id: made.id }, { status: 201 });
    };
    const answers = await Promise.allSettled(
      [once, other.once].map((process) => process(world.tidings, callOf("one"), carryOut)),
    );
    expect(answers.map(({ status }) => status)).toContain("fulfilled");
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ status: 409 });
    }
    const repeat = await once(world.tidings, callOf("one"), carryOut);
    expect(repeat.status).toBe(201);
    expect(await doors.count("webhooks")).toBe(1);
  });

  it("an answer with a secret is not kept: its repeat is 409, and nothing is done again", async () => {
    const { id } = (await create("one", doors.draft())).json;
    const rotate = () =>
      doors.v1("POST", `/webhooks/${id}/signing-keys/rotate`, { headers: { "idempotency-key": "two" } });
    const rotated = await rotate();
    expect(rotated.status).toBe(200);
    const repeat = await rotate();
    expect(repeat.json).toMatchObject({ status: 409, detail: expect.stringContaining("secret") });
    for (const { secret } of rotated.json.keys) expect(JSON.stringify(await kept())).not.toContain(secret);
    const listed = await doors.v1("GET", `/webhooks/${id}/signing-keys`);
    expect(listed.json.keys).toEqual(rotated.json.keys);
  });

  it("stands for its call for a day, and is free afterwards", async () => {
    const body = doors.draft();
    const first = await create("one", body);
    world.clock.now += DAY_MS;
    expect((await create("one", body)).text).toBe(first.text);
    expect((await create("one", doors.draft())).status).toBe(409);
    world.clock.now += 1;
    const next = await create("one", doors.draft());
    expect(next.status).toBe(201);
    expect(next.headers.has("idempotency-replayed")).toBe(false);
    expect(await kept()).toHaveLength(1);
  });

  it.each(["", " ", "a b", "é", "x".repeat(256), "a\tb"])(
    "%j can't be a key: 400 at the header",
    async (key) => {
      const { status, errors } = await create(key, doors.draft());
      expect([status, errors[0]?.path]).toEqual([400, "Idempotency-Key"]);
      expect(await doors.count("webhooks")).toBe(0);
    },
  );

  const callOf = (key: string) => ({
    ...{ accountId: world.clientId, key, who: "key 1", method: "POST", path: "/", body: new Uint8Array() },
    secret: false,
  });
});

const REFUSE_TO_KEEP = {
  sqlite: "CREATE TRIGGER killed BEFORE UPDATE ON idempotent_calls BEGIN SELECT RAISE(ABORT, 'killed'); END",
  postgres: `CREATE FUNCTION killed() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER killed BEFORE UPDATE ON idempotent_calls FOR EACH ROW EXECUTE FUNCTION killed()`,
};
const KEEP_AGAIN = {
  sqlite: "DROP TRIGGER killed",
  postgres: "DROP TRIGGER killed ON idempotent_calls",
};

async function exec({ env }: Place, { sqlite, postgres }: typeof KEEP_AGAIN) {
  if (!env.DATABASE_URL) {
    const file = new Sqlite(join(env.DATA_DIR, "tidings.db"));
    onTestFinished(() => void file.close());
    file.exec(sqlite);
    return;
  }
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  await client.query(postgres);
  await client.end();
}
