import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { Keyring } from "@/lib/keyring";
import { DAY_MS, iso } from "@/lib/time";
import { loadWebhook } from "./find";

/** A rotated key goes on signing beside the new one for so long (decision 15). */
export const KEY_OVERLAP_MS = DAY_MS;

export interface SigningKeysView {
  keys: { kind: "hmac"; secret: string; expiresAt: string | null }[];
}

/** `whsec_` and 32 random bytes (Standard Webhooks 1.0), sealed. */
export function newSigningKey(keyring: Keyring, webhook: { id: string; accountId: number }, now: number) {
  const id = newId();
  return {
    id,
    accountId: webhook.accountId,
    webhookId: webhook.id,
    kind: "hmac" as const,
    secret: keyring.seal(`whsec_${randomBytes(32).toString("base64")}`, keyPlace(webhook.accountId, id)),
    createdAt: now,
    expiresAt: null,
  };
}

export const keyPlace = (accountId: number, id: string) => ({
  accountId,
  table: "signing_keys",
  row: id,
  column: "secret",
});

/** The secrets in use, the newest first. Every look is audited. @throws Problem 404 */
export async function listSigningKeys(caller: Caller, webhookId: string): Promise<SigningKeysView> {
  const { webhook } = await loadWebhook(caller, webhookId);
  refuseDeleted(webhook);
  const { database } = caller.tidings;
  await database.atomically(function* (tx) {
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: caller.tidings.now(),
      action: "signing_key.revealed",
      target: { kind: "webhook", id: webhook.id },
      details: { label: webhook.label },
    });
  });
  return viewKeys(caller.tidings, webhook);
}

/** Makes a new key; the old one signs beside it for 24 hours. @throws Problem 404 */
export async function rotateSigningKey(caller: Caller, webhookId: string): Promise<SigningKeysView> {
  const { webhook } = await loadWebhook(caller, webhookId);
  refuseDeleted(webhook);
  const { tidings } = caller;
  const { database } = tidings;
  const now = tidings.now();
  const key = newSigningKey(tidings.keyring, webhook, now);
  await database.atomically(function* (tx) {
    const { signingKeys, webhooks } = database.tables;
    yield* tx.run(
      tx.orm
        .update(signingKeys)
        .set({ expiresAt: now + KEY_OVERLAP_MS })
        .where(and(eq(signingKeys.webhookId, webhook.id), isNull(signingKeys.expiresAt))),
    );
    yield* tx.run(tx.orm.insert(signingKeys).values(key));
    // The engine keeps opened keys by this time.
    yield* tx.run(tx.orm.update(webhooks).set({ updatedAt: now }).where(eq(webhooks.id, webhook.id)));
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "signing_key.rotated",
      target: { kind: "webhook", id: webhook.id },
      details: { label: webhook.label },
    });
  });
  return viewKeys(tidings, webhook);
}

async function viewKeys(
  tidings: Instance,
  webhook: { id: string; accountId: number },
): Promise<SigningKeysView> {
  const keys = await openSigningKeys(tidings, webhook);
  return { keys: keys.map(({ expiresAt, ...key }) => ({ ...key, expiresAt: iso(expiresAt) })) };
}

const refuseDeleted = (webhook: { status: string }) => {
  if (webhook.status === "deleted")
    throw new Problem("conflict", "The webhook is deleted; its keys were erased.");
};

/** The keys that sign at this moment, the newest first; a key that can't be read is left out. */
export async function openSigningKeys(
  tidings: Pick<Instance, "database" | "keyring" | "now">,
  webhook: { id: string; accountId: number },
) {
  const { signingKeys } = tidings.database.tables;
  const rows = await tidings.database.orm
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.webhookId, webhook.id),
        or(isNull(signingKeys.expiresAt), gt(signingKeys.expiresAt, tidings.now())),
      ),
    );
  return rows
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .flatMap(({ id, kind, secret, expiresAt }) => {
      if (kind !== "hmac") return [];
      const opened = tidings.keyring.open(secret, keyPlace(webhook.accountId, id));
      return opened === null ? [] : [{ kind, secret: opened, expiresAt }];
    });
}
