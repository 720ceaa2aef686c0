import { createPublicKey, verify } from "node:crypto";

// publicKey: "whpk_…" from this page. headers: request.headers, names in lower case.
// body: the raw bytes, before any JSON parsing.
export function isFromTidings(publicKey, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age <= 300)) return false; // too old: somebody may be repeating it

  const x = Buffer.from(publicKey.replace("whpk_", ""), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);

  // Several signatures, separated by spaces, while a key is being rotated.
  const signatures = String(headers["webhook-signature"]).split(" ");
  return signatures.some((signature) => {
    const [version, value = ""] = signature.split(",");
    return version === "v1a" && verify(null, signed, key, Buffer.from(value, "base64"));
  });
}
