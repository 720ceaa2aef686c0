import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { newId } from "@/lib/ids";
import { migrationsBefore } from "./conformance/older-migrations";
import { insertAccounts, insertDeliveries, insertWebhook, NOW } from "./conformance/rows";
import { connectSqlite, type SqliteDatabase } from "./connect-sqlite";
import { migrate } from "./migrate";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-migrate-"));
  file = join(folder, "tidings.db");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function open(): SqliteDatabase {
  const database = connectSqlite(file);
  onTestFinished(() => database.close());
  return database;
}

/** The product's migrations and one more, in a folder of the test's own. */
function withMigration(name: string, sql: string): string {
  const migrations = join(folder, name);
  cpSync("db/migrations/sqlite", migrations, { recursive: true });
  writeFileSync(join(migrations, `9999_${name}.sql`), sql);
  const journal = join(migrations, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  const entry = {
    idx: entries.length,
    version: "6",
    when: Date.now(),
    tag: `9999_${name}`,
    breakpoints: true,
  };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, entry] }));
  return migrations;
}

/** What drizzle-kit writes when a column of a table that others point at changes. */
const REBUILD_USERS = `
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_users\` (
  \`id\` text PRIMARY KEY NOT NULL, \`name\` text NOT NULL, \`email\` text NOT NULL,
  \`email_verified\` integer DEFAULT true NOT NULL, \`image\` text,
  \`two_factor_enabled\` integer DEFAULT false NOT NULL,
  \`created_at\` integer NOT NULL, \`updated_at\` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO \`__new_users\` SELECT id, name, email, email_verified, image, two_factor_enabled, created_at, updated_at FROM \`users\`;--> statement-breakpoint
DROP TABLE \`users\`;--> statement-breakpoint
ALTER TABLE \`__new_users\` RENAME TO \`users\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX \`users_email\` ON \`users\` (\`email\`);`;

/** Fills every table that has something to lose. */
async function fill(database: SqliteDatabase) {
  await insertAccounts(database);
  const webhook = await insertWebhook(database);
  await insertDeliveries(database, webhook, [NOW, NOW, NOW]);
  const { users, sessions, credentials, memberships } = database.tables;
  const at = new Date(NOW);
  const dates = { createdAt: at, updatedAt: at };
  await database.atomically(function* (tx) {
    for (const id of ["ada", "ben"]) {
      const email = `${id}@example.org`;
      yield* tx.run(tx.orm.insert(users).values({ id, name: id, email, ...dates }));
      const session = { id: newId(), token: newId(), userId: id, expiresAt: at, ...dates };
      yield* tx.run(tx.orm.insert(sessions).values(session));
      const credential = { id: newId(), accountId: id, providerId: "credential", userId: id, ...dates };
      yield* tx.run(tx.orm.insert(credentials).values(credential));
      const membership = { accountId: 1, userId: id, role: "member" as const, createdAt: NOW };
      yield* tx.run(tx.orm.insert(memberships).values(membership));
    }
  });
}

/** Every row of every table, to compare. */
const everything = (database: SqliteDatabase) =>
  Object.fromEntries(
    database.sqlite
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migrations')")
      .all()
      .map((row) => (row as { name: string }).name)
      .map((name) => [name, database.sqlite.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()]),
  );

const foreignKeys = (database: SqliteDatabase) => database.sqlite.pragma("foreign_keys", { simple: true });

describe("migrating a filled SQLite database", () => {
  let database: SqliteDatabase;
  beforeEach(async () => {
    database = open();
    await migrate(database);
    await fill(database);
  });

  it("D17: rebuilds a table that others point at without losing a row of theirs", async () => {
    const before = everything(database);
    expect(before.sessions).toHaveLength(2);
    expect(await migrate(database, withMigration("rebuild", REBUILD_USERS))).toBe(1);
    expect(everything(database)).toEqual(before);
    expect(foreignKeys(database)).toBe(1);
    expect(database.sqlite.pragma("foreign_key_check")).toEqual([]);
    expect(database.sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
  });

  it("D17: leaves the version before when it ends in the middle, and can be repeated", async () => {
    const before = everything(database);
    const broken = withMigration(
      "broken",
      `${REBUILD_USERS}--> statement-breakpoint\nCREATE TABLE nonsense (;`,
    );
    await expect(migrate(database, broken)).rejects.toThrow();
    expect(everything(database)).toEqual(before);
    expect(foreignKeys(database)).toBe(1);
    expect(await migrate(database, withMigration("mended", REBUILD_USERS))).toBe(1);
    expect(everything(database)).toEqual(before);
  });

  it("D17: changes nothing if rows would be left that point nowhere", async () => {
    const before = everything(database);
    const careless = withMigration("careless", "DELETE FROM users WHERE id = 'ada';");
    await expect(migrate(database, careless)).rejects.toThrow("point nowhere");
    expect(everything(database)).toEqual(before);
    expect(foreignKeys(database)).toBe(1);
  });

  it("leaves a database alone that a newer version has migrated further", async () => {
    const newer = withMigration("newer", "ALTER TABLE accounts ADD COLUMN motto text;");
    expect(await migrate(database, newer)).toBe(1);
    expect(await migrate(database)).toBe(0);
    expect(await migrate(database, newer)).toBe(0);
    expect(await database.orm.select().from(database.tables.accounts)).toHaveLength(2);
  });
});

it("S5.30: workflows of the version before know how many passages they have begun and ended", async () => {
  const database = open();
  await migrate(database, migrationsBefore("0008_workflow_starts", folder));
  database.sqlite.exec(`
    INSERT INTO workflows (id, account_id, data_center_id, name, name_key, status, draft, revision, version,
      created_at, created_by, updated_at) VALUES ('w', 1, 1, 'Welcome', 'welcome', 'active', '{}', 1, 1, 0, 'test', 0);
    INSERT INTO passages (id, account_id, workflow_id, version, data_center_id, contact_id, state, because, due_at,
      started_at, finished_at)
    VALUES ('a', 1, 'w', 1, 1, '7', 'waiting', 'due', 5, 0, NULL), ('b', 1, 'w', 1, 1, '8', 'done', 'due', NULL, 0, 9)`);
  await migrate(database);
  expect(await database.rows("SELECT begun, ended FROM workflows", [])).toEqual([{ begun: 2, ended: 1 }]);
});
