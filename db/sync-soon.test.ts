import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectSqlite } from "./connect-sqlite";
import { createSyncSoon } from "./sync-soon";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-sync-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("D14: only a connection that says so commits without waiting for the disk", () => {
  const [usual, soon] = (["each", "soon"] as const).map((sync) =>
    connectSqlite(join(folder, `${sync}.db`), { sync }),
  );
  expect(usual?.sqlite.pragma("synchronous", { simple: true })).toBe(2);
  expect(soon?.sqlite.pragma("synchronous", { simple: true })).toBe(1);
  expect(connectSqlite(join(folder, "default.db")).sqlite.pragma("synchronous", { simple: true })).toBe(2);
});

it("tells when everything that was committed before is on disk", async () => {
  const database = connectSqlite(join(folder, "soon.db"), { sync: "soon" });
  await database.atomically(function* (tx) {
    yield* tx.rows("CREATE TABLE things (id integer)", []);
  });
  for (let id = 0; id < 20; id++) {
    await database.atomically(function* (tx) {
      yield* tx.rows("INSERT INTO things VALUES (?)", [id]);
    });
  }
  await database.synced();
  await database.close();
  const again = connectSqlite(join(folder, "soon.db"));
  expect(await again.rows("SELECT count(*) AS n FROM things", [])).toEqual([{ n: 20 }]);
  await again.close();
});

it("syncs once for all that was written meanwhile, and once more for what came after", async () => {
  const file = join(folder, "log");
  writeFileSync(file, "x");
  const faults: Error[] = [];
  const soon = createSyncSoon(file, (fault) => faults.push(fault));
  for (let write = 0; write < 1_000; write++) soon.request();
  await soon.synced();
  soon.request();
  await soon.close();
  expect(faults).toEqual([]);
});

it("says so when the disk refuses, and refuses to tell that anything is on it", async () => {
  const faults: Error[] = [];
  // It can be opened, but not synced.
  const soon = createSyncSoon("/dev/null", (fault) => faults.push(fault));
  soon.request();
  await expect(soon.synced()).rejects.toThrow();
  expect(faults).toHaveLength(1);
});
