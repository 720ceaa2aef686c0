import type Sqlite from "better-sqlite3";

/** How many answers are remembered at most until the next write. */
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
 * Answers that hold while nothing is written: by other connections, which SQLite's data version tells, or by this one,
 * which says so itself.
 */
export function createSteadyRows(
  sqlite: Sqlite.Database,
  read: (text: string, values: unknown[]) => unknown,
  once: ReturnType<typeof onceInATurn>,
) {
  const answers = new Map<string, unknown>();
  const version = sqlite.prepare("PRAGMA data_version").pluck();
  let seen: unknown;
  return {
    /** This connection is about to write. */
    forget: () => answers.clear(),
    rows(text: string, values: unknown[]): unknown {
      once("data version", () => {
        const now = version.get();
        if (now !== seen) answers.clear();
        seen = now;
      });
      if (answers.size >= ANSWERS) answers.clear();
      const key = `${text}${JSON.stringify(values)}`;
      let rows = answers.get(key);
      if (!rows) {
        rows = read(text, values);
        answers.set(key, rows);
      }
      return rows;
    },
  };
}
