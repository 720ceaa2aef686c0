import { eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import type { Instance } from "@/lib/instance";
import { DAY_MS } from "@/lib/time";

/** How long an account's events, deliveries and runs are kept: its own value goes first. */
export const retentionDays = (account: { retentionDays: number | null }, env: { RETENTION_DAYS: number }) =>
  account.retentionDays ?? env.RETENTION_DAYS;

/** Every account with the moment (epoch ms) before which nothing of it is kept. */
export async function readKeptSince(tidings: Instance): Promise<{ accountId: number; before: number }[]> {
  const { database, env } = tidings;
  const { accounts } = database.tables;
  const rows = await database.orm
    .select({ id: accounts.id, retentionDays: accounts.retentionDays })
    .from(accounts)
    .orderBy(accounts.id);
  const now = tidings.now();
  return rows.map((row) => ({ accountId: row.id, before: now - retentionDays(row, env) * DAY_MS }));
}

/** How long this account's are kept, to tell people. */
export async function daysOf({ tidings, accountId }: Caller): Promise<number> {
  const { orm, tables } = tidings.database;
  const [account] = await orm
    .select({ retentionDays: tables.accounts.retentionDays })
    .from(tables.accounts)
    .where(eq(tables.accounts.id, accountId));
  return retentionDays({ retentionDays: account?.retentionDays ?? null }, tidings.env);
}

/** What is said wherever something of an event is asked for that retention has taken away. */
export const eventIsGone = (days: number) =>
  `Its event is no longer kept: events are kept for ${days} days after they were accepted.`;
