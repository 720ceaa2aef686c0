import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";

/** An engine's place among those that share a data directory, with the engine's name in it. */
export interface EngineSeat {
  /**
   * The engines that died on this machine without an end, as far as their seats still say so: the operating system
   * frees a lock the moment its holder dies, so what they lease is nobody's.
   */
  dead(): string[];
  /** What they held is free: they need not be told of any more. */
  bury(owners: string[]): void;
  /** The engine has ended and holds nothing. */
  leave(): void;
}

/**
 * On PostgreSQL any number of engines may deliver, and a lease tells in a minute that its engine is dead. On the machine
 * on which it died that is known at once: each engine locks a file and leaves its name there.
 * @throws where nothing can be written to the data directory
 */
export function takeSeat(dataDir: string, owner: string): EngineSeat {
  mkdirSync(dataDir, { recursive: true });
  const buried = new Set<string>();
  let number = 1;
  let mine = lockSeat(dataDir, number);
  while (!mine) mine = lockSeat(dataDir, ++number);
  const seat = mine;
  const before = seat.owner;
  seat.write(owner);

  return {
    dead() {
      const found = before === undefined ? [] : [before];
      for (let other = 1; existsSync(fileOf(dataDir, other)); other++) {
        if (other === number) continue;
        const empty = lockSeat(dataDir, other);
        if (empty?.owner !== undefined) found.push(empty.owner);
        empty?.free();
      }
      return found.filter((name) => !buried.has(name));
    },
    bury(owners) {
      for (const name of owners) buried.add(name);
    },
    leave() {
      seat.write(undefined);
      seat.free();
    },
  };
}

const fileOf = (dataDir: string, number: number) => join(dataDir, `engine-${number}.lock`);

interface LockedSeat {
  /** Who sat there last and did not leave. */
  owner: string | undefined;
  write(owner: string | undefined): void;
  free(): void;
}

/** @returns undefined while a living engine sits there */
function lockSeat(dataDir: string, number: number): LockedSeat | undefined {
  const file = new Sqlite(fileOf(dataDir, number), { timeout: 0 });
  try {
    // Held until the file is closed, and not only until the next commit.
    file.pragma("locking_mode = EXCLUSIVE");
    file.exec("BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS seat (owner TEXT NOT NULL); COMMIT");
    const owner = file.prepare("SELECT owner FROM seat").pluck().get() as string | undefined;
    return {
      owner,
      write: file.transaction((name: string | undefined) => {
        file.exec("DELETE FROM seat");
        if (name !== undefined) file.prepare("INSERT INTO seat VALUES (?)").run(name);
      }),
      free: () => file.close(),
    };
  } catch (error) {
    file.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}
