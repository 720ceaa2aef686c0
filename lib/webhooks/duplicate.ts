import { and, eq, isNotNull } from "drizzle-orm";
import type { StoredSecrets } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { checkConnector } from "@/lib/connectors/check-use";
import { holdConnector } from "@/lib/connectors/hold";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Keyring } from "@/lib/keyring";
import { labelKey } from "@/lib/label-schema";
import { refuseOverLimit } from "./create";
import { loadWebhook } from "./find";
import { firstStatus } from "./first-status";
import { newSigningKeys } from "./new-signing-keys";
import type { WebhookSettings, WebhookView } from "./schema";
import { secretPlace } from "./settings";
import { kindsInUse } from "./signing-key-kinds";
import { writeTriggers } from "./triggers";
import { toView } from "./view";

const MAX_LABEL = 200;

/**
 * Makes a copy with every setting and credential of a webhook, under a label of its own. It is not active, signs with
 * keys of its own, and owes nothing of what the original owes.
 * @throws Problem 404, 409 (`webhook_limit_reached`, deleted, a credential that can't be read)
 */
export async function duplicateWebhook(caller: Caller, givenId: string): Promise<WebhookView> {
  const { tidings, accountId } = caller;
  const { database, keyring } = tidings;
  const { webhook: original, revision } = await loadWebhook(caller, givenId);
  if (original.status === "deleted") {
    throw new Problem("conflict", "A deleted webhook can't be duplicated: its credentials were erased.");
  }
  const { settings } = revision;
  const connector = await checkConnector(caller, settings);
  const id = newId();
  const now = tidings.now();
  const place = { accountId, id };
  const secrets = resealSecrets(keyring, original, place, revision.secrets);
  const keys = await newSigningKeys(keyring, place, kindsInUse(settings.delivery.signature), now);

  const copy = await database.atomically(function* (tx) {
    const { webhooks, webhookRevisions, lanes, signingKeys } = database.tables;
    yield* refuseOverLimit(caller, tx);
    const taken = yield* tx.run(
      tx.orm
        .select({ key: webhooks.labelKey })
        .from(webhooks)
        .where(and(eq(webhooks.accountId, accountId), isNotNull(webhooks.labelKey))),
    );
    const label = copyLabel(original.label, new Set(taken.map((row) => row.key)));
    const { status } = firstStatus(settings.profile, undefined);
    const row = {
      ...original,
      ...{ id, label, labelKey: labelKey(label), status, revision: 1 },
      ...{ activatedAt: null, suspendedReason: null, suspendedAt: null, failedInARow: 0, lostInARow: 0 },
      ...{ lastSuccessAt: null, failingSince: null, warnedAt: null },
      ...{ createdAt: now, updatedAt: now, deletedAt: null },
    };
    if (connector) yield* holdConnector(database, tx, connector);
    yield* tx.run(tx.orm.insert(webhooks).values(row));
    yield* tx.run(
      tx.orm.insert(webhookRevisions).values({
        ...{ webhookId: id, revision: 1, accountId, settings, secrets },
        ...{ createdAt: now, createdBy: caller.actor.name },
      }),
    );
    yield* writeTriggers(database, tx, row, settings as unknown as WebhookSettings);
    yield* tx.run(tx.orm.insert(lanes).values({ webhookId: id, accountId }));
    if (keys.length > 0) yield* tx.run(tx.orm.insert(signingKeys).values(keys));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor: caller.actor, at: now, action: "webhook.duplicated" },
      target: { kind: "webhook", id },
      details: { label, from: original.id, fromLabel: original.label, status: row.status },
    });
    return row;
  });
  return toView(copy, { settings, secrets }, { waiting: 0, oldestWaitingAt: null }, now);
}

/** Ciphertexts are bound to their webhook, so each is opened and sealed anew. */
function resealSecrets(
  keyring: Keyring,
  from: { accountId: number; id: string },
  to: { accountId: number; id: string },
  secrets: StoredSecrets,
): StoredSecrets {
  return Object.fromEntries(
    Object.entries(secrets).map(([place, ciphertext]) => {
      const text = keyring.open(ciphertext, secretPlace(from, place));
      if (text === null) {
        throw new Problem(
          "conflict",
          "A credential of the webhook can't be read, so it can't be copied. Replace it under Edit properties first.",
        );
      }
      return [place, keyring.seal(text, secretPlace(to, place))];
    }),
  );
}

/** "Hot leads (copy)", "Hot leads (copy 2)": the first that is free; a copy of a copy is counted on. */
export function copyLabel(label: string, taken: ReadonlySet<string | null>): string {
  const stem = label.replace(/ \(copy(?: \d+)?\)$/, "");
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? " (copy)" : ` (copy ${number})`;
    const candidate =
      [...stem]
        .slice(0, MAX_LABEL - suffix.length)
        .join("")
        .trimEnd() + suffix;
    if (!taken.has(labelKey(candidate))) return candidate;
  }
}
