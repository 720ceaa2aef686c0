import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { lockFile } from "./lock-file";

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

/** So many engines find a seat in one data directory. */
const SEATS = 64;

/**
 * On PostgreSQL any number of engines may deliver, and a lease tells in a minute that its engine is dead. On the machine
 * on which it died that is known at once: each engine locks a file and leaves its name there.
 * @throws where no file can be locked and written to: then leases alone tell
 */
export function takeSeat(dataDir: string, owner: string): EngineSeat {
  mkdirSync(dataDir, { recursive: true });
  const { file: mine, number } = takeFirst(dataDir, owner);

  /** Of the files that no living engine holds; one that can't be read tells nothing. */
  const visitOthers = (visit: (file: SeatFile) => void) => {
    for (let other = 1; existsSync(pathOf(dataDir, other)); other++) {
      if (other === number) continue;
      let file: SeatFile | undefined;
      try {
        file = openSeat(pathOf(dataDir, other));
        if (file) visit(file);
      } catch {
        // Its engine's leases run out.
      } finally {
        file?.free();
      }
    }
  };

  return {
    dead() {
      const found = mine.owners().filter((name) => name !== owner);
      visitOthers((file) => found.push(...file.owners()));
      return found;
    },
    bury(owners) {
      if (owners.length === 0) return;
      mine.forget(owners);
      visitOthers((file) => file.forget(owners));
    },
    leave() {
      mine.forget([owner]);
      mine.free();
    },
  };
}

function takeFirst(dataDir: string, owner: string): { file: SeatFile; number: number } {
  let fault: unknown = new Error(`None of the ${SEATS} seats in ${dataDir} is free.`);
  for (let number = 1; number <= SEATS; number++) {
    let file: SeatFile | undefined;
    try {
      file = openSeat(pathOf(dataDir, number));
      file?.add(owner);
      if (file) return { file, number };
    } catch (error) {
      file?.free();
      fault = error;
    }
  }
  throw fault;
}

const pathOf = (dataDir: string, number: number) => join(dataDir, `engine-${number}.lock`);

/** A lock says something of the processes under one kernel only, wherever the folder lies. */
const MACHINE = bootId() ?? hostname();

function bootId(): string | undefined {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return undefined;
  }
}

interface SeatFile {
  /** Who sat there on this machine and did not leave. */
  owners(): string[];
  add(owner: string): void;
  forget(owners: string[]): void;
  free(): void;
}

/** @returns undefined while a living engine sits there */
function openSeat(path: string): SeatFile | undefined {
  const sqlite = lockFile(path);
  if (!sqlite) return undefined;
  try {
    sqlite.exec("CREATE TABLE IF NOT EXISTS seat (owner TEXT PRIMARY KEY, machine TEXT NOT NULL)");
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return {
    owners: () => sqlite.prepare("SELECT owner FROM seat WHERE machine = ?").pluck().all(MACHINE) as string[],
    add(owner) {
      sqlite.prepare("INSERT INTO seat VALUES (?, ?)").run(owner, MACHINE);
    },
    forget(owners) {
      const forget = "DELETE FROM seat WHERE machine <> ? OR owner IN (SELECT value FROM json_each(?))";
      sqlite.prepare(forget).run(MACHINE, JSON.stringify(owners));
    },
    free: () => sqlite.close(),
  };
}
