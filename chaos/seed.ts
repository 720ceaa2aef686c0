import { authOf } from "@/lib/accounts/auth";
import { type Caller, COMMAND_LINE } from "@/lib/accounts/caller";
import { createAccount } from "@/lib/accounts/create-account";
import { updateAccount } from "@/lib/accounts/update-account";
import { createApiKey } from "@/lib/api-keys/create";
import { createDataCenter } from "@/lib/data-centers/create";
import { openInstance } from "@/lib/instance";
import { createWebhook } from "@/lib/webhooks/create";

/** An account with a data center, a key for its producers and its webhooks, and a browser that is signed in. */
export interface SeededAccount {
  clientId: number;
  dataCenterId: number;
  key: string;
  webhookIds: string[];
  /** For `Cookie:`, as the administrator's browser sends it. */
  cookie: string;
}

export interface AccountPlan {
  name: string;
  /** What each webhook is made of, besides label, status and data center. */
  webhooks: ((number: number) => Record<string, unknown>)[] | { count: number; of: (n: number) => object };
}

const PASSWORD = "correct horse battery";
const SCOPES = ["events:write", "webhooks:read", "webhooks:write"];

/** Fills a data directory by the product's own verbs, before it is started: quicker than by its command line. */
export async function seedAccounts(
  env: Record<string, string>,
  plans: AccountPlan[],
): Promise<SeededAccount[]> {
  const tidings = await openInstance({ ...env, LOG_LEVEL: "silent" });
  const accounts: SeededAccount[] = [];
  for (const [place, { name, webhooks }] of plans.entries()) {
    const email = `ada${place}@example.org`;
    const { clientId } = await createAccount(tidings, {
      name,
      plan: "paid",
      administrator: { email, password: PASSWORD },
    });
    await updateAccount(tidings, clientId, { webhookLimit: 10_000 });
    const { dataCenterId } = await createDataCenter(tidings, clientId, { name: "Quantum", sampleData: true });
    const caller: Caller = { tidings, accountId: clientId, actor: COMMAND_LINE };
    const { key } = await createApiKey(caller, {
      name: "Producers",
      scopes: SCOPES,
      dataCenterIds: null,
    });
    const made = Array.isArray(webhooks)
      ? webhooks.map((webhook, index) => webhook(index))
      : Array.from({ length: webhooks.count }, (_, index) => webhooks.of(index));
    const webhookIds: string[] = [];
    for (const [index, input] of made.entries()) {
      const common = { label: `Webhook ${index}`, status: "active", dataCenterId };
      webhookIds.push((await createWebhook(caller, { ...common, ...input })).id);
    }
    const signedIn = await authOf(tidings).api.signInEmail({
      body: { email, password: PASSWORD },
      headers: new Headers(),
      returnHeaders: true,
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";", 1)[0])
      .join("; ");
    accounts.push({ clientId, dataCenterId, key, webhookIds, cookie });
  }
  await tidings.close();
  return accounts;
}
