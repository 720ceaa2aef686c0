import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newClient } from "@/e2e/fixtures/browser-client";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createUser } from "./create-user";
import { newDeviceCookie } from "./known-device";
import { checkPassword } from "./sign-in";
import { createSignInLimits } from "./sign-in-limits";

/** How often a password was hashed, to compare it or in place of that. */
const work = vi.hoisted(() => ({ done: 0 }));
vi.mock("./password-hash", async (original) => {
  const real = await original<typeof import("./password-hash")>();
  return {
    ...real,
    hashPassword: (password: string) => {
      work.done++;
      return real.hashPassword(password);
    },
    verifyPassword: (...given: Parameters<typeof real.verifyPassword>) => {
      work.done++;
      return real.verifyPassword(...given);
    },
  };
});

const PASSWORD = "correct horse battery";

let world: World;
let email: string;
let userId: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.tidings.signInLimits = createSignInLimits();
  email = `ben.${crypto.randomUUID()}@example.org`;
  ({ userId } = await createUser(world.tidings, world.clientId, {
    ...{ email, password: PASSWORD, role: "member" },
  }));
  work.done = 0;
});

/** Tries to sign in; what is done after the answer is done too. */
async function tryIt(input: unknown, client = newClient(world.tidings)) {
  const later: (() => Promise<void>)[] = [];
  try {
    return await checkPassword(world.tidings, client, input, (run) => later.push(run));
  } finally {
    for (const run of later) await run();
  }
}
const entries = async (action: string) => {
  const { orm, tables } = world.tidings.database;
  const { auditEntries } = tables;
  const about = and(eq(auditEntries.action, action), eq(auditEntries.targetId, userId));
  return orm.select().from(auditEntries).where(about);
};

describe("signing in", () => {
  it("G6: makes a new session each time, with the browser and the address it came from", async () => {
    await tryIt({ email, password: PASSWORD });
    await tryIt({ email: ` ${email.toUpperCase()} `, password: PASSWORD });
    const { orm, tables } = world.tidings.database;
    const sessions = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, userId));
    expect(new Set(sessions.map(({ token }) => token)).size).toBe(2);
    expect(sessions[0]).toMatchObject({
      ipAddress: "198.51.100.1",
      userAgent: expect.stringContaining("Firefox"),
    });
  });

  it("G5: does the same work, and answers the same, whether anybody has the address or not", async () => {
    const known = await tryIt({ email, password: "wrong" }).catch((error) => error);
    expect(work.done).toBe(1);
    const unknown = await tryIt({ email: "nobody@example.org", password: "wrong" }).catch((error) => error);
    expect(work.done).toBe(2);
    expect(known).toMatchObject({ problem: "unauthenticated", detail: "E-mail or password is wrong." });
    expect(unknown.body()).toEqual(known.body());
  });

  it("treats who belongs to no account any more like who doesn't exist", async () => {
    const { database } = world.tidings;
    const { memberships } = database.tables;
    await database.atomically(function* (tx) {
      yield* tx.run(tx.orm.delete(memberships).where(eq(memberships.userId, userId)));
    });
    await expect(tryIt({ email, password: PASSWORD })).rejects.toMatchObject({ status: 401 });
    expect(work.done).toBe(1);
  });

  it("G5: 1,000 guesses at once from 50 addresses: at most 20 are evaluated", async () => {
    const tries = Array.from({ length: 1_000 }, (_, index) => {
      const client = newClient(world.tidings, `203.0.113.${index % 50}`);
      return tryIt({ email, password: `guess ${index}` }, client);
    });
    const answers = await Promise.allSettled(tries);
    expect(work.done).toBe(10);
    const limited = answers.filter((a) => a.status === "rejected" && a.reason.status === 429);
    expect(limited).toHaveLength(990);
  });

  it("G5: the owner still signs in from a device that did so before; a stranger's or forged cookie is worth nothing", async () => {
    for (let guess = 0; guess < 10; guess++) await tryIt({ email, password: "wrong" }).catch(() => {});
    const right = { email, password: PASSWORD };
    await expect(tryIt(right)).rejects.toMatchObject({ status: 429 });
    const own = newDeviceCookie(world.tidings, email);
    const others = newDeviceCookie(world.tidings, "eve@example.org");
    for (const deviceCookie of [others, `${own}x`, own.replace(/\.\d+\./, ".9999999999999."), "a.b.c", ""]) {
      const client = Object.assign(newClient(world.tidings), { deviceCookie });
      await expect(tryIt(right, client)).rejects.toMatchObject({ status: 429 });
    }
    const owner = Object.assign(newClient(world.tidings), { deviceCookie: own });
    await expect(tryIt(right, owner)).resolves.toEqual({ next: "signed_in", email });
  });

  it("refuses what makes no sense without evaluating anything", async () => {
    const long = { email, password: "x".repeat(129) };
    for (const input of [{}, null, "text", { email }, long, { email: {}, password: [] }]) {
      await expect(tryIt(input)).rejects.toMatchObject({ status: 401 });
    }
    expect(work.done).toBe(0);
  });

  it("G13: leaves one entry in each account of the person, as does each evaluated guess; never what was typed", async () => {
    const other = await world.newAccount("Beta");
    await createUser(world.tidings, other.clientId, { email, password: PASSWORD, role: "member" });
    await tryIt({ email, password: PASSWORD });
    await tryIt({ email, password: "my secret typo" }).catch(() => {});
    await tryIt({ email: "nobody@example.org", password: "my secret typo" }).catch(() => {});
    const accounts = [world.clientId, other.clientId];
    const done = await entries("user.signed_in");
    expect(done.map((entry) => entry.accountId).sort()).toEqual(accounts);
    expect(done[0]).toMatchObject({ actorKind: "user", actorId: userId, targetId: userId });
    const failed = await entries("user.sign_in_failed");
    expect(failed.map((entry) => entry.accountId).sort()).toEqual(accounts);
    expect(failed[0]).toMatchObject({
      ...{ actorKind: "system", actorId: null, targetKind: "user", targetId: userId },
      details: { reason: "wrong_password", address: "198.51.100.1" },
    });
    expect(JSON.stringify([done, failed])).not.toContain("typo");
  });
});
