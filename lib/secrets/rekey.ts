import type { Instance } from "@/lib/instance";
import { SEALED_TABLES, type SealedRow, type SealedTable } from "./ciphertexts";
import { resealInstallationKey } from "./installation-key";

/** Rows of one transaction: small, so that a running server never waits. */
const ROWS_AT_ONCE = 50;

export interface Rekeyed {
  /** Rows by table whose ciphertexts are now under the first key. */
  rewrapped: Record<string, number>;
  /** Rows that no key opens; they stay as they are. */
  unreadable: Record<string, number>;
  keys: { first: string; others: string[] };
  next: string;
}

/**
 * Encrypts every credential anew with the first key, beside a running server. A kill leaves some rows done and the
 * others as they were; calling it again goes on. What is edited meanwhile is read again and not overwritten.
 */
export async function rekey(tidings: Instance): Promise<Rekeyed> {
  const [first = "", ...others] = tidings.keyring.keyIds;
  const rewrapped: Record<string, number> = {};
  const unreadable: Record<string, number> = {};
  for (const table of SEALED_TABLES) {
    rewrapped[table.name] = 0;
    // An edit may have carried an old ciphertext along into a new row.
    for (let round = 0; round < 5; round++) {
      const done = await rewrapTable(tidings, table);
      rewrapped[table.name] = (rewrapped[table.name] ?? 0) + done.rewrapped;
      unreadable[table.name] = done.unreadable;
      if (done.rewrapped + done.changedMeanwhile === 0) break;
    }
  }
  const { database, keyring } = tidings;
  if (database.dialect === "postgres") await resealInstallationKey(database, keyring);
  const lost = Object.values(unreadable).reduce((sum, rows) => sum + rows, 0);
  return { rewrapped, unreadable, keys: { first, others }, next: nextStep(tidings, others, lost) };
}

async function rewrapTable(tidings: Instance, table: SealedTable) {
  const count = { rewrapped: 0, unreadable: 0, changedMeanwhile: 0 };
  let page: SealedRow[];
  let after: string[] | undefined;
  do {
    page = await table.read(tidings, after, ROWS_AT_ONCE);
    after = page.at(-1)?.at;
    const changed: [SealedRow, string[]][] = [];
    for (const row of page) {
      const next = await table.rewrap(tidings.keyring, row);
      if (next === "unreadable") count.unreadable++;
      else if (next !== "current") changed.push([row, next]);
    }
    if (changed.length === 0) continue;
    const written = await tidings.database.atomically(function* (tx) {
      let rows = 0;
      for (const [row, next] of changed) if (yield* table.write(tx, row, next)) rows++;
      return rows;
    });
    count.rewrapped += written;
    count.changedMeanwhile += changed.length - written;
  } while (page.length === ROWS_AT_ONCE);
  return count;
}

function nextStep({ env }: Instance, others: string[], unreadable: number): string {
  const where = env.TIDINGS_SECRET_KEY ? "TIDINGS_SECRET_KEY" : "DATA_DIR/secret.key";
  if (unreadable > 0) {
    return `Some credentials can't be opened with any key of ${where}: add the key that sealed them and call rekey again, or enter those credentials anew.`;
  }
  if (others.length > 0) {
    return `Nothing needs the other keys any more (${others.join(", ")}): take them out of ${where}, keep them with the backups that were made under them, and restart every process.`;
  }
  const how = env.TIDINGS_SECRET_KEY
    ? "put a new one before it (new:<base64>,old:<base64>)"
    : "write a new one on a line above it (openssl rand -base64 32)";
  return `There is one key. To change it, ${how} in ${where}, restart every process, and call rekey again.`;
}
