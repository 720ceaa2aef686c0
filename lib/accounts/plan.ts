import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";

/** Webhooks are for paid subscriptions (S1.4). @throws Problem 402 */
export function requirePaidPlan(tidings: Instance, accountId: number): void | Promise<void> {
  const plan = tidings.database.steadily(`plan of ${accountId}`, () => readPlan(tidings, accountId));
  return plan instanceof Promise ? plan.then(refuseUnlessPaid) : refuseUnlessPaid(plan);
}

async function readPlan(tidings: Instance, accountId: number): Promise<string | undefined> {
  const [account] = await tidings.database.rows<{ plan: string }>("SELECT plan FROM accounts WHERE id = $1", [
    accountId,
  ]);
  return account?.plan;
}

function refuseUnlessPaid(plan: string | undefined) {
  if (plan === "paid") return;
  throw new Problem(
    "plan_required",
    "Webhooks are available only with a paid subscription; nothing was kept. To upgrade, contact Sales.",
  );
}
