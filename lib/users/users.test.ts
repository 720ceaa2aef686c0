import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { recordAudit } from "@/lib/audit/record";
import { changeRole } from "./change-role";
import { endSessions } from "./end-sessions";
import { inviteUser } from "./invite";
import { listUsers } from "./list";
import { listInvitations } from "./list-invitations";
import { type People, peopleOf } from "./people.fixture";
import { removeUser } from "./remove";
import { switchAccount } from "./switch-account";

let world: World;
let people: People;
let acme: string;
beforeEach(async () => {
  world = await openWorld();
  people = peopleOf(world);
  acme = (await people.userOf("acme@example.org"))?.id as string;
});
afterEach(() => world.close());

describe("decision 29: a role", () => {
  it("is changed, and leaves one entry that says from what to what", async () => {
    const ben = await people.add("ben@example.org", "member");
    await changeRole(world.caller, { userId: ben, role: "administrator" });
    expect(await people.roleOf(ben)).toBe("administrator");
    expect(await people.audit("user.role_changed")).toMatchObject([
      {
        targetId: ben,
        details: {
          email: "ben@example.org",
          changes: { role: { before: "member", after: "administrator" } },
        },
      },
    ]);
  });

  it("that stays the same leaves no entry", async () => {
    await changeRole(world.caller, { userId: acme, role: "administrator" });
    expect(await people.audit("user.role_changed")).toEqual([]);
  });

  it("can't be one that doesn't exist, nor be given to another account's user", async () => {
    const other = await world.newAccount("Umbra");
    const eve = (await people.userOf("umbra@example.org"))?.id as string;
    await expect(changeRole(world.caller, { userId: acme, role: "owner" })).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path: "role" }] },
    });
    await expect(changeRole(world.caller, { userId: eve, role: "member" })).rejects.toMatchObject({
      status: 404,
    });
    expect(await people.roleOf(eve, other.clientId)).toBe("administrator");
  });
});

