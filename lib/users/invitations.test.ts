import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { acceptAsMember } from "./accept-as-member";
import { acceptAsNew } from "./accept-as-new";
import { findInvitation } from "./find-invitation";
import { hashInvitationToken } from "./invitation-token";
import { inviteUser } from "./invite";
import { listInvitations } from "./list-invitations";
import { INVITATION_MS } from "./mail-invitation";
import { type People, peopleOf } from "./people.fixture";
import { removeUser } from "./remove";
import { revokeInvitation } from "./revoke-invitation";
import { sendInvitationAgain } from "./send-invitation-again";

let world: World;
let people: People;
beforeEach(async () => {
  world = await openWorld();
  people = peopleOf(world);
});
afterEach(() => world.close());

const cleo = { name: "Cleo", password: "four words of mine" };
const BEN = "ben@example.org";
const stateOf = async (token: string) => (await findInvitation(world.tidings, token)).state;

describe("inviting", () => {
  it("decision 30: queues one mail with the link, and keeps only the token's hash", async () => {
    const { invitation, link } = await inviteUser(world.caller, {
      email: " Ben@Example.org ",
      role: "member",
    });
    expect(invitation).toMatchObject({ email: BEN, role: "member", expired: false });
    const [mail] = await people.mails();
    expect(mail).toMatchObject({ kind: "invitation", recipient: BEN, secret: true });
    expect(mail?.text).toContain(link);
    const token = new URL(link as string).searchParams.get("token") as string;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const { orm, tables } = world.tidings.database;
    const [row] = await orm.select().from(tables.invitations);
    expect(row?.tokenHash).toBe(hashInvitationToken(token));
    expect(JSON.stringify(row)).not.toContain(token);
    const entries = await people.audit("invitation.created");
    expect(entries).toMatchObject([{ targetId: invitation.id, details: { email: BEN, role: "member" } }]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it("a member, or somebody with an open invitation, is a 409 at the address; an expired one is no hindrance", async () => {
    const refused = { status: 409, errors: [{ path: "email" }] };
    await expect(
      inviteUser(world.caller, { email: "ACME@example.org", role: "member" }),
    ).rejects.toMatchObject(refused);
    await people.invite(BEN);
    await expect(people.invite(BEN)).rejects.toMatchObject(refused);
    const umbra = await world.newAccount("Umbra");
    await people.invite(BEN, "member", umbra.caller);
    world.clock.now += INVITATION_MS;
    await people.invite(BEN);
  });

  it.each([
    `${BEN}\r\nBcc: eve@example.org`,
    `${BEN}, eve@example.org`,
    `${BEN}(comment)`,
    `Ben <${BEN}>`,
    "nobody",
  ])("G9: refuses %j as an address", async (email) => {
    await expect(inviteUser(world.caller, { email, role: "member" })).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path: "email" }] },
    });
    expect(await people.mails()).toEqual([]);
  });

  it("escapes the account's name in the mail and keeps it out of the headers", async () => {
    const { accounts } = world.tidings.database.tables;
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.run(tx.orm.update(accounts).set({ name: "<b>A</b>\r\nBcc: eve@example.org" }));
    });
    await people.invite(BEN);
    const [mail] = await people.mails();
    expect(mail?.subject).not.toMatch(/[\r\n]/);
    expect(mail?.html).not.toContain("<b>");
    expect(mail?.html).not.toMatch(/<img|src=/);
  });

  it("doesn't show the link to the administrator where a mail server carries it", async () => {
    const served = await openWorld({ env: { SMTP_URL: "smtp://127.0.0.1:1" } });
    const { link } = await inviteUser(served.caller, { email: BEN, role: "member" });
    expect(link).toBeNull();
    await served.close();
  });
});

