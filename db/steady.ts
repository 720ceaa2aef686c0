import type Sqlite from "better-sqlite3";

/** How much is remembered at most until the next write. */
const ANSWERS = 10_000;

/** Things of one turn of the event loop: requests that were read from their sockets together share them. */
export function onceInATurn() {
  const done = new Set<string>();
  return (what: string, work: () => void) => {
    if (done.has(what)) return;
    work();
    if (done.size === 0) setImmediate(() => done.clear());
    done.add(what);
  };
}

/**
 * What was read holds while nothing is written: by other connections, which SQLite's data version tells, or by this
 * one, which says so itself.
 */
export function createSteady(sqlite: Sqlite.Database, once: ReturnType<typeof onceInATurn>) {
  const answers = new Map<string, unknown>();
  const version = sqlite.prepare("PRAGMA data_version").pluck();
  let seen: unknown;
  let writes = 0;

  const forget = () => {
    writes++;
    answers.clear();
  };
  const look = () => {
    const now = version.get();
    if (now !== seen) forget();
    seen = now;
  };

  return {
    /** This connection is about to write. */
    forget,
    read<Answer>(key: string, read: () => Promise<Answer>): Answer | Promise<Answer> {
      once("data version", look);
      if (answers.has(key)) return answers.get(key) as Answer;
      const before = writes;
      return read().then((answer) => {
        if (answers.size >= ANSWERS) answers.clear();
        if (writes === before) answers.set(key, answer);
        return answer;
      });
    },
  };
}
