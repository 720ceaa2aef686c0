import { and, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { DAY_MS, iso } from "@/lib/time";
import { type LoadedWebhook, loadWebhook } from "./find";
import { newSigningKeys } from "./new-signing-keys";
import { type OpenedKey, openSigningKeys } from "./open-signing-keys";
import { rsaKeyXml } from "./rsa-key-xml";
import type { WebhookSettings } from "./schema";
import {
  kindsInUse,
  type PublicKeyView,
  publicKeySchema,
  type SigningKeysView,
  signingKeysSchema,
} from "./signing-key-kinds";

/** A rotated key goes on for so long beside the new one (decision 15). */
export const KEY_OVERLAP_MS = DAY_MS;

/** The keys of the kinds in use, secrets in the clear, the newest first. Every look is audited. @throws Problem 404, 409 */
export async function listSigningKeys(caller: Caller, webhookId: string): Promise<SigningKeysView> {
  const loaded = await loadUndeleted(caller, webhookId);
  const { database } = caller.tidings;
  await database.atomically(function* (tx) {
    yield* recordAudit(database, tx, entryOf(caller, loaded, "signing_key.revealed"));
  });
  return viewKeys(caller.tidings, loaded);
}

/** What receivers verify with, for everybody who may see the webhook. @throws Problem 404, 409 */
export async function listPublicKeys(caller: Caller, webhookId: string): Promise<PublicKeyView[]> {
  const { keys } = await viewKeys(caller.tidings, await loadUndeleted(caller, webhookId));
  return keys.filter((key) => key.kind !== "hmac").map((key) => publicKeySchema.parse(key));
}

/**
 * Makes a new key of every kind in use; the old ones go on beside them for 24 hours.
 * @throws Problem 404, 409 (deleted, `changed_meanwhile`, nothing is signed)
 */
export async function rotateSigningKey(caller: Caller, webhookId: string): Promise<SigningKeysView> {
  const loaded = await loadUndeleted(caller, webhookId);
  const { webhook, revision } = loaded;
  const { tidings } = caller;
  const { database } = tidings;
  const kinds = kindsInUse(revision.settings.delivery.signature);
  if (kinds.length === 0) {
    throw new Problem("conflict", "The webhook signs nothing. Switch its signature on; that makes a key.");
  }
  const keys = await newSigningKeys(tidings.keyring, webhook, kinds, tidings.now());
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const { signingKeys, webhooks } = database.tables;
    // The engine keeps opened keys by this time, so it moves even within one millisecond.
    // Making RSA keys takes its time: what was deleted meanwhile must get no key, what was edited perhaps another kind.
    const [touched] = yield* tx.run(
      tx.orm
        .update(webhooks)
        .set({
          updatedAt: sql`CASE WHEN ${webhooks.updatedAt} < ${now} THEN ${now} ELSE ${webhooks.updatedAt} + 1 END`,
        })
        .where(
          and(
            eq(webhooks.id, webhook.id),
            eq(webhooks.revision, webhook.revision),
            ne(webhooks.status, "deleted"),
          ),
        )
        .returning({ id: webhooks.id }),
    );
    if (!touched) {
      throw new Problem("changed_meanwhile", "Somebody else changed the webhook just now. Rotate again.");
    }
    const mine = eq(signingKeys.webhookId, webhook.id);
    yield* tx.run(tx.orm.delete(signingKeys).where(and(mine, lte(signingKeys.expiresAt, now))));
    yield* tx.run(
      tx.orm
        .update(signingKeys)
        .set({ expiresAt: now + KEY_OVERLAP_MS })
        .where(and(mine, inArray(signingKeys.kind, kinds), isNull(signingKeys.expiresAt))),
    );
    yield* tx.run(tx.orm.insert(signingKeys).values(keys));
    yield* recordAudit(database, tx, entryOf(caller, loaded, "signing_key.rotated"));
  });
  return viewKeys(tidings, loaded);
}

async function loadUndeleted(caller: Caller, webhookId: string): Promise<LoadedWebhook> {
  const loaded = await loadWebhook(caller, webhookId);
  if (loaded.webhook.status === "deleted") {
    throw new Problem("conflict", "The webhook is deleted; its keys were erased.");
  }
  return loaded;
}

const entryOf = (caller: Caller, { webhook }: LoadedWebhook, action: string) => ({
  ...{ accountId: caller.accountId, actor: caller.actor, at: caller.tidings.now(), action },
  target: { kind: "webhook" as const, id: webhook.id },
  details: { label: webhook.label },
});

async function viewKeys(tidings: Instance, { webhook, revision }: LoadedWebhook): Promise<SigningKeysView> {
  return viewSigningKeys(await openSigningKeys(tidings, webhook), revision.settings.delivery.signature);
}

/** Those of the kinds in use as they are read. */
export function viewSigningKeys(
  opened: OpenedKey[],
  signature: WebhookSettings["delivery"]["signature"],
): SigningKeysView {
  const kinds = kindsInUse(signature);
  return signingKeysSchema.parse({
    keys: kinds.flatMap((kind) => opened.filter((key) => key.kind === kind).map(viewKey)),
  });
}

function viewKey({ kind, secret, publicKey, expiresAt }: OpenedKey) {
  const until = { expiresAt: iso(expiresAt) };
  if (kind === "hmac") return { kind, secret, ...until };
  if (kind === "ed25519") return { kind, publicKey, ...until };
  return { kind, pem: publicKey, xml: rsaKeyXml(publicKey ?? ""), ...until };
}
