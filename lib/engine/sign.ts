import { createHmac, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";

/**
 * The `webhook-signature` of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body` for every secret in use,
 * separated by blanks. `secrets` are `whsec_` and Base64.
 */
export function signStandard(secrets: string[], id: string, timestampSeconds: number, body: string): string {
  const signed = `${id}.${timestampSeconds}.${body}`;
  return secrets
    .map((secret) => `v1,${createHmac("sha256", keyBytes(secret)).update(signed).digest("base64")}`)
    .join(" ");
}

/** The same by Ed25519 (`v1a`), off the event loop: a signature by every key in use, separated by blanks. */
export async function signStandardAsymmetric(
  keys: KeyObject[],
  id: string,
  timestampSeconds: number,
  body: string,
): Promise<string> {
  const signed = Buffer.from(`${id}.${timestampSeconds}.${body}`);
  const signatures = await Promise.all(keys.map((key) => signInPool(null, signed, key)));
  return signatures.map((signature) => `v1a,${signature.toString("base64")}`).join(" ");
}

/** The value of `X-DI-Signature` (S3.31): RSA, PKCS#1 v1.5, SHA-256 over the raw body, off the event loop. */
export async function signBody(key: KeyObject, body: string): Promise<string> {
  return (await signInPool("sha256", Buffer.from(body), key)).toString("base64");
}

/** With a callback, node signs in its thread pool. */
const signInPool = promisify(sign) as (
  algorithm: string | null,
  data: Buffer,
  key: KeyObject,
) => Promise<Buffer>;

const decoded = new Map<string, Buffer>();

/** Decoding is a tenth of signing a small body; a few thousand secrets are kept decoded. */
function keyBytes(secret: string): Buffer {
  let bytes = decoded.get(secret);
  if (!bytes) {
    if (decoded.size > 5_000) decoded.clear();
    bytes = Buffer.from(secret.slice("whsec_".length), "base64");
    decoded.set(secret, bytes);
  }
  return bytes;
}
