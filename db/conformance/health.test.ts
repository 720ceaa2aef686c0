import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database";
import type { HealthSignal } from "../dialect/dialect";
import { ENGINES } from "./engines";
import { insertAccounts, insertWebhook, NOW, within } from "./rows";

const HOUR = 3_600_000;

describe.each(ENGINES)("decision 11: a webhook's health on $name", (engine) => {
  let database: Database;
  let webhook: string;
  beforeEach(async () => {
    database = (await engine.place()).connect();
    await insertAccounts(database);
    webhook = await insertWebhook(database);
  });

  const signal = (changes: Partial<HealthSignal> = {}): HealthSignal => ({
    ...{ webhookId: webhook, succeededAt: null, failed: 0, lost: 0, failedAt: null },
    ...changes,
  });
  const note = (signals: HealthSignal[], quietSince = 0) =>
    within(database, (tx) => database.sql.noteHealth(tx, signals, quietSince));
  const set = (changes: object, id = webhook) =>
    within(database, function* (tx) {
      const { webhooks } = database.tables;
      yield* tx.run(tx.orm.update(webhooks).set(changes).where(eq(webhooks.id, id)));
    });
  const read = async (id = webhook) => {
    const { webhooks } = database.tables;
    const [row] = await database.orm.select().from(webhooks).where(eq(webhooks.id, id));
    if (!row) throw new Error("no webhook");
    const { failedInARow, lostInARow, lastSuccessAt, failingSince, warnedAt } = row;
    return { failedInARow, lostInARow, lastSuccessAt, failingSince, warnedAt };
  };

  it("adds failures up and keeps when they began", async () => {
    const [row] = await note([signal({ failed: 2, lost: 1, failedAt: NOW + 5 })]);
    expect(row).toEqual({
      ...{ webhookId: webhook, lostInARow: 1, lastSuccessAt: null, activatedAt: NOW },
      ...{ failingSince: NOW + 5, warnedAt: null, settings: null },
    });
    await note([signal({ failed: 3, lost: 2, failedAt: NOW + 50 })]);
    expect(await read()).toMatchObject({ failedInARow: 5, lostInARow: 3, failingSince: NOW + 5 });
  });

  it("a success begins anew, and only what came after it is left", async () => {
    const failing = { failedInARow: 9, lostInARow: 8, failingSince: NOW - 1, warnedAt: NOW };
    await set(failing);
    expect(await note([signal({ succeededAt: NOW + 10 })])).toHaveLength(1);
    const good = {
      failedInARow: 0,
      lostInARow: 0,
      lastSuccessAt: NOW + 10,
      failingSince: null,
      warnedAt: null,
    };
    expect(await read()).toEqual(good);
    await set(failing);
    await note([signal({ succeededAt: NOW + 20, failed: 2, lost: 1, failedAt: NOW + 30 })]);
    expect(await read()).toEqual({
      ...{ failedInARow: 2, lostInARow: 1, lastSuccessAt: NOW + 20, failingSince: NOW + 30, warnedAt: null },
    });
  });

  it("a success where all goes well is written once a minute, and otherwise writes nothing", async () => {
    expect(await note([signal({ succeededAt: NOW })])).toHaveLength(1);
    expect(await note([signal({ succeededAt: NOW + 59_999 })])).toEqual([]);
    expect((await read()).lastSuccessAt).toBe(NOW);
    expect(await note([signal({ succeededAt: NOW + 60_000 })])).toHaveLength(1);
    expect((await read()).lastSuccessAt).toBe(NOW + 60_000);
  });

  it("a clock that went back never makes the last success older", async () => {
    await set({ lastSuccessAt: NOW, failedInARow: 1 });
    await note([signal({ succeededAt: NOW - HOUR })]);
    expect(await read()).toMatchObject({ lastSuccessAt: NOW, failedInARow: 0 });
  });

  it("a signal of nothing only reads", async () => {
    await set({
      failedInARow: 4,
      lostInARow: 2,
      failingSince: NOW,
      lastSuccessAt: NOW - 5,
      warnedAt: NOW + 1,
    });
    const before = await read();
    expect(await note([signal()])).toMatchObject([{ lostInARow: 2, failingSince: NOW, warnedAt: NOW + 1 }]);
    expect(await read()).toEqual(before);
  });

  it("settings come with those that have been failing without a success for long enough", async () => {
    await set({ lastSuccessAt: NOW, activatedAt: NOW - HOUR });
    const failed = signal({ failed: 1, failedAt: NOW + 1 });
    const settingsOf = async (quietSince: number) => (await note([failed], quietSince))[0]?.settings ?? null;
    expect(await settingsOf(NOW - 1)).toBeNull();
    expect(JSON.parse((await settingsOf(NOW)) ?? "null")).toMatchObject({ url: "https://example.com/hook" });
    await set({ lastSuccessAt: null, activatedAt: NOW + 1 });
    expect(await settingsOf(NOW)).toBeNull();
    expect(await settingsOf(NOW + 1)).not.toBeNull();
    expect((await note([signal({ succeededAt: NOW + HOUR })], NOW + HOUR))[0]?.settings).toBeNull();
  });

  it("only what is active is touched, many webhooks in one go", async () => {
    const others = await Promise.all(
      (["inactive", "suspended", "deleted", "created", "active"] as const).map((status) =>
        insertWebhook(database, { status }),
      ),
    );
    const signals = [...others, webhook]
      .toSorted()
      .map((webhookId) => signal({ webhookId, failed: 1, failedAt: NOW }));
    const rows = await note(signals);
    expect(rows.map((row) => row.webhookId).toSorted()).toEqual([others[4], webhook].toSorted());
    for (const id of others.slice(0, 4))
      expect(await read(id)).toMatchObject({ failedInARow: 0, failingSince: null });
    expect(await note([])).toEqual([]);
  });

  it("autoResume: finds the suspended ones that are probed", async () => {
    const probed = await insertWebhook(database, { status: "suspended" });
    const resting = await insertWebhook(database, { status: "suspended" });
    await within(database, function* (tx) {
      const { lanes } = database.tables;
      for (const id of [probed, webhook]) {
        const lane = { probeAt: NOW + 5, probes: 2 };
        yield* tx.run(tx.orm.update(lanes).set(lane).where(eq(lanes.webhookId, id)));
      }
    });
    const find = (ids: string[]) => within(database, (tx) => database.sql.findProbes(tx, ids));
    expect(await find([webhook, probed, resting])).toEqual([
      { webhookId: probed, probeAt: NOW + 5, probes: 2 },
    ]);
    expect(await find([webhook, resting])).toEqual([]);
    expect(await find([])).toEqual([]);
  });
});
