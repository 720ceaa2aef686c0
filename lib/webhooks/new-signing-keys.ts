import { generateKeyPair, type KeyObject, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { newId } from "@/lib/ids";
import type { Keyring } from "@/lib/keyring";
import type { SigningKeyKind } from "./signing-key-kinds";

/** A key in the clear, before it is stored anywhere. */
export interface FreshKey {
  id: string;
  kind: SigningKeyKind;
  secret: string;
  publicKey: string | null;
}

/** Makes one key of each kind. Pairs are made off the event loop: RSA takes 0.1 to 1 s. */
export const freshSigningKeys = (kinds: readonly SigningKeyKind[]): Promise<FreshKey[]> =>
  Promise.all(kinds.map(async (kind) => ({ id: newId(), kind, ...(await MAKERS[kind]()) })));

/**
 * Rows of `signing_keys`, one of each kind, private halves sealed.
 * @param drafted keys that were made before the webhook was saved: receivers know them, so they are taken first
 */
export async function newSigningKeys(
  keyring: Keyring,
  webhook: { id: string; accountId: number },
  kinds: readonly SigningKeyKind[],
  now: number,
  drafted: readonly FreshKey[] = [],
) {
  const known = drafted.filter(({ kind }) => kinds.includes(kind));
  const fresh = await freshSigningKeys(kinds.filter((kind) => known.every((key) => key.kind !== kind)));
  return [...known, ...fresh].map(({ id, kind, publicKey, secret }) => ({
    ...{ id, kind, publicKey, accountId: webhook.accountId, webhookId: webhook.id },
    secret: keyring.seal(secret, signingKeyPlace(webhook.accountId, id)),
    ...{ createdAt: now, expiresAt: null },
  }));
}

/** Where the secret half of a key is sealed for. */
export const signingKeyPlace = (accountId: number, id: string) => ({
  ...{ accountId, table: "signing_keys", row: id, column: "secret" },
});

const generate = promisify(generateKeyPair);

const MAKERS: Record<SigningKeyKind, () => Promise<{ secret: string; publicKey: string | null }>> = {
  /** Standard Webhooks 1.0 wants 24 to 64 bytes. */
  hmac: async () => ({ secret: `whsec_${randomBytes(32).toString("base64")}`, publicKey: null }),

  ed25519: async () => {
    const { privateKey, publicKey } = await generate("ed25519");
    const { x = "" } = publicKey.export({ format: "jwk" });
    return {
      secret: pkcs8(privateKey),
      publicKey: `whpk_${Buffer.from(x, "base64url").toString("base64")}`,
    };
  },

  rsa: async () => {
    const { privateKey, publicKey } = await generate("rsa", { modulusLength: 2_048 });
    return {
      secret: pkcs8(privateKey),
      publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    };
  },
};

const pkcs8 = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
