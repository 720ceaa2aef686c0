import { asc } from "drizzle-orm";
import type { Instance } from "@/lib/instance";

/** How the command line shows an account. */
export const accountView = (row: {
  id: number;
  name: string;
  plan: string;
  automation: boolean;
  webhookLimit: number;
  retentionDays: number | null;
}) => ({
  clientId: row.id,
  name: row.name,
  plan: row.plan,
  features: { automation: row.automation },
  webhookLimit: row.webhookLimit,
  retentionDays: row.retentionDays,
});

export async function listAccounts(tidings: Instance) {
  const { orm, tables } = tidings.database;
  const rows = await orm.select().from(tables.accounts).orderBy(asc(tables.accounts.id));
  return { accounts: rows.map(accountView) };
}
