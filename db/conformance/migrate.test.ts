import { describe, expect, it } from "vitest";
import { migrate } from "../migrate";
import { ENGINES } from "./engines";

describe.each(ENGINES)("migrations on $name", ({ place }) => {
  it("make every table, and nothing the second time", async () => {
    const database = (await place({ empty: true })).connect();
    expect(await migrate(database)).toBeGreaterThan(0);
    expect(await migrate(database)).toBe(0);
    await database.assertReachable();
    for (const table of Object.values(database.tables)) {
      expect(await database.orm.select().from(table).limit(1)).toEqual([]);
    }
  });

  it("are applied once by two that migrate at the same time", async () => {
    const here = await place({ empty: true });
    const [a, b] = [here.connect(), here.connect()];
    const counts = await Promise.all([migrate(a), migrate(b)]);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThan(0);
    expect(await migrate(here.connect())).toBe(0);
  });

  it("leave a database alone that a newer version has migrated further", async () => {
    const database = (await place()).connect();
    await database.atomically(function* (tx) {
      yield* tx.rows("INSERT INTO migrations (hash, applied_at) VALUES ($1, $2)", ["of the future", "2030"]);
    });
    expect(await migrate(database)).toBe(0);
  });
});
