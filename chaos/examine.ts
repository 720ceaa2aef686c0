import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Client } from "pg";
import type { Stage } from "./stage";

/** What a killed product left behind. */
export interface Remains {
  rows<Row>(text: string): Promise<Row[]>;
  /** @param from what follows `SELECT count(*)` */
  count(from: string): Promise<number>;
  /** Whether nothing in it is damaged and no reference points nowhere, as the database itself finds. */
  sound(): Promise<boolean>;
}

/** Reads the database of a product that is not running. */
export function examine<Result>(
  { dataDir, env }: Pick<Stage, "dataDir" | "env">,
  read: (remains: Remains) => Promise<Result>,
): Promise<Result> {
  return env.DATABASE_URL ? examineServer(env.DATABASE_URL, read) : examineFile(dataDir, read);
}

const countBy = (rows: Remains["rows"]) => async (from: string) => {
  const [row] = await rows<{ n: number | string }>(`SELECT count(*) AS n ${from}`);
  return Number(row?.n);
};

/** Looks at a copy, so that the product itself finds its files as the kill left them. */
async function examineFile<Result>(dataDir: string, read: (remains: Remains) => Promise<Result>) {
  const directory = mkdtempSync(join(tmpdir(), "tidings-remains-"));
  try {
    for (const file of ["tidings.db", "tidings.db-wal"]) {
      if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(directory, file));
    }
    const sqlite = new Sqlite(join(directory, "tidings.db"));
    try {
      const rows = async <Row>(text: string) => sqlite.prepare(text).all() as Row[];
      return await read({
        ...{ rows, count: countBy(rows) },
        sound: async () =>
          sqlite.pragma("integrity_check", { simple: true }) === "ok" &&
          (sqlite.pragma("foreign_key_check") as unknown[]).length === 0,
      });
    } finally {
      sqlite.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Each index against each row of its table. Throws where an index does not agree. */
const CHECK_INDEXES = `
  SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am am ON am.oid = c.relam AND am.amname = 'btree' WHERE c.relkind = 'i' AND i.indisvalid`;

const DAMAGED = `
  SELECT damage.* FROM pg_class c, verify_heapam(c.oid) AS damage
  WHERE c.relkind IN ('r', 't') AND c.relpersistence = 'p'`;

async function examineServer<Result>(url: string, read: (remains: Remains) => Promise<Result>) {
  const client = new Client(url);
  await client.connect();
  const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  try {
    return await read({
      ...{ rows, count: countBy(rows) },
      async sound() {
        await client.query("CREATE EXTENSION IF NOT EXISTS amcheck");
        const agree = await rows(CHECK_INDEXES).then(
          () => true,
          () => false,
        );
        return agree && (await rows(DAMAGED)).length === 0;
      },
    });
  } finally {
    await client.end();
  }
}
