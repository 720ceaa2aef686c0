/** Opening a key with as many rounds takes a quarter of a second; whoever writes the key chooses how many there are. */
const MAX_ROUNDS = 1_000_000;

/** PBKDF2 (1.2.840.113549.1.5.12) and scrypt (1.3.6.1.4.1.11591.4.11), whose memory OpenSSL limits. */
const PBKDF2 = Buffer.from("2a864886f70d01050c", "hex");
const SCRYPT = Buffer.from("2b06010401da47040b", "hex");

/**
 * Whether a private key in PEM is encrypted, and by something that a passphrase opens in a short time: the rounds
 * stand in the file, and two thousand million of them would hold up the whole server.
 */
export function judgeEncryption(pem: string): "no" | "yes" | "unknown" {
  // OpenSSL's old form: one round of MD5.
  if (/^Proc-Type: 4,ENCRYPTED/m.test(pem)) return "yes";
  const block = /-----BEGIN ENCRYPTED PRIVATE KEY-----([^-]+)-----END/.exec(pem)?.[1];
  if (block === undefined) return "no";
  const der = Buffer.from(block, "base64");
  if (der.includes(SCRYPT)) return "yes";
  const at = der.indexOf(PBKDF2);
  const rounds = at < 0 ? null : roundsAt(der, at + PBKDF2.length);
  return rounds !== null && rounds <= MAX_ROUNDS ? "yes" : "unknown";
}

/** SEQUENCE { OCTET STRING salt, INTEGER rounds, … }, all short. */
function roundsAt(der: Buffer, start: number): number | null {
  const isShort = (at: number, tag: number) => der[at] === tag && (der[at + 1] ?? 0x80) < 0x80;
  if (!isShort(start, 0x30) || !isShort(start + 2, 0x04)) return null;
  const integer = start + 4 + (der[start + 3] as number);
  if (!isShort(integer, 0x02)) return null;
  const length = der[integer + 1] as number;
  return length >= 1 && length <= 4 && integer + 2 + length <= der.length
    ? der.readIntBE(integer + 2, length)
    : null;
}
