import type { Database } from "@/db/database";
import { type Keyring, keyIdOf } from "@/lib/keyring";
import { SEALED_TABLES } from "./ciphertexts";

export interface KeyInUse {
  keyId: string;
  table: string;
  /** Whether one of what it sealed there opens. */
  readable: boolean;
}

/** Opens one credential for each key and table that holds any: a lost or exchanged key shows at once. */
export async function examineCredentials(tidings: {
  database: Database;
  keyring: Keyring | undefined;
}): Promise<KeyInUse[]> {
  const found = new Map<string, KeyInUse>();
  for (const table of SEALED_TABLES) {
    const { ciphertexts, name } = table;
    if (!ciphertexts) continue;
    let after: string[] | undefined;
    do {
      const page = await table.read(tidings, after, 500);
      after = page.at(-1)?.at;
      for (const { ciphertext, place } of page.flatMap(ciphertexts)) {
        const keyId = keyIdOf(ciphertext);
        const key = `${name} ${keyId}`;
        if (found.has(key)) continue;
        const readable = (tidings.keyring?.open(ciphertext, place) ?? null) !== null;
        found.set(key, { keyId, table: name, readable });
      }
    } while (after);
  }
  return [...found.values()];
}
