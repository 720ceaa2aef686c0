import type { Caller } from "@/lib/accounts/caller";
import { Problem } from "@/lib/errors";

/** Workflows are a part of the plan (S5.10). @throws Problem 402 */
export async function requireAutomation({ tidings, accountId }: Caller): Promise<void> {
  const [account] = await tidings.database.rows<{ plan: string; automation: unknown }>(
    "SELECT plan, automation FROM accounts WHERE id = $1",
    [accountId],
  );
  if (account?.plan === "paid" && account.automation) return;
  throw new Problem(
    "plan_required",
    "Marketing automation is not included in the account's plan. To upgrade, contact Sales.",
  );
}
