import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { StoredAuthentication } from "@/db/shapes";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { ConnectorView } from "./schema";
import { toView } from "./view";

export type ConnectorRow = Tables["connectors"]["$inferSelect"];

/** A webhook that uses a connector. */
export interface WebhookName {
  id: string;
  label: string;
}

/** @throws Problem 404 */
export async function findConnector(caller: Caller, id: string): Promise<ConnectorView> {
  const row = await loadConnector(caller, id);
  const usedBy = await findUsers(caller.tidings.database, [row.id]);
  return toView(row, usedBy(row.id), caller.tidings.now());
}

/** @throws Problem 404 */
export async function loadConnector({ tidings, accountId }: Caller, id: string): Promise<ConnectorRow> {
  const row = await readConnector(tidings.database, accountId, id);
  if (!row) throw notFound("connector");
  return row;
}

/** The connector that a webhook's authentication names; null where it has its own, or that one is gone. */
export const connectorOf = async (
  { database }: { database: Database },
  { accountId }: { accountId: number },
  { authentication }: { authentication: StoredAuthentication },
): Promise<ConnectorRow | null> =>
  authentication.type === "connector"
    ? ((await readConnector(database, accountId, authentication.connectorId)) ?? null)
    : null;

export async function readConnector(
  { orm, tables: { connectors } }: Database,
  accountId: number,
  id: string,
): Promise<ConnectorRow | undefined> {
  if (!isId(id)) return undefined;
  const mine = and(eq(connectors.id, id.toLowerCase()), eq(connectors.accountId, accountId));
  const [row] = await orm.select().from(connectors).where(mine);
  return row;
}

/** Which webhooks use each of these connectors, by label. */
export async function findUsers(
  { orm, tables: { webhooks } }: Database,
  ids: string[],
): Promise<(id: string) => WebhookName[]> {
  const rows =
    ids.length === 0
      ? []
      : await orm
          .select({ connectorId: webhooks.connectorId, id: webhooks.id, label: webhooks.label })
          .from(webhooks)
          .where(inArray(webhooks.connectorId, ids))
          .orderBy(asc(webhooks.label));
  return (connectorId) =>
    rows.flatMap(({ id, label, ...row }) => (row.connectorId === connectorId ? [{ id, label }] : []));
}
