/**
 * What receivers may paste: the language's own crypto alone. samples.test.ts runs those for Node.js; that for PHP was
 * run with PHP 8.
 */
const NODE_V1 = `import { createHmac, timingSafeEqual } from "node:crypto";

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

const NODE_V1A = `import { createPublicKey, verify } from "node:crypto";

// publicKey: "whpk_…" from this page. body: the raw bytes, before any JSON parsing.
export function isFromTidings(publicKey, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age < 300)) return false; // too old: somebody may be repeating it

  const x = Buffer.from(publicKey.replace("whpk_", ""), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signed = Buffer.concat([Buffer.from(\`\${id}.\${timestamp}.\`), body]);

  // Several signatures, separated by spaces, while a key is being rotated.
  return String(headers["webhook-signature"]).split(" ").some((signature) => {
    const [version, value = ""] = signature.split(",");
    return version === "v1a" && verify(null, signed, key, Buffer.from(value, "base64"));
  });
}
`;

const NODE_RSA = `import { verify } from "node:crypto";

// publicKeys: every PEM of this page, two while a key is being rotated.
// body: the raw bytes, before any JSON parsing.
export function isFromTidings(publicKeys, headers, body) {
  const signature = Buffer.from(headers["x-di-signature"] ?? "", "base64");
  return publicKeys.some((pem) => verify("sha256", body, pem, signature));
}
`;

const PHP_RSA = `<?php
// $publicKeys: every PEM of this page, two while a key is being rotated.
function isFromTidings(array $publicKeys, string $body, string $header): bool {
    $signature = (string) base64_decode($header, true);
    foreach ($publicKeys as $pem) {
        if (openssl_verify($body, $signature, $pem, OPENSSL_ALGO_SHA256) === 1) return true;
    }
    return false;
}

$body = file_get_contents('php://input'); // the raw bytes
if (!isFromTidings($publicKeys, $body, $_SERVER['HTTP_X_DI_SIGNATURE'] ?? '')) {
    http_response_code(401);
    exit;
}
`;

const CSHARP_RSA = `using System.Linq;
using System.Security.Cryptography;

// publicKeys: every XML of this page, two while a key is being rotated.
// body: the raw bytes, before any JSON parsing.
static bool IsFromTidings(string[] publicKeys, string header, byte[] body)
{
    var signature = new byte[512];
    if (!Convert.TryFromBase64String(header, signature, out var length)) return false;
    return publicKeys.Any(xml =>
    {
        using var rsa = RSA.Create();
        rsa.FromXmlString(xml);
        return rsa.VerifyData(body, signature[..length],
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    });
}
`;

export const SAMPLES = {
  node_v1: NODE_V1,
  node_v1a: NODE_V1A,
  node_rsa: NODE_RSA,
  php_rsa: PHP_RSA,
  csharp_rsa: CSHARP_RSA,
} as const;

export type Sample = keyof typeof SAMPLES;
