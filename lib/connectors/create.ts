import { and, count, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { labelKey } from "@/lib/label-schema";
import { checkTokenUrl } from "./check-token-url";
import { parseConnector, sealConnector } from "./parse";
import { type ConnectorView, MAX_CONNECTORS } from "./schema";
import { toView } from "./view";

/** Saves a credential under a name (S4.20). @throws Problem 400, 409 at the limit or where the name is taken */
export async function createConnector(caller: Caller, input: unknown): Promise<ConnectorView> {
  const { name, credential, secrets } = parseConnector(input, null, caller.tidings.now());
  await checkTokenUrl(caller, credential);
  const { tidings, accountId, actor } = caller;
  const { database, keyring } = tidings;
  const now = tidings.now();
  const id = newId();
  const row = {
    ...{ id, accountId, name, nameKey: labelKey(name), credential, revision: 1 },
    secrets: sealConnector(keyring, { id, accountId }, secrets),
    ...{ createdAt: now, createdBy: actor.name, updatedAt: now, secretAt: now },
  };
  await database.atomically(function* (tx) {
    yield* refuseOverLimit(caller, tx);
    yield* refuseTakenName(caller, tx, name, null);
    yield* tx.run(tx.orm.insert(database.tables.connectors).values(row));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "connector.created" },
      target: { kind: "connector", id },
      details: { name, type: credential.type },
    });
  });
  return toView(row, [], now);
}

function* refuseOverLimit({ tidings, accountId }: Caller, tx: Transaction): Steps<void> {
  const { connectors } = tidings.database.tables;
  const [has] = yield* tx.run(
    tx.orm.select({ connectors: count() }).from(connectors).where(eq(connectors.accountId, accountId)),
  );
  if (Number(has?.connectors) < MAX_CONNECTORS) return;
  throw new Problem(
    "conflict",
    `The account has ${MAX_CONNECTORS} connectors, its limit. Delete one that no webhook uses to make room.`,
  );
}

/** @param exceptId the connector that has the name already */
export function* refuseTakenName(
  { tidings, accountId }: Caller,
  tx: Transaction,
  name: string,
  exceptId: string | null,
): Steps<void> {
  const { connectors } = tidings.database.tables;
  const mine = and(eq(connectors.accountId, accountId), eq(connectors.nameKey, labelKey(name)));
  const [taken] = yield* tx.run(tx.orm.select({ id: connectors.id }).from(connectors).where(mine));
  if (!taken || taken.id === exceptId) return;
  throw new Problem("conflict", `Another connector of the account is called "${name}".`, [
    {
      path: "name",
      message: "is the name of another connector",
      remedy: "Choose another name; upper and lower case are not told apart.",
    },
  ]);
}