describe("G6: an invitation", () => {
  it("makes whoever is new here a person with name, password and role, once", async () => {
    const { token } = await people.invite(BEN, "administrator");
    expect(await findInvitation(world.tidings, token)).toMatchObject({
      ...{ state: "open", invitation: { email: BEN, accountName: "Acme", hasUser: false } },
    });
    await acceptAsNew(world.tidings, { token, ...cleo });
    const user = await people.userOf(BEN);
    expect(user?.name).toBe("Cleo");
    expect(await people.roleOf(user?.id as string)).toBe("administrator");
    expect(await stateOf(token)).toBe("accepted");
    await expect(acceptAsNew(world.tidings, { token, ...cleo })).rejects.toMatchObject({ status: 409 });
    expect(await people.audit("user.joined")).toMatchObject([
      { actorId: user?.id, actorName: BEN, targetId: user?.id },
    ]);
    expect(await listInvitations(world.caller)).toEqual([]);
  });

  it("is accepted once even by two at the same moment", async () => {
    const { token } = await people.invite(BEN);
    const both = await Promise.allSettled([
      acceptAsNew(world.tidings, { token, ...cleo }),
      acceptAsNew(world.tidings, { token, ...cleo }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await people.audit("user.joined")).toHaveLength(1);
  });

  it.each([
    [{ name: " " }, "name"],
    [{ password: "short" }, "password"],
    [{ password: "x".repeat(129) }, "password"],
    [{ password: BEN }, "password"],
    [{ email: "eve@example.org" }, "email"],
  ])("is not used up by %o", async (change, path) => {
    const { token } = await people.invite(BEN);
    await expect(acceptAsNew(world.tidings, { token, ...cleo, ...change })).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path }] },
    });
    expect(await stateOf(token)).toBe("open");
  });

  it("expires after seven days, can be revoked, and means nothing if its token is made up", async () => {
    const { token } = await people.invite(BEN);
    world.clock.now += INVITATION_MS - 1;
    expect(await stateOf(token)).toBe("open");
    world.clock.now += 1;
    expect(await stateOf(token)).toBe("expired");
    const other = await people.invite("dora@example.org");
    await revokeInvitation(world.caller, other.id);
    expect(await stateOf(other.token)).toBe("revoked");
    expect(await people.audit("invitation.revoked")).toHaveLength(1);
    for (const made of ["", "x", other.id, `${other.token}x`]) expect(await stateOf(made)).toBe("unknown");
    for (const dead of [token, other.token, "x"]) {
      await expect(acceptAsNew(world.tidings, { token: dead, ...cleo })).rejects.toMatchObject({
        status: 409,
      });
    }
  });

  it("sent again has a new link for another seven days, and the old one is dead", async () => {
    const { id, token } = await people.invite(BEN);
    world.clock.now += INVITATION_MS + 1;
    expect(await listInvitations(world.caller)).toMatchObject([{ id, expired: true }]);
    const { link } = await sendInvitationAgain(world.caller, id);
    const renewed = new URL(link as string).searchParams.get("token") as string;
    expect([await stateOf(token), await stateOf(renewed)]).toEqual(["unknown", "open"]);
    expect(await listInvitations(world.caller)).toMatchObject([{ id, expired: false }]);
    expect(await people.mails()).toHaveLength(2);
    expect(await people.audit("invitation.sent_again")).toHaveLength(1);
  });

  it("of another account can be neither sent again nor revoked", async () => {
    const umbra = await world.newAccount("Umbra");
    const { id } = await people.invite(BEN);
    await expect(sendInvitationAgain(umbra.caller, id)).rejects.toMatchObject({ status: 404 });
    await expect(revokeInvitation(umbra.caller, id)).rejects.toMatchObject({ status: 404 });
    await expect(revokeInvitation(world.caller, "no id")).rejects.toMatchObject({ status: 404 });
  });
});

describe("somebody who has a user already", () => {
  it("joins by being signed in as that user, and then looks at the joined account", async () => {
    const umbra = await world.newAccount("Umbra");
    const eve = (await people.userOf("umbra@example.org"))?.id as string;
    const sessionId = await people.startSession(eve, umbra.clientId);
    const { token } = await people.invite("umbra@example.org");
    expect(await findInvitation(world.tidings, token)).toMatchObject({ invitation: { hasUser: true } });
    await expect(acceptAsNew(world.tidings, { token, ...cleo })).rejects.toMatchObject({ status: 409 });
    const person = { userId: eve, email: "umbra@example.org", sessionId };
    await acceptAsMember(world.tidings, person, token);
    expect(await people.roleOf(eve)).toBe("member");
    expect(await people.roleOf(eve, umbra.clientId)).toBe("administrator");
    expect(await people.sessions(eve)).toMatchObject([{ activeAccountId: world.clientId }]);
    expect(await people.audit("user.joined")).toMatchObject([{ actorId: eve }]);
    await expect(acceptAsMember(world.tidings, person, token)).rejects.toMatchObject({ status: 409 });
  });

  it("can't use another person's invitation, which stays open", async () => {
    await world.newAccount("Umbra");
    const eve = (await people.userOf("umbra@example.org"))?.id as string;
    const { token } = await people.invite(BEN);
    const person = { userId: eve, email: "umbra@example.org", sessionId: await people.startSession(eve) };
    await expect(acceptAsMember(world.tidings, person, token)).rejects.toMatchObject({ status: 403 });
    expect(await stateOf(token)).toBe("open");
    expect(await people.roleOf(eve)).toBeUndefined();
  });

  it("but is in no account any more begins anew: same person, new password, no second factor", async () => {
    const ben = await people.add(BEN, "member");
    await removeUser(world.caller, ben);
    const { orm, tables } = world.tidings.database;
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.run(tx.orm.update(tables.users).set({ twoFactorEnabled: true }));
    });
    const { token } = await people.invite(BEN);
    await acceptAsNew(world.tidings, { token, ...cleo });
    expect(await people.userOf(BEN)).toMatchObject({ id: ben, name: "Cleo", twoFactorEnabled: false });
    const [kept] = await orm.select().from(tables.credentials).where(eq(tables.credentials.userId, ben));
    expect(await verifyPassword({ hash: kept?.password as string, password: cleo.password })).toBe(true);
  });
});
