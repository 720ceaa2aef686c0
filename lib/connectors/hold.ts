import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { Problem } from "@/lib/errors";
import type { ConnectorRow } from "./find";

/**
 * Keeps a connector from being changed or deleted until the transaction that relies on it ends: whoever comes second
 * sees what the first one did.
 * @throws Problem 409 if it is no longer as it was read
 */
export function* holdConnector(
  { tables: { connectors } }: Database,
  tx: Transaction,
  { id, revision }: ConnectorRow,
): Steps<void> {
  // Changes nothing but takes the row's lock.
  const held = yield* tx.run(
    tx.orm
      .update(connectors)
      .set({ revision })
      .where(and(eq(connectors.id, id), eq(connectors.revision, revision)))
      .returning({ id: connectors.id }),
  );
  if (held.length === 0) throw connectorChanged();
}

export const connectorChanged = () =>
  new Problem("changed_meanwhile", "Somebody else changed or deleted the connector just now. Try again.");
