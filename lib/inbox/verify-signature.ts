import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type { SigningKeyKind } from "@/lib/webhooks/signing-key-kinds";
import type { Signature } from "./schema";

/** What a receiver holds: a shared secret (`whsec_…`), or a public key (`whpk_…`, SPKI PEM). */
export interface VerificationKey {
  kind: SigningKeyKind;
  secret?: string;
  publicKey?: string | null;
}

/** How far the timestamp may lie from the clock, as the `standardwebhooks` libraries have it. */
const TOLERANCE_SECONDS = 300;

/**
 * The verdict that a receiver would come to, over the very bytes that arrived: one fitting signature among those of
 * `webhook-signature`, by any of the keys, is enough, and `X-DI-Signature` must fit one of the RSA keys. Where a request
 * carries both, both must hold.
 */
export function verifySignature(
  headers: [string, string][],
  body: Uint8Array,
  keys: VerificationKey[],
  now: number,
): Signature {
  const header = (name: string) => headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const standard = header("webhook-signature");
  const overBody = header("x-di-signature");
  const verdicts = [
    standard === undefined ? null : holdsStandard(standard, header, body, keys, now),
    overBody === undefined ? null : holdsOverBody(overBody, body, keys),
  ].filter((verdict) => verdict !== null);
  if (verdicts.length === 0) return "missing";
  return verdicts.every(Boolean) ? "verified" : "wrong";
}

function holdsStandard(
  signatures: string,
  header: (name: string) => string | undefined,
  body: Uint8Array,
  keys: VerificationKey[],
  now: number,
): boolean {
  const [id, timestamp] = [header("webhook-id"), header("webhook-timestamp")];
  if (!id || !timestamp || !/^\d{1,15}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now / 1_000) - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const given = signatures.split(" ");
  return keys.some(({ kind, secret, publicKey }) => {
    if (kind === "hmac" && secret) return holdsSymmetric(given, signed, secret);
    return kind === "ed25519" && publicKey ? holdsAsymmetric(given, signed, publicKey) : false;
  });
}

function holdsSymmetric(given: string[], signed: Buffer, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = Buffer.from(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  return given.some((signature) => isSame(Buffer.from(signature), expected));
}

function holdsAsymmetric(given: string[], signed: Buffer, publicKey: string): boolean {
  const x = Buffer.from(publicKey.replace(/^whpk_/, ""), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return given
    .filter((signature) => signature.startsWith("v1a,"))
    .some((signature) => verify(null, signed, key, Buffer.from(signature.slice("v1a,".length), "base64")));
}

const holdsOverBody = (signature: string, body: Uint8Array, keys: VerificationKey[]): boolean =>
  keys.some(
    ({ kind, publicKey }) =>
      kind === "rsa" && publicKey && verify("sha256", body, publicKey, Buffer.from(signature, "base64")),
  );

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
