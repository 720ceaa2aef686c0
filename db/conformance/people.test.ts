import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { claimMail } from "@/lib/notifications/claim";
import { findMail } from "@/lib/notifications/find";
import { listMails } from "@/lib/notifications/list";
import { sendMailAgain } from "@/lib/notifications/send-again";
import { RETRY_GAPS_MS, settleFailed, settleSent } from "@/lib/notifications/settle";
import { acceptAsMember } from "@/lib/users/accept-as-member";
import { acceptAsNew } from "@/lib/users/accept-as-new";
import { changeRole } from "@/lib/users/change-role";
import { endSessions } from "@/lib/users/end-sessions";
import { findInvitation } from "@/lib/users/find-invitation";
import { findPeople } from "@/lib/users/find-people";
import { inviteUser } from "@/lib/users/invite";
import { listUsers } from "@/lib/users/list";
import { listInvitationPage, listInvitations, requireInvitation } from "@/lib/users/list-invitations";
import { type People, peopleOf } from "@/lib/users/people.fixture";
import { removeUser } from "@/lib/users/remove";
import { revokeInvitation } from "@/lib/users/revoke-invitation";
import { sendInvitationAgain } from "@/lib/users/send-invitation-again";
import { switchAccount } from "@/lib/users/switch-account";
import { ENGINES } from "./engines";

const BEN = "ben@example.org";

describe.each(ENGINES)("D20: people and mails on $name", ({ place }) => {
  let world: World;
  let people: People;
  const open = async (more: Record<string, string> = {}) => {
    const { env } = await place();
    world = await openWorld({ env: { ...env, ...more } });
    people = peopleOf(world);
    onTestFinished(() => world.close());
  };

  describe("without a mail server", () => {
    beforeEach(() => open());

    it("S3.13: offers people by name and e-mail, and knows those named by id until they leave", async () => {
      const ben = await people.add(BEN, "member");
      const other = await world.newAccount("Umbra");
      const eve = (await people.userOf("umbra@example.org"))?.id as string;
      const found = async (input: object) =>
        (await findPeople(world.caller, input)).map(({ email }) => email);
      expect(await found({ q: " BEN@ " })).toEqual([BEN]);
      expect(await found({ q: "nobody", ids: `${ben},${eve}` })).toEqual([BEN]);
      expect(await found({ ids: ben })).toEqual(expect.arrayContaining([BEN, "acme@example.org"]));
      expect(await found({ q: "%" })).toEqual([]);
      expect(await findPeople(other.caller, { q: "nobody", ids: ben })).toEqual([]);
      await expect(findPeople(world.caller, { ids: Array(51).fill(ben).join() })).rejects.toMatchObject({
        ...{ status: 400, errors: [{ path: "ids" }] },
      });
      await removeUser(world.caller, ben);
      expect(await found({ q: "nobody", ids: ben })).toEqual([]);
    });

    it("invites, renews, revokes, lets join, promotes and removes", async () => {
      const { id } = await people.invite(BEN);
      const { link } = await sendInvitationAgain(world.caller, id);
      const token = new URL(link as string).searchParams.get("token") as string;
      await acceptAsNew(world.tidings, { token, name: "Ben", password: "four words of mine" });
      expect(await findInvitation(world.tidings, token)).toEqual({ state: "accepted" });
      const ben = (await people.userOf(BEN))?.id as string;
      await people.startSession(ben);
      await changeRole(world.caller, { userId: ben, role: "administrator" });
      const { users, total } = await listUsers(world.caller, { q: "BEN", role: "administrator" });
      expect([users.length, total, users[0]?.twoFactor, users[0]?.lastSignInAt]).toEqual([1, 1, false, null]);
      const order = async (sort: string) =>
        (await listUsers(world.caller, { sort, direction: "desc", limit: 1 })).users[0]?.email;
      expect([await order("name"), await order("email"), await order("role")]).toEqual([
        ...[BEN, BEN, expect.any(String)],
      ]);
      expect((await listUsers(world.caller, { limit: 1, offset: 1 })).total).toBe(2);
      await endSessions(world.caller, ben);
      await removeUser(world.caller, ben);
      const dora = await people.invite("dora@example.org");
      for (const sort of ["createdAt", "expiresAt", "email"]) {
        const page = await listInvitationPage(world.caller, { sort, limit: 1 });
        expect(page).toMatchObject({ invitations: [{ id: dora.id }], total: 1 });
      }
      expect(await requireInvitation(world.caller, dora.id)).toEqual({ id: dora.id });
      await revokeInvitation(world.caller, dora.id);
      expect(await listInvitations(world.caller)).toEqual([]);
      expect((await listMails(world.caller, { q: "DORA" })).mails).toHaveLength(1);
    });

    it("lets a person of one account join another and switch back", async () => {
      const umbra = await world.newAccount("Umbra");
      const eve = (await people.userOf("umbra@example.org"))?.id as string;
      const sessionId = await people.startSession(eve);
      const { token } = await people.invite("umbra@example.org");
      await acceptAsMember(world.tidings, { userId: eve, email: "umbra@example.org", sessionId }, token);
      await switchAccount(people.as(eve, "umbra@example.org"), sessionId, umbra.clientId);
      expect(await people.sessions(eve)).toMatchObject([{ activeAccountId: umbra.clientId }]);
    });

    it("keeps an administrator when two demote each other, and accepts an invitation once", async () => {
      const acme = (await people.userOf("acme@example.org"))?.id as string;
      const ben = await people.add(BEN, "administrator");
      await Promise.allSettled([
        changeRole(people.as(acme, "acme@example.org"), { userId: ben, role: "member" }),
        changeRole(people.as(ben, BEN), { userId: acme, role: "member" }),
      ]);
      const roles = [await people.roleOf(acme), await people.roleOf(ben)].sort();
      expect(roles).toEqual(["administrator", "member"]);
      const { token } = await people.invite("cleo@example.org");
      const cleo = { token, name: "Cleo", password: "four words of mine" };
      const both = await Promise.allSettled([
        acceptAsNew(world.tidings, cleo),
        acceptAsNew(world.tidings, cleo),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const invited = await Promise.allSettled([
        people.invite("dora@example.org"),
        people.invite("dora@example.org"),
      ]);
      expect(invited.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    });
  });

  it("claims a mail once, keeps what the server said, and forgets a secret text", async () => {
    await open({ SMTP_URL: "smtp://127.0.0.1:1" });
    const { tidings } = world;
    await inviteUser(world.caller, { email: BEN, role: "member" });
    const claims = await Promise.all([claimMail(tidings), claimMail(tidings)]);
    const claimed = claims.filter((claim) => claim !== undefined && claim !== "taken");
    expect(claimed).toHaveLength(1);
    const [mail] = claimed;
    if (!mail) return;
    await settleFailed(tidings, mail, "451 Later");
    expect(await findMail(world.caller, mail.id)).toMatchObject({
      ...{ state: "retrying", error: "451 Later" },
      nextAttemptAt: new Date(world.clock.now + RETRY_GAPS_MS[0]).toISOString(),
    });
    await sendMailAgain(world.caller, mail.id);
    const again = await claimMail(tidings);
    if (!again || again === "taken") throw new Error("not claimed");
    await settleSent(tidings, again);
    expect(await findMail(world.caller, mail.id)).toMatchObject({ state: "sent", withheld: "erased" });
    expect(await claimMail(tidings)).toBeUndefined();
  });
});
