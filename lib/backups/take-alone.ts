import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";

/**
 * Takes a database for oneself: nobody else has it open, nobody else can open it. Its log is written back on the way,
 * so that afterwards it is a single file.
 * @returns a function that lets it go; null if another process has it open
 */
export function takeAlone(file: string): (() => void) | null {
  if (!existsSync(file)) return () => {};
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    // Every process that has a database in WAL mode open stands in the way of leaving that mode.
    sqlite.pragma("journal_mode = DELETE");
    sqlite.exec("BEGIN EXCLUSIVE");
    return () => sqlite.close();
  } catch (error) {
    sqlite.close();
    const code = (error as { code?: string }).code ?? "";
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return null;
    // One that is too damaged to be opened is what backups are for.
    if (/^SQLITE_(NOTADB|CORRUPT|IOERR)/.test(code)) return () => {};
    throw error;
  }
}
