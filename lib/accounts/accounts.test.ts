import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everythingStored } from "@/e2e/fixtures/everything-stored";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { newId } from "@/lib/ids";
import { createAccount } from "./create-account";
import { createUser, newUserSchema } from "./create-user";
import { resetPassword } from "./reset-password";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const PASSWORD = "a long password";
const administrator = { email: "ada@example.org", password: PASSWORD };
const memberships = async (userId: string) => {
  const { orm, tables } = world.tidings.database;
  const rows = await orm.select().from(tables.memberships).where(eq(tables.memberships.userId, userId));
  return rows.map(({ accountId, role }) => ({ accountId, role }));
};
const passwordOf = async (userId: string) => {
  const { orm, tables } = world.tidings.database;
  const { credentials } = tables;
  const [row] = await orm.select().from(credentials).where(eq(credentials.userId, userId));
  return row?.password as string;
};

describe("an account", () => {
  it("comes with its first administrator, and its number is the next one", async () => {
    const { clientId, userId } = await createAccount(world.tidings, {
      ...{ name: "Quantum", plan: "free", administrator },
    });
    expect(clientId).toBe(world.clientId + 1);
    expect(await memberships(userId)).toEqual([{ accountId: clientId, role: "administrator" }]);
    const { orm, tables } = world.tidings.database;
    const [account] = await orm.select().from(tables.accounts).where(eq(tables.accounts.id, clientId));
    expect(account).toMatchObject({ name: "Quantum", plan: "free", automation: false, webhookLimit: 100 });
  });

  it("isn't made at all when something forbids it in the end", async () => {
    const { orm, tables } = world.tidings.database;
    const before = await orm.select().from(tables.accounts);
    const creating = createAccount(world.tidings, {
      ...{ name: "Quantum", plan: "paid", administrator },
      // biome-ignore lint/correctness/useYield: it refuses at once
      *unless() {
        throw new Error("set up already");
      },
    });
    await expect(creating).rejects.toThrow("set up already");
    expect(await orm.select().from(tables.accounts)).toEqual(before);
    expect((await orm.select().from(tables.users)).map((user) => user.email)).not.toContain(
      "ada@example.org",
    );
  });

  it("makes somebody who is known already an administrator there too, who keeps the password", async () => {
    const first = await createAccount(world.tidings, { name: "A", plan: "paid", administrator });
    const hash = await passwordOf(first.userId);
    const second = await createAccount(world.tidings, {
      ...{ name: "B", plan: "paid", administrator: { ...administrator, password: "another password" } },
    });
    expect(second.userId).toBe(first.userId);
    expect(await memberships(first.userId)).toHaveLength(2);
    expect(await passwordOf(first.userId)).toBe(hash);
  });
});

describe("a person", () => {
  const member = { email: "ben@example.org", password: PASSWORD, role: "member" as const };

  it("becomes a member with a role; the password is stored as a hash alone", async () => {
    const { userId } = await createUser(world.tidings, world.clientId, member);
    expect(await memberships(userId)).toEqual([{ accountId: world.clientId, role: "member" }]);
    expect(await verifyPassword({ hash: await passwordOf(userId), password: PASSWORD })).toBe(true);
    expect(await everythingStored(world)).not.toContain(PASSWORD);
  });

  it("can't become a member twice, nor one of an account that isn't there", async () => {
    await createUser(world.tidings, world.clientId, member);
    await expect(createUser(world.tidings, world.clientId, member)).rejects.toMatchObject({ status: 409 });
    await expect(createUser(world.tidings, 99, member)).rejects.toMatchObject({ status: 404 });
  });

  it("is known by the e-mail address without its case and outer blanks", () => {
    expect(newUserSchema.parse({ ...member, email: "  Ben@Example.ORG " }).email).toBe("ben@example.org");
  });

  it.each([
    { email: "no address" },
    { password: "short" },
    { password: "x".repeat(129) },
    { role: "owner" },
    { unknown: true },
  ])("is refused with %o", (change) => {
    expect(newUserSchema.safeParse({ ...member, ...change }).success).toBe(false);
  });
});

describe("a password reset", () => {
  it("G6: sets the password and ends every session of that person alone", async () => {
    const { userId } = await createAccount(world.tidings, { name: "A", plan: "paid", administrator });
    const other = await createUser(world.tidings, world.clientId, {
      ...{ email: "ben@example.org", password: PASSWORD, role: "member" },
    });
    const { database } = world.tidings;
    const { sessions } = database.tables;
    const at = new Date(world.clock.now);
    await database.atomically(function* (tx) {
      for (const id of [userId, userId, other.userId]) {
        const session = {
          id: newId(),
          token: newId(),
          userId: id,
          expiresAt: at,
          createdAt: at,
          updatedAt: at,
        };
        yield* tx.run(tx.orm.insert(sessions).values(session));
      }
    });
    const reset = await resetPassword(world.tidings, {
      email: "ada@example.org",
      password: "a new password",
    });
    expect(reset).toEqual({ userId });
    const hash = await passwordOf(userId);
    expect(await verifyPassword({ hash, password: "a new password" })).toBe(true);
    expect(await verifyPassword({ hash, password: PASSWORD })).toBe(false);
    expect((await database.orm.select().from(sessions)).map((session) => session.userId)).toEqual([
      other.userId,
    ]);
  });

  it("is 404 for an address that nobody has", async () => {
    const reset = resetPassword(world.tidings, { email: "nobody@example.org", password: PASSWORD });
    await expect(reset).rejects.toMatchObject({ status: 404 });
  });
});
