import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { changesBetween } from "@/lib/audit/changes";
import { recordAudit } from "@/lib/audit/record";
import { secretsOf } from "@/lib/authentication/schema";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelKey } from "@/lib/label-schema";
import { mergeObjects } from "@/lib/webhooks/create";
import { replacedSecrets } from "@/lib/webhooks/latest-change";
import { checkTokenUrl } from "./check-token-url";
import { refuseTakenName } from "./create";
import { type ConnectorRow, findUsers, loadConnector } from "./find";
import { connectorChanged } from "./hold";
import { type ParsedConnector, parseConnector, sealConnector, writtenOf } from "./parse";
import { refuseClashes } from "./refuse-clashes";
import { type ConnectorView, connectorChangeSchema, newSecretSchema } from "./schema";
import { toView } from "./view";

/**
 * Changes name or credential; what is left out stays, and counts at once for everything that waits.
 * @param ifRevision what the person had in view; another one in the meantime is not overwritten
 * @throws Problem 400, 404, 409 (the name is taken, `changed_meanwhile`, a webhook sends the same header itself)
 */
export async function updateConnector(
  caller: Caller,
  id: string,
  input: unknown,
  { ifRevision }: { ifRevision?: number } = {},
): Promise<ConnectorView> {
  const given = connectorChangeSchema.safeParse(input);
  if (!given.success) throw invalid(fieldProblems(given.error, input));
  const before = await loadConnector(caller, id);
  if (ifRevision !== undefined && ifRevision !== before.revision) throw connectorChanged();
  const present = { name: before.name, authentication: writtenOf(before.credential) };
  const parsed = parseConnector(mergeObjects(present, given.data), before, caller.tidings.now());
  await checkTokenUrl(caller, parsed.credential);
  return write(caller, before, parsed, "connector.updated");
}

/** Puts another secret in place of the stored one. @throws Problem 400, 404, 409 (`changed_meanwhile`) */
export async function replaceSecret(caller: Caller, id: string, input: unknown): Promise<ConnectorView> {
  const before = await loadConnector(caller, id);
  const { name, credential } = before;
  const given = newSecretSchema.safeParse(input);
  if (!given.success) throw invalid(fieldProblems(given.error, input));
  const keys = [
    ...secretsOf(credential.type).map(({ key }) => key),
    ...(credential.type === "client_certificate" ? ["passphrase"] : []),
  ];
  const secrets = keys.map((key) => [key, given.data[key]]);
  const authentication = { ...writtenOf(credential), ...Object.fromEntries(secrets) };
  const parsed = parseConnector({ name, authentication }, null, caller.tidings.now());
  return write(caller, before, parsed, "connector.secret_replaced");
}

async function write(
  caller: Caller,
  before: ConnectorRow,
  { name, credential, secrets }: ParsedConnector,
  action: "connector.updated" | "connector.secret_replaced",
): Promise<ConnectorView> {
  const { tidings, accountId, actor } = caller;
  const { database, keyring } = tidings;
  const { connectors } = database.tables;
  const now = tidings.now();
  const isEntered = Object.values(secrets).some((secret) => "text" in secret);
  const changed = {
    ...{ name, nameKey: labelKey(name), credential, secrets: sealConnector(keyring, before, secrets) },
    ...{ revision: before.revision + 1, updatedAt: now, secretAt: isEntered ? now : before.secretAt },
  };
  const after = { ...before, ...changed };
  await database.atomically(function* (tx) {
    yield* refuseTakenName(caller, tx, name, before.id);
    const mine = and(eq(connectors.id, before.id), eq(connectors.accountId, accountId));
    const updated = yield* tx.run(
      tx.orm
        .update(connectors)
        .set(changed)
        .where(and(mine, eq(connectors.revision, before.revision)))
        .returning({ id: connectors.id }),
    );
    if (updated.length === 0) throw connectorChanged();
    // Only now: whoever saves a webhook that uses it waits for this transaction, and sees its end.
    yield* refuseClashes(caller, tx, before.id, credential);
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action },
      target: { kind: "connector", id: before.id },
      details: { name, type: credential.type, changes: auditedChanges(before, after) },
    });
  });
  const usedBy = await findUsers(database, [before.id]);
  return toView(after, usedBy(before.id), now);
}

/** Of a secret it says only that there is another one. */
function auditedChanges(before: ConnectorRow, after: ConnectorRow) {
  const plain = ({ name, credential }: ConnectorRow) => ({ name, authentication: { ...credential } });
  const changes = changesBetween(plain(before), plain(after));
  for (const key of replacedSecrets(before.secrets, after.secrets)) {
    const was = key in before.secrets ? "set" : null;
    changes[`authentication.${key}`] = { before: was, after: "replaced" };
  }
  return changes;
}
