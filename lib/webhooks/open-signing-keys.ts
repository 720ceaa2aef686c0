import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { signingKeyPlace } from "./new-signing-keys";
import type { SigningKeyKind } from "./signing-key-kinds";

export interface OpenedKey {
  kind: SigningKeyKind;
  /** `whsec_…`, or the private key as PKCS #8 PEM. */
  secret: string;
  /** `whpk_…`, or SPKI PEM; null for a shared secret. */
  publicKey: string | null;
  /** Epoch ms; null while it is the newest of its kind. */
  expiresAt: number | null;
}

/** The keys that hold at this moment, the newest first; a key that can't be read is left out. */
export async function openSigningKeys(
  tidings: Pick<Instance, "database" | "keyring" | "now">,
  webhook: { id: string; accountId: number },
): Promise<OpenedKey[]> {
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
  return rows.toSorted(newestFirst).flatMap(({ id, kind, secret, publicKey, expiresAt }) => {
    const opened = tidings.keyring.open(secret, signingKeyPlace(webhook.accountId, id));
    return opened === null ? [] : [{ kind, secret: opened, publicKey, expiresAt }];
  });
}

type Age = { id: string; createdAt: number; expiresAt: number | null };

/** Keys expire in the order in which they were made, whatever a clock that was set back says. */
const newestFirst = (a: Age, b: Age) =>
  (b.expiresAt ?? Number.MAX_VALUE) - (a.expiresAt ?? Number.MAX_VALUE) ||
  b.createdAt - a.createdAt ||
  (a.id < b.id ? 1 : -1);
