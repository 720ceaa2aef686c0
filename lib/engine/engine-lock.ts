import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";

/**
 * On SQLite one engine at a time may deliver from a data directory. The lock is one on a file that SQLite takes
 * for us, so the operating system frees it the moment its holder dies, kill -9 included.
 * @returns a function that frees it, or null if another engine holds it
 */
export function takeEngineLock(dataDir: string): (() => void) | null {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Sqlite(join(dataDir, "engine.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return () => lock.close();
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return null;
    throw error;
  }
}
