import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { Database } from "../database";
import { ENGINES } from "./engines";
import { insertAccounts, insertDeliveries, insertWebhook, NOW, newRun } from "./rows";

describe.each(ENGINES)("what $name refuses to store", (engine) => {
  let database: Database;
  let webhook: string;
  beforeEach(async () => {
    database = (await engine.place()).connect();
    await insertAccounts(database);
    webhook = await insertWebhook(database, { label: "Orders" });
  });

  it("decision 12: a label twice in an account, compared without case, unless one is deleted", async () => {
    await expect(insertWebhook(database, { label: "ORDERS" })).rejects.toThrow();
    await insertWebhook(database, { label: "orders", accountId: 2 });
    const { webhooks } = database.tables;
    await database.atomically(function* (tx) {
      const deleted = { status: "deleted" as const, labelKey: null, deletedAt: NOW };
      yield* tx.run(tx.orm.update(webhooks).set(deleted).where(eq(webhooks.id, webhook)));
    });
    await insertWebhook(database, { label: "orders" });
    await insertWebhook(database, { status: "deleted", label: "x" });
  });

  const update = (sql: string, values: unknown[]) =>
    database.atomically(function* (tx) {
      yield* tx.rows(sql, values);
    });

  it.each([
    ["a final state without its time", "state = 'delivered', next_attempt_at = NULL"],
    ["a time of ending without a final state", "finished_at = 1"],
    ["sending without a lease", "state = 'sending'"],
    ["a lease without sending", "lease_epoch = 1"],
    ["pending without a next attempt", "next_attempt_at = NULL"],
    ["a next attempt in a final state", "state = 'failed', finished_at = 1"],
  ])("D18: a delivery with %s", async (_, changes) => {
    const [id] = await insertDeliveries(database, webhook, [NOW]);
    await expect(update(`UPDATE deliveries SET ${changes} WHERE id = $1`, [id])).rejects.toThrow(
      /deliveries_/,
    );
  });

  it("a deleted webhook without the time of its deletion, and the other way round", async () => {
    for (const changes of ["status = 'deleted'", "deleted_at = 1"]) {
      await expect(update(`UPDATE webhooks SET ${changes} WHERE id = $1`, [webhook])).rejects.toThrow(
        /webhooks_deleted/,
      );
    }
  });

  it("a success with a reason, or a failure without one", async () => {
    for (const run of [
      newRun(webhook, { reason: "gone" }),
      newRun(webhook, { verdict: "failed", reason: null }),
    ]) {
      await expect(database.atomically((tx) => database.sql.insertRuns(tx, [run]))).rejects.toThrow(
        /runs_reason/,
      );
    }
  });

  it("a webhook of an account that isn't there, and an account's end while it has webhooks", async () => {
    await expect(insertWebhook(database, { accountId: 99 })).rejects.toThrow();
    await expect(update("DELETE FROM accounts WHERE id = $1", [1])).rejects.toThrow();
  });

  it("a person's sessions and memberships go with the person", async () => {
    const { users, sessions, memberships } = database.tables;
    const at = new Date(NOW);
    const dates = { createdAt: at, updatedAt: at };
    await database.atomically(function* (tx) {
      const token = newId();
      yield* tx.run(tx.orm.insert(users).values({ id: "u", name: "U", email: "u@example.org", ...dates }));
      yield* tx.run(tx.orm.insert(sessions).values({ id: "s", token, userId: "u", expiresAt: at, ...dates }));
      yield* tx.run(
        tx.orm.insert(memberships).values({ accountId: 1, userId: "u", role: "member", createdAt: NOW }),
      );
    });
    expect((await database.orm.select().from(sessions))[0]?.expiresAt).toEqual(at);
    await update("DELETE FROM users WHERE id = $1", ["u"]);
    expect(await database.orm.select().from(sessions)).toEqual([]);
    expect(await database.orm.select().from(memberships)).toEqual([]);
  });
});
