import { and, count, eq, ne } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";

/** How many webhooks the account has, deleted ones left out, and may have (S2.6, decision 12). */
export async function readUsage({ tidings, accountId }: Caller): Promise<{ used: number; limit: number }> {
  const { orm, tables } = tidings.database;
  const { accounts, webhooks } = tables;
  const [account] = await orm
    .select({ limit: accounts.webhookLimit })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  const [row] = await orm
    .select({ used: count() })
    .from(webhooks)
    .where(and(eq(webhooks.accountId, accountId), ne(webhooks.status, "deleted")));
  return { used: Number(row?.used ?? 0), limit: account?.limit ?? 0 };
}
