import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";

/** What a killed product left on the disk. */
export interface Remains {
  /** `PRAGMA integrity_check` said ok and no foreign key points nowhere. */
  sound: boolean;
  /** The `webhook-id` of every attempt that was under way. */
  interrupted: string[];
}

/** Looks at a copy, so that the product itself finds its files as the kill left them. */
export function examine(dataDir: string): Remains {
  return withCopy(dataDir, (sqlite) => ({
    sound:
      sqlite.pragma("integrity_check", { simple: true }) === "ok" &&
      (sqlite.pragma("foreign_key_check") as unknown[]).length === 0,
    interrupted: sqlite
      .prepare("SELECT coalesce(batch_id, id) FROM deliveries WHERE state = 'sending'")
      .pluck()
      .all() as string[],
  }));
}

/** Reads a copy of the database of a product that is not running. */
export function withCopy<Result>(dataDir: string, read: (sqlite: Sqlite.Database) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), "tidings-remains-"));
  try {
    for (const file of ["tidings.db", "tidings.db-wal"]) {
      if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(directory, file));
    }
    const sqlite = new Sqlite(join(directory, "tidings.db"));
    try {
      return read(sqlite);
    } finally {
      sqlite.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
