import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";

export interface SignedRequest {
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** The bytes as they came; a string stands for its UTF-8 bytes. */
  body: Buffer | string;
}

/**
 * Standard Webhooks 1.0, written a second time on purpose: sharing the product's signer would let one
 * mistake pass on both sides. `key` is a secret (`whsec_…`, v1) or a public key (`whpk_…`, v1a).
 */
export function verifyStandardWebhook(
  request: SignedRequest,
  key: string,
  { toleranceSeconds = 300, now = new Date() }: { toleranceSeconds?: number; now?: Date } = {},
): boolean {
  const id = request.headers["webhook-id"];
  const timestamp = request.headers["webhook-timestamp"];
  const signatures = request.headers["webhook-signature"];
  if (!id || !timestamp || !signatures) return false;
  if (!/^(0|[1-9]\d{0,14})$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > toleranceSeconds) return false;

  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(request.body)]);
  const accepts = key.startsWith("whpk_") ? asymmetric(key, signed) : symmetric(key, signed);
  return signatures.split(" ").some(accepts);
}

/**
 * The vendor's own header `X-DI-Signature`: RSA, PKCS#1 v1.5, SHA-256 over the raw body, Base64. `key` is the public key
 * as SPKI PEM or as .NET's `<RSAKeyValue>`.
 */
export function verifyBodySignature(request: SignedRequest, key: string): boolean {
  const text = request.headers["x-di-signature"];
  if (!text) return false;
  const signature = Buffer.from(text, "base64");
  if (signature.toString("base64") !== text) return false;
  const publicKey = key.startsWith("<") ? fromXml(key) : createPublicKey(key);
  return verify("sha256", Buffer.from(request.body), publicKey, signature);
}

function fromXml(xml: string) {
  const part = (name: string) => {
    const [, base64 = ""] = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml) ?? [];
    return Buffer.from(base64, "base64").toString("base64url");
  };
  const key = { kty: "RSA", n: part("Modulus"), e: part("Exponent") };
  return createPublicKey({ key, format: "jwk" });
}

function symmetric(secret: string, signed: Buffer): (signature: string) => boolean {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (bytes.length === 0) throw new Error("A signing secret without bytes");
  // Compared as text: base64 decoders forgive changed letters, and a forged letter must not pass.
  const expected = Buffer.from(`v1,${createHmac("sha256", bytes).update(signed).digest("base64")}`);
  return (signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}

function asymmetric(publicKey: string, signed: Buffer): (signature: string) => boolean {
  const x = Buffer.from(publicKey.slice("whpk_".length), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return (signature) => {
    if (!signature.startsWith("v1a,")) return false;
    const text = signature.slice("v1a,".length);
    const bytes = Buffer.from(text, "base64");
    return bytes.toString("base64") === text && verify(null, signed, key, bytes);
  };
}
