import { eq } from "drizzle-orm";
import { z } from "zod";
import { notFound } from "@/lib/errors";
import { retentionDays } from "@/lib/retention/days";
import { iso } from "@/lib/time";
import { PLANS } from "@/lib/vocabulary";
import { readUsage } from "@/lib/webhooks/read-usage";
import type { Caller } from "./caller";

/** An account as its own people and programs see it. Parsed on the way out. */
export const accountViewSchema = z.strictObject({
  clientId: z.int(),
  name: z.string(),
  plan: z.enum(PLANS),
  features: z.strictObject({ automation: z.boolean() }),
  /** Deleted ones are not counted (decision 12). */
  webhooks: z.strictObject({ used: z.int(), limit: z.int() }),
  /** Those in force: the account's own, else the server's. */
  retentionDays: z.int(),
  createdAt: z.iso.datetime(),
});

export type AccountView = z.infer<typeof accountViewSchema>;

/** The caller's own account. @throws Problem 404 */
export async function viewAccount(caller: Caller): Promise<AccountView> {
  const { tidings, accountId } = caller;
  const { orm, tables } = tidings.database;
  const [account] = await orm.select().from(tables.accounts).where(eq(tables.accounts.id, accountId));
  if (!account) throw notFound("account");
  return accountViewSchema.parse({
    clientId: account.id,
    name: account.name,
    plan: account.plan,
    features: { automation: account.automation },
    webhooks: await readUsage(caller),
    retentionDays: retentionDays(account, tidings.env),
    createdAt: iso(account.createdAt),
  });
}
