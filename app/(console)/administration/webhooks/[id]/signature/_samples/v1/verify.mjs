import { createHmac, timingSafeEqual } from "node:crypto";

// secret: "whsec_…" from this page. headers: request.headers, names in lower case.
// body: the raw bytes, before any JSON parsing.
export function isFromTidings(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age <= 300)) return false; // too old: somebody may be repeating it

  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const hmac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const expected = Buffer.from(`v1,${hmac}`);

  // Several signatures, separated by spaces, while a secret is being rotated.
  const signatures = String(headers["webhook-signature"]).split(" ");
  return signatures.some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
