import { createPublicKey } from "node:crypto";

/** A public RSA key in the form that .NET's `FromXmlString` reads (S3.28, S3.31). */
export function rsaKeyXml(pem: string): string {
  const { n = "", e = "" } = createPublicKey(pem).export({ format: "jwk" });
  const [modulus, exponent] = [n, e].map((part) => Buffer.from(part, "base64url").toString("base64"));
  return `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>${exponent}</Exponent></RSAKeyValue>`;
}
