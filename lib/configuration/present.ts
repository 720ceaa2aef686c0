import { and, asc, eq, ne } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { Problem } from "@/lib/errors";
import type { LoadedWebhook } from "@/lib/webhooks/find";

/** What a file is compared with. */
export interface Present {
  account: { id: number; name: string; webhookLimit: number };
  dataCenterIds: Set<number>;
  /** By label, so that two installations with equal webhooks are written alike. */
  webhooks: LoadedWebhook[];
  /** E-mail addresses of the account's people, by id. */
  emails: Map<string, string>;
  /** Names of the account's connectors, by id. */
  connectors: Map<string, string>;
}

/** What files call by name, and the product by id. */
export type Names = Pick<Present, "emails" | "connectors">;

/** Everything of an account that its configuration speaks of. @throws Problem 404 */
export async function readPresent({ tidings, accountId }: Caller): Promise<Present> {
  const { orm, tables } = tidings.database;
  const { accounts, connectors, dataCenters, memberships, users, webhooks, webhookRevisions } = tables;
  const [account] = await orm
    .select({ id: accounts.id, name: accounts.name, webhookLimit: accounts.webhookLimit })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
  const places = await orm
    .select({ id: dataCenters.id })
    .from(dataCenters)
    .where(eq(dataCenters.accountId, accountId));
  const people = await orm
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.accountId, accountId));
  const saved = await orm
    .select({ id: connectors.id, name: connectors.name })
    .from(connectors)
    .where(eq(connectors.accountId, accountId));
  const rows = await orm
    .select({ webhook: webhooks, revision: webhookRevisions })
    .from(webhooks)
    .innerJoin(
      webhookRevisions,
      and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
    )
    .where(and(eq(webhooks.accountId, accountId), eq(webhooks.kind, "event"), ne(webhooks.status, "deleted")))
    .orderBy(asc(webhooks.id));
  return {
    account,
    dataCenterIds: new Set(places.map(({ id }) => id)),
    webhooks: rows.sort((a, b) => compare(a.webhook.labelKey, b.webhook.labelKey)),
    emails: new Map(people.map(({ id, email }) => [id, email])),
    connectors: new Map(saved.map(({ id, name }) => [id, name])),
  };
}

/** By code unit: no locale, no collation of a database. */
const compare = (a: string | null, b: string | null) => ((a ?? "") < (b ?? "") ? -1 : 1);
