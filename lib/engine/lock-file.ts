import Sqlite from "better-sqlite3";

/**
 * Takes a lock on a file that SQLite takes for us, so the operating system frees it the moment its holder dies, kill -9
 * included. What is written to the file meanwhile is kept.
 * @returns the file, whose `close` frees the lock, or null if somebody else holds it
 */
export function lockFile(path: string): Sqlite.Database | null {
  const file = new Sqlite(path, { timeout: 0 });
  try {
    // Held until the file is closed, and not only until the next commit.
    file.pragma("locking_mode = EXCLUSIVE");
    file.exec("BEGIN EXCLUSIVE; COMMIT");
    return file;
  } catch (error) {
    file.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return null;
    throw error;
  }
}
