/** Node's own crypto alone, so that it can be pasted anywhere; node-sample.test.ts runs it. */
export const NODE_SAMPLE = `import { createHmac, timingSafeEqual } from "node:crypto";

// secret: "whsec_…" from this page. body: the raw bytes, before any JSON parsing.
export function isFromTidings(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age < 300)) return false; // too old: somebody may be repeating it

  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key)
    .update(\`\${id}.\${timestamp}.\`)
    .update(body)
    .digest();

  // Several signatures, separated by spaces, while a secret is being rotated.
  return String(headers["webhook-signature"]).split(" ").some((signature) => {
    const [version, value = ""] = signature.split(",");
    const given = Buffer.from(value, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;
