import { createHash } from "node:crypto";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Keyring } from "@/lib/keyring";

/** better-auth numbers its keys; the number follows from our key's id, so that it stays the same in any order. */
const versionOf = (keyId: string) => createHash("sha256").update(keyId).digest().readUInt32BE();

/** A key of better-auth's for each of ours: the first signs cookies and encrypts, every one decrypts. */
export function authSecrets(keyring: Keyring) {
  const secrets = keyring.keyIds.map((id) => ({
    version: versionOf(id),
    value: keyring.derive("better-auth", id),
  }));
  // What was encrypted before there was a second key names none: it belongs to the oldest, which is listed last.
  return { secrets, secret: secrets.at(-1)?.value as string };
}

/**
 * Encrypts under the first key what another one encrypted (the second factor's secret and backup codes).
 * @returns the same text if it is under the first key already, null if no key opens it
 */
export async function rewrapAuthSecret(keyring: Keyring, text: string): Promise<string | null> {
  const { secrets, secret } = authSecrets(keyring);
  const currentVersion = secrets[0]?.version as number;
  if (text.startsWith(`$ba$${currentVersion}$`)) return text;
  const keys = new Map(secrets.map(({ version, value }) => [version, value]));
  const key = { keys, currentVersion, legacySecret: secret };
  try {
    return await symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: text }) });
  } catch {
    return null;
  }
}
