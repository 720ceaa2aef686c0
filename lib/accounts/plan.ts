import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";

/** Webhooks are for paid subscriptions (S1.4). @throws Problem 402 */
export async function requirePaidPlan(tidings: Instance, accountId: number): Promise<void> {
  const [account] = await tidings.database.steadyRows<{ plan: string }>(PLAN, [accountId]);
  if (account?.plan === "paid") return;
  throw new Problem(
    "plan_required",
    "Webhooks are available only with a paid subscription; nothing was kept. To upgrade, contact Sales.",
  );
}

const PLAN = "SELECT plan FROM accounts WHERE id = $1";
