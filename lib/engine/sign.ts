import { createHmac } from "node:crypto";

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
