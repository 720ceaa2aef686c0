import { asc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { findUsers } from "./find";
import { type ConnectorList, connectorListSchema } from "./schema";
import { toView } from "./view";

/** Every connector of the account, by name, each with the webhooks that use it. */
export async function listConnectors({ tidings, accountId }: Caller): Promise<ConnectorList> {
  const { database } = tidings;
  const { connectors } = database.tables;
  const rows = await database.orm
    .select()
    .from(connectors)
    .where(eq(connectors.accountId, accountId))
    .orderBy(asc(connectors.nameKey));
  const usedBy = await findUsers(
    database,
    rows.map(({ id }) => id),
  );
  return connectorListSchema.parse({
    connectors: rows.map((row) => toView(row, usedBy(row.id), tidings.now())),
  });
}
