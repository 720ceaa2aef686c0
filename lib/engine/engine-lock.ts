import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lockFile } from "./lock-file";

/**
 * On SQLite one engine at a time may deliver from a data directory.
 * @returns a function that frees the lock, or null if another engine holds it
 */
export function takeEngineLock(dataDir: string): (() => void) | null {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFile(join(dataDir, "engine.lock"));
  return lock && (() => lock.close());
}
