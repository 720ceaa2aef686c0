import { verify } from "node:crypto";

// publicKeys: every PEM of this page, two while a key is being rotated.
// headers: request.headers, names in lower case. body: the raw bytes, before any JSON parsing.
export function isFromTidings(publicKeys, headers, body) {
  const signature = Buffer.from(headers["x-di-signature"] ?? "", "base64");
  return publicKeys.some((pem) => verify("sha256", body, pem, signature));
}