describe("the last administrator", () => {
  it("can be neither demoted nor removed", async () => {
    await people.add("ben@example.org", "member");
    await expect(changeRole(world.caller, { userId: acme, role: "member" })).rejects.toMatchObject({
      status: 409,
    });
    await expect(removeUser(world.caller, acme)).rejects.toMatchObject({ status: 409 });
    expect(await people.roleOf(acme)).toBe("administrator");
  });

  it("is left even if two demote each other at the same moment", async () => {
    const ben = await people.add("ben@example.org", "administrator");
    const results = await Promise.allSettled([
      changeRole(people.as(acme, "acme@example.org"), { userId: ben, role: "member" }),
      changeRole(people.as(ben, "ben@example.org"), { userId: acme, role: "member" }),
      removeUser(people.as(ben, "ben@example.org"), acme),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    const roles = [await people.roleOf(acme), await people.roleOf(ben)];
    expect(roles.filter((role) => role === "administrator")).toHaveLength(1);
  });

  it("of another account doesn't count", async () => {
    const umbra = await world.newAccount("Umbra");
    await people.add("ben@example.org", "administrator", umbra.clientId);
    await expect(removeUser(world.caller, acme)).rejects.toMatchObject({ status: 409 });
  });
});

describe("G6: removing a person from the account", () => {
  it("ends membership and every session, and is written down once", async () => {
    const ben = await people.add("ben@example.org", "member");
    await people.startSession(ben);
    await removeUser(world.caller, ben);
    expect(await people.roleOf(ben)).toBeUndefined();
    expect(await people.sessions(ben)).toEqual([]);
    expect(await people.audit("user.removed")).toMatchObject([
      { targetId: ben, details: { email: "ben@example.org", role: "member" } },
    ]);
    expect((await listUsers(world.caller)).users.map(({ email }) => email)).toEqual(["acme@example.org"]);
  });

  it("leaves the person's other accounts alone, and ends what still shows this one: a stale page must not write there", async () => {
    const umbra = await world.newAccount("Umbra");
    const ben = await people.add("ben@example.org", "member");
    await people.add("ben@example.org", "administrator", umbra.clientId);
    await people.startSession(ben, world.clientId);
    await people.startSession(ben, umbra.clientId);
    await removeUser(world.caller, ben);
    expect(await people.roleOf(ben, umbra.clientId)).toBe("administrator");
    const looking = (await people.sessions(ben)).map(({ activeAccountId }) => activeAccountId);
    expect(looking).toEqual([umbra.clientId]);
  });

  it("revokes the invitations that the person sent, as making an administrator a member does", async () => {
    const ben = await people.add("ben@example.org", "administrator");
    const asBen = people.as(ben, "ben@example.org");
    await inviteUser(asBen, { email: "second.ben@example.org", role: "administrator" });
    await changeRole(world.caller, { userId: ben, role: "member" });
    await changeRole(world.caller, { userId: ben, role: "administrator" });
    await inviteUser(asBen, { email: "third.ben@example.org", role: "administrator" });
    await removeUser(world.caller, ben);
    expect(await listInvitations(world.caller)).toEqual([]);
    expect(await people.audit("user.removed")).toMatchObject([{ details: { invitationsRevoked: 1 } }]);
  });

  it("is 404 for somebody of another account", async () => {
    await world.newAccount("Umbra");
    const eve = (await people.userOf("umbra@example.org"))?.id as string;
    await expect(removeUser(world.caller, eve)).rejects.toMatchObject({ status: 404 });
    await expect(endSessions(world.caller, eve)).rejects.toMatchObject({ status: 404 });
  });
});

it("ending all sessions of a person tells each of their accounts, but not the others who did it", async () => {
  const umbra = await world.newAccount("Umbra");
  const ben = await people.add("ben@example.org", "member");
  await people.add("ben@example.org", "member", umbra.clientId);
  await people.startSession(ben);
  const elsewhere = await people.startSession(acme);
  await endSessions(people.as(acme, "acme@example.org"), ben);
  expect(await people.sessions(ben)).toEqual([]);
  expect((await people.sessions(acme)).map(({ id }) => id)).toEqual([elsewhere]);
  expect(await people.audit("user.sessions_ended")).toMatchObject([{ actorName: "acme@example.org" }]);
  expect(await people.audit("user.sessions_ended", umbra.clientId)).toMatchObject([
    { actorId: null, actorName: "an administrator of another account", targetId: ben },
  ]);
});

describe("a person of several accounts", () => {
  it("switches this session alone to one of them, which learns of it", async () => {
    const umbra = await world.newAccount("Umbra");
    const ben = await people.add("ben@example.org", "member");
    await people.add("ben@example.org", "member", umbra.clientId);
    const here = await people.startSession(ben);
    const other = await people.startSession(ben);
    await switchAccount(people.as(ben, "ben@example.org"), here, umbra.clientId);
    const byId = new Map((await people.sessions(ben)).map((row) => [row.id, row.activeAccountId]));
    expect([byId.get(here), byId.get(other)]).toEqual([umbra.clientId, null]);
    expect(await people.audit("user.switched_account", umbra.clientId)).toMatchObject([
      { actorId: ben, targetId: ben },
    ]);
    expect(await people.audit("user.switched_account")).toEqual([]);
  });

  it("gets into no account that they don't belong to, and changes nobody else's session", async () => {
    const umbra = await world.newAccount("Umbra");
    const ben = await people.add("ben@example.org", "member");
    const mine = await people.startSession(ben);
    const theirs = await people.startSession(acme);
    const caller = people.as(ben, "ben@example.org");
    await expect(switchAccount(caller, mine, umbra.clientId)).rejects.toMatchObject({ status: 404 });
    for (const id of [Number.NaN, 1.5, 99]) {
      await expect(switchAccount(caller, mine, id)).rejects.toMatchObject({ status: 404 });
    }
    await switchAccount(caller, theirs, world.clientId);
    expect(await people.sessions(acme)).toMatchObject([{ activeAccountId: null }]);
  });
});

describe("the table of users", () => {
  it("is sorted by name, narrowed by name, e-mail and role, and knows the latest sign-in", async () => {
    const ben = await people.add("ben@example.org", "member");
    await people.add("50%_off@example.org", "member");
    const { database } = world.tidings;
    await database.atomically(function* (tx) {
      for (const at of [world.clock.now - 5_000, world.clock.now - 1_000]) {
        yield* recordAudit(database, tx, {
          ...{ accountId: world.clientId, at, action: "user.signed_in" },
          actor: { kind: "user", id: ben, name: "ben@example.org" },
          target: { kind: "user", id: ben },
        });
      }
    });
    const { users, total } = await listUsers(world.caller);
    expect(total).toBe(3);
    expect(users.map(({ email }) => email)).toEqual([
      ...["50%_off@example.org", "acme@example.org", "ben@example.org"],
    ]);
    expect(users[2]).toMatchObject({
      ...{ role: "member", twoFactor: false },
      lastSignInAt: new Date(world.clock.now - 1_000).toISOString(),
    });
    expect(users[0]?.lastSignInAt).toBeNull();
    expect((await listUsers(world.caller, { q: "BEN@" })).users).toHaveLength(1);
    expect((await listUsers(world.caller, { q: "%_" })).users).toHaveLength(1);
    expect((await listUsers(world.caller, { role: "administrator" })).users).toHaveLength(1);
    expect((await listUsers(world.caller, { offset: 50 })).users).toEqual([]);
  });
});
