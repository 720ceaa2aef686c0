import { and, eq } from "drizzle-orm";
import type { World } from "@/e2e/fixtures/world";
import type { Caller } from "@/lib/accounts/caller";
import { createUser } from "@/lib/accounts/create-user";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/vocabulary";
import { inviteUser } from "./invite";

/** Questions to a world about its people, and the people themselves. */
export function peopleOf(world: World) {
  const { database } = world.tidings;
  const { orm, tables } = database;
  return {
    add: async (email: string, role: Role, accountId = world.clientId) =>
      (await createUser(world.tidings, accountId, { email, password: "a long password", role })).userId,
    /** On behalf of a person, as an action calls. */
    as: (userId: string, email: string, accountId = world.clientId): Caller => ({
      tidings: world.tidings,
      accountId,
      actor: { kind: "user", id: userId, name: email },
    }),
    async roleOf(userId: string, accountId = world.clientId) {
      const { memberships: m } = tables;
      const [row] = await orm
        .select({ role: m.role })
        .from(m)
        .where(and(eq(m.userId, userId), eq(m.accountId, accountId)));
      return row?.role;
    },
    async userOf(email: string) {
      const [user] = await orm.select().from(tables.users).where(eq(tables.users.email, email));
      return user;
    },
    async startSession(userId: string, activeAccountId: number | null = null) {
      const id = newId();
      const at = new Date(world.clock.now);
      const session = { ...{ id, token: newId(), userId, activeAccountId }, expiresAt: at };
      await database.atomically(function* (tx) {
        yield* tx.run(tx.orm.insert(tables.sessions).values({ ...session, createdAt: at, updatedAt: at }));
      });
      return id;
    },
    sessions: (userId: string) =>
      orm.select().from(tables.sessions).where(eq(tables.sessions.userId, userId)),
    /** Invites and reads the token out of the link. */
    async invite(email: string, role: Role = "member", caller = world.caller) {
      const { invitation, link } = await inviteUser(caller, { email, role });
      return { id: invitation.id, token: new URL(link ?? "").searchParams.get("token") ?? "" };
    },
    mails: () => orm.select().from(tables.mails),
    async audit(action: string, accountId = world.clientId) {
      const { auditEntries: a } = tables;
      return orm
        .select()
        .from(a)
        .where(and(eq(a.accountId, accountId), eq(a.action, action)));
    },
  };
}

export type People = ReturnType<typeof peopleOf>;
