import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "@/lib/errors";
import { type Database, Retry, type Transaction } from "../database";
import { ENGINES } from "./engines";
import { insertAccounts } from "./rows";

describe.each(ENGINES)("a transaction on $name", (engine) => {
  let database: Database;
  beforeEach(async () => {
    database = (await engine.place()).connect();
    await insertAccounts(database);
  });

  const rename = (tx: Transaction, name: string) =>
    tx.rows("UPDATE accounts SET name = $1 WHERE id = $2", [name, 1]);
  const name = async () =>
    (await database.rows<{ name: string }>("SELECT name FROM accounts WHERE id = $1", [1]))[0]?.name;

  it("keeps what its body wrote, and gives back what it returned", async () => {
    const result = await database.atomically(function* (tx) {
      yield* rename(tx, "Renamed");
      return "done";
    });
    expect(result).toBe("done");
    expect(await name()).toBe("Renamed");
  });

  it("undoes everything when its body throws, and hands the error on", async () => {
    const refusal = new Problem("conflict", "no");
    const failing = database.atomically(function* (tx) {
      yield* rename(tx, "Renamed");
      throw refusal;
    });
    await expect(failing).rejects.toBe(refusal);
    expect(await name()).toBe("Acme");
  });

  it("undoes everything when a statement fails, and can be followed by another", async () => {
    await expect(
      database.atomically(function* (tx) {
        yield* rename(tx, "Renamed");
        yield* tx.rows("UPDATE webhooks SET no_such_column = 1", []);
      }),
    ).rejects.toThrow(/no_such_column/);
    expect(await name()).toBe("Acme");
    await database.atomically((tx) => rename(tx, "Later"));
    expect(await name()).toBe("Later");
  });

  it("runs its body again after Retry, with nothing left of the time before", async () => {
    let runs = 0;
    const seen = await database.atomically(function* (tx) {
      const [row] = yield* tx.rows<{ name: string }>("SELECT name FROM accounts WHERE id = $1", [1]);
      yield* rename(tx, "Half done");
      if (++runs < 3) throw new Retry("out of date");
      return row?.name;
    });
    expect(runs).toBe(3);
    expect(seen).toBe("Acme");
  });

  it("gives up after a few runs", async () => {
    let runs = 0;
    const endless = database.atomically(function* (tx) {
      runs++;
      yield* rename(tx, "Half done");
      throw new Retry("out of date");
    });
    await expect(endless).rejects.toThrow(Retry);
    expect(runs).toBe(5);
    expect(await name()).toBe("Acme");
  });

  it("runs one after another or beside each other, and loses none", async () => {
    const { accounts } = database.tables;
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        database.atomically(function* (tx) {
          yield* tx.run(tx.orm.insert(accounts).values({ name: `${i}`, plan: "free", createdAt: i }));
        }),
      ),
    );
    expect(await database.orm.select().from(accounts)).toHaveLength(32);
  });
});
