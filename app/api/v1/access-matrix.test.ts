import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { type Holding, namesOwn, openHolding } from "@/e2e/fixtures/holding";
import { newSession } from "@/e2e/fixtures/session";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { type Operation, roleFor } from "@/lib/api/operation";
import { OPERATIONS } from "@/lib/api/operations";
import { SCOPES } from "@/lib/vocabulary";

/**
 * Every operation of an account × every caller × every id. Beta has everything that Acme has, by ids of its own; nobody
 * of Acme may see or change any of it, or even learn that it is there.
 */
let world: World;
let doors: Doors;
let acme: Holding;
let beta: Holding;
let callers: Record<Name, Caller>;

type Caller = { key?: string | null; headers?: Record<string, string> };
const NAMES = [
  ...(["nobody", "a key without the scope", "a key of another account"] as const),
  ...(["a person of another account", "a member", "an administrator", "a key"] as const),
] as const;
type Name = (typeof NAMES)[number];

const HERE = { host: "127.0.0.1:3000" };
const SAME_ORIGIN = { ...HERE, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };
const asPerson = (cookie: string, from: Record<string, string> = SAME_ORIGIN): Caller => ({
  key: null,
  headers: { ...from, cookie },
});
let cookies: Record<"member" | "administrator", string>;

beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  const other = await world.newAccount("Beta");
  for (const { clientId } of [world, other]) {
    await updateAccount(world.tidings, clientId, { webhookLimit: 10_000, feature: "automation=on" });
  }
  acme = openHolding(world, doors, { ...world, key: doors.masterKey });
  const betaKey = (await doors.newKey(SCOPES, null, other.clientId)).key;
  beta = openHolding(world, doors, { ...other, key: betaKey });
  const sessionOf = async (clientId: number, role: "member" | "administrator") =>
    (await newSession(world.tidings, clientId, role)).cookie;
  cookies = {
    member: await sessionOf(world.clientId, "member"),
    administrator: await sessionOf(world.clientId, "administrator"),
  };
  callers = {
    nobody: { key: null },
    "a key without the scope": {},
    "a key of another account": { key: betaKey },
    "a person of another account": asPerson(await sessionOf(other.clientId, "administrator")),
    "a member": asPerson(cookies.member),
    "an administrator": asPerson(cookies.administrator),
    "a key": {},
  };
});
afterAll(() => world.close());

async function callAs(name: Name, operation: Operation, path: string) {
  const caller = callers[name];
  const scopes = SCOPES.filter((scope) => scope !== operation.scope);
  const key = name === "a key without the scope" ? (await doors.newKey(scopes)).key : caller.key;
  return send({ ...caller, ...(key !== undefined && { key }) }, operation, path);
}

const send = (caller: Caller, { method, body }: Operation, path: string) =>
  doors.call(method, path, { ...caller, body: Object.values(body?.examples ?? {})[0]?.value });

/** What each caller gets of an operation on an id of the account; undefined is "whatever the operation says". */
const refusalOf = (name: Name, operation: Operation): number | undefined => {
  if (name === "nobody") return 401;
  if (name === "a key without the scope") return 403;
  if (name === "a key of another account" || name === "a person of another account") return 404;
  if (name === "a member" && roleFor(operation) === "administrator") return 403;
  return undefined;
};

const BY_ACCOUNT = OPERATIONS.filter(({ path }) => path.startsWith("/api/v1/{clientId}"));
const CASES = BY_ACCOUNT.map((operation) => [operation.id, operation] as const);
/** A PUT of an id that there isn't makes it, in the account of whoever calls. */
const makesIt = ({ method, answers }: Operation) => method === "PUT" && 201 in answers;

