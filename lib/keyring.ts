import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a ciphertext belongs; it opens nowhere else, so that rows can't be swapped. */
export interface SecretPlace {
  accountId: number;
  table: string;
  row: string;
  column: string;
}

export interface Keyring {
  seal(plaintext: string, place: SecretPlace): string;
  /** @returns null if it can't be read: another key, another place, or damaged. */
  open(ciphertext: string, place: SecretPlace): string | null;
  /** A key for another purpose, derived from the first one (HMAC of cookies), or from another by its id. */
  derive(purpose: string, keyId?: string): string;
  /** The ids of its keys; the first one's seals. */
  keyIds: string[];
}

/** Which key sealed it. */
export const keyIdOf = (ciphertext: string) => ciphertext.split(".", 1)[0] ?? "";

interface Key {
  id: string;
  bytes: Buffer;
}

/** AES-256-GCM under the first key; every listed key opens. */
export function createKeyring(keys: [Key, ...Key[]]): Keyring {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const first = keys[0];
  return {
    seal(plaintext, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", first.bytes, nonce);
      cipher.setAAD(additionalData(place, first.id));
      const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return [
        first.id,
        ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url")),
      ].join(".");
    },
    open(ciphertext, place) {
      const [id = "", nonce = "", tag = "", sealed = ""] = ciphertext.split(".");
      const key = byId.get(id);
      if (!key) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"), {
          authTagLength: 16,
        });
        decipher.setAAD(additionalData(place, id));
        decipher.setAuthTag(Buffer.from(tag, "base64url"));
        return decipher.update(sealed, "base64url", "utf8") + decipher.final("utf8");
      } catch {
        return null;
      }
    },
    derive: (purpose, keyId = first.id) =>
      createHash("sha256")
        .update((byId.get(keyId) ?? first).bytes)
        .update(purpose)
        .digest("base64url"),
    keyIds: keys.map(({ id }) => id),
  };
}

const additionalData = (place: SecretPlace, keyId: string) =>
  Buffer.from([place.accountId, place.table, place.row, place.column, keyId].join("|"));

/**
 * The keys of TIDINGS_SECRET_KEY (`<base64>`, or `id:<base64>,id:<base64>`), else the one in DATA_DIR/secret.key,
 * which is made once. That file may hold several keys too, one a line.
 * @throws when a key isn't 32 bytes of Base64, or its name can't be used.
 */
export function loadKeyring(env: { TIDINGS_SECRET_KEY?: string; DATA_DIR: string }): Keyring {
  const listed = (env.TIDINGS_SECRET_KEY ?? readKeyFile(env.DATA_DIR)).split(",").map(readKey);
  if (new Set(listed.map((key) => key.id)).size < listed.length) {
    throw new Error("TIDINGS_SECRET_KEY has two keys of the same name; give each a name of its own.");
  }
  return createKeyring(listed as [Key, ...Key[]]);
}

function readKey(text: string): Key {
  const [, id, base64 = ""] = /^(?:([^:]+):)?(.*)$/s.exec(text.trim()) ?? [];
  // The name stands before the first dot of what the key seals.
  if (id !== undefined && !/^[\w-]+$/.test(id)) {
    throw new Error("TIDINGS_SECRET_KEY: a key's name consists of letters, digits, hyphens and underscores.");
  }
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) {
    throw new Error("TIDINGS_SECRET_KEY must be 32 bytes in Base64; `openssl rand -base64 32` makes one.");
  }
  // An unnamed key is known by its fingerprint, so that it can be named or moved later.
  return { id: id ?? createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

function readKeyFile(dataDir: string): string {
  const file = join(dataDir, "secret.key");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    makeKeyFile(file);
  }
  return readFileSync(file, "utf8")
    .trim()
    .replace(/\s*,?\s*\n\s*/g, ",");
}

/** Whole or not at all: nobody reads, and no kill leaves, a file without its key. */
function makeKeyFile(file: string) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    // Unlike a rename it takes nothing's place.
    linkSync(draft, file);
  } catch (error) {
    // Another process was faster; its key is the one.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
}
