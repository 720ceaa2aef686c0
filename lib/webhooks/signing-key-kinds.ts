import { z } from "zod";
import type { WebhookSettings } from "./schema";

/** In the order in which they are listed. */
export const SIGNING_KEY_KINDS = ["hmac", "ed25519", "rsa"] as const;
export type SigningKeyKind = (typeof SIGNING_KEY_KINDS)[number];

/** The keys that a webhook's signatures need. */
export function kindsInUse({ standard, rsa }: WebhookSettings["delivery"]["signature"]): SigningKeyKind[] {
  const kinds: SigningKeyKind[] = standard === "v1" ? ["hmac"] : standard === "v1a" ? ["ed25519"] : [];
  return rsa ? [...kinds, "rsa"] : kinds;
}

/** Null while the key is the newest of its kind. */
const expiresAt = z.iso.datetime().nullable();

const hmacSchema = z.strictObject({
  kind: z.literal("hmac"),
  secret: z.string().startsWith("whsec_"),
  expiresAt,
});
const ed25519Schema = z.strictObject({
  kind: z.literal("ed25519"),
  publicKey: z.string().startsWith("whpk_"),
  expiresAt,
});
const rsaSchema = z.strictObject({
  kind: z.literal("rsa"),
  pem: z.string().startsWith("-----BEGIN PUBLIC KEY-----"),
  xml: z.string().startsWith("<RSAKeyValue>"),
  expiresAt,
});

export const publicKeySchema = z.discriminatedUnion("kind", [ed25519Schema, rsaSchema]);

/** Signing keys as they are read. Parsed on the way out, so that no private key can leak. */
export const signingKeysSchema = z.strictObject({
  keys: z.array(z.discriminatedUnion("kind", [hmacSchema, ed25519Schema, rsaSchema])),
});

export type PublicKeyView = z.infer<typeof publicKeySchema>;
export type SigningKeysView = z.infer<typeof signingKeysSchema>;