describe.each(CASES)("%s", (_, operation) => {
  it("refuses whoever may not call it alike, whatever the id, and nothing is read or written", async () => {
    const own = await acme.fill(operation);
    const paths = [own, await acme.fill(operation, beta.oneOf), acme.invent(operation)];
    const before = [await acme.stored(), await beta.stored()];
    for (const name of NAMES) {
      const status = refusalOf(name, operation);
      if (status === undefined) continue;
      const answers = await Promise.all(paths.map((path) => callAs(name, operation, path)));
      expect(
        answers.map((answer) => answer.status),
        name,
      ).toEqual(paths.map(() => status));
      expect(new Set(answers.map(({ text }) => text)).size, name).toBe(1);
    }
    expect([await acme.stored(), await beta.stored()]).toEqual(before);
  });

  it("works for everybody else on what the account has", async () => {
    for (const name of NAMES) {
      if (refusalOf(name, operation) !== undefined) continue;
      const { status, text } = await callAs(name, operation, await acme.fill(operation));
      expect([401, 402, 403, 404, 500], `${name}: ${text}`).not.toContain(status);
    }
  });

  if (!namesOwn(operation)) return;
  it("answers an id of another account like one that was deleted or never was, and leaves that account as it is", async () => {
    const foreign = await acme.fill(operation, makesIt(operation) ? beta.newOf : beta.oneOf);
    const before = await beta.stored();
    for (const name of NAMES) {
      if (refusalOf(name, operation) !== undefined) continue;
      const paths = [foreign, acme.invent(operation), ...(await acme.deleted(operation))];
      const answers = [];
      for (const path of paths) answers.push(await callAs(name, operation, path));
      if (makesIt(operation)) continue;
      expect(
        answers.map(({ status }) => status),
        name,
      ).toEqual(paths.map(() => 404));
      expect(new Set(answers.map(({ text }) => text)).size, name).toBe(1);
    }
    expect(await beta.stored()).toEqual(before);
  });
});

it("nothing that Acme's callers were ever answered held anything of Beta's", async () => {
  const seen: string[] = [];
  for (const operation of BY_ACCOUNT.filter(({ method }) => method === "GET")) {
    for (const name of ["a member", "an administrator", "a key"] as const) {
      if (refusalOf(name, operation) !== undefined) continue;
      for (const path of [await acme.fill(operation), await acme.fill(operation, beta.oneOf)]) {
        seen.push((await callAs(name, operation, path)).text);
      }
    }
  }
  const marks = beta.marks();
  expect(marks.length).toBeGreaterThan(3);
  expect(marks.filter((mark) => seen.some((text) => text.includes(mark)))).toEqual([]);
});

describe("G7: a session's write", () => {
  const WRITES = CASES.filter(([, { method }]) => method !== "GET");
  it.each(WRITES)(
    "%s is 403 from another origin, from null or from none, and works from here",
    async (_, operation) => {
      const path = await acme.fill(operation);
      const before = await acme.stored();
      const foreign: Record<string, string>[] = [
        { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
        { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" },
        { origin: "null" },
        { origin: "null", "sec-fetch-site": "same-origin" },
        {},
        { "sec-fetch-site": "cross-site" },
      ];
      for (const from of foreign) {
        const { status, json } = await send(
          asPerson(cookies.administrator, { ...HERE, ...from }),
          operation,
          path,
        );
        expect([status, json.type], JSON.stringify(from)).toEqual([403, "/problems/forbidden"]);
      }
      expect(await acme.stored()).toEqual(before);
      for (const from of [SAME_ORIGIN, { ...HERE, "sec-fetch-site": "same-origin" }]) {
        const caller = asPerson(cookies.administrator, from);
        const { status, text } = await send(caller, operation, await acme.fill(operation));
        expect([401, 402, 403, 404, 500], text).not.toContain(status);
      }
    },
  );
});

describe("a key that is limited to other data centers", () => {
  const WRITES = CASES.filter(([, { scope }]) => scope === "data-centers:write");
  it.each(WRITES)("%s is 403, and nothing is written", async (_, operation) => {
    const { key } = await doors.newKey(SCOPES, [Number(await acme.newOf("data-centers"))]);
    const path = await acme.fill(operation);
    const before = await acme.stored();
    expect((await send({ key }, operation, path)).status).toBe(403);
    expect(await acme.stored()).toEqual(before);
  });
});
