import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { viewInvitation } from "./invitation-view";
import { type InvitationView, invitationFilterSchema } from "./schema";

/** Those nobody has accepted or revoked, expired ones included, the newest first. */
export async function listInvitations(caller: Caller): Promise<InvitationView[]> {
  const { invitations } = caller.tidings.database.tables;
  return views(caller, await selectOpen(caller).orderBy(desc(invitations.createdAt), desc(invitations.id)));
}

/** A page of them. @throws Problem 400 */
export async function listInvitationPage(
  caller: Caller,
  input: unknown,
): Promise<{ invitations: InvitationView[]; total: number }> {
  const parsed = invitationFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { sort, direction, limit, offset } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { invitations } = tables;
  const directed = direction === "asc" ? asc : desc;
  const rows = await selectOpen(caller)
    .orderBy(directed(sql`${invitations[sort]}`), directed(invitations.id))
    .limit(limit)
    .offset(offset);
  return { invitations: views(caller, rows), total: await orm.$count(invitations, open(caller)) };
}

/** Whatever became of it. @throws Problem 404 */
export async function requireInvitation(caller: Caller, id: string): Promise<{ id: string }> {
  const { orm, tables } = caller.tidings.database;
  const { invitations } = tables;
  const [row] = await orm
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.accountId, caller.accountId), eq(invitations.id, id)));
  if (!row) throw notFound("invitation");
  return row;
}

const selectOpen = (caller: Caller) => {
  const { orm, tables } = caller.tidings.database;
  return orm.select().from(tables.invitations).where(open(caller)).$dynamic();
};

function open({ tidings, accountId }: Caller): SQL | undefined {
  const { invitations: i } = tidings.database.tables;
  return and(eq(i.accountId, accountId), isNull(i.acceptedAt), isNull(i.revokedAt));
}

const views = ({ tidings }: Caller, rows: Parameters<typeof viewInvitation>[0][]) =>
  rows.map((row) => viewInvitation(row, tidings.now()));
