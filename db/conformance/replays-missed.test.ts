import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { events, HOUR, isoOf, openReplayWorld, type ReplayWorld, SECOND } from "@/e2e/fixtures/replay-world";
import { passed } from "@/e2e/fixtures/world";
import { newId } from "@/lib/ids";
import { findReplay } from "@/lib/replays/find";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { ENGINES } from "./engines";

describe.each(ENGINES)("Replay what was missed, and resends of a selection, on $name", ({ place }) => {
  let world: ReplayWorld;
  beforeEach(async () => {
    world = await openReplayWorld((await place()).env);
  });

  it("sends what was accepted while it was inactive and what there was before it, each once, its window from now on", async () => {
    await world.accept(events(2));
    world.clock.now += SECOND;
    const webhook = await world.webhook();
    const made = world.clock.now;
    await world.accept();
    await world.deliver();
    await deactivateWebhook(world.caller, webhook.id);
    world.clock.now += 10 * 24 * HOUR;
    await world.accept(events(3));
    world.clock.now += SECOND;
    await activateWebhook(world.caller, webhook.id);
    expect(await world.statesOf(webhook.id)).toEqual({ delivered: 1 });
    expect(await world.count(webhook.id, { kind: "missed" })).toEqual({ count: 5 });
    expect(await world.count(webhook.id, { kind: "missed", since: isoOf(made) })).toEqual({ count: 3 });
    const since = isoOf(made - SECOND);
    const replay = await world.start(webhook.id, { kind: "missed", since });
    world.receiver.clear();
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 5, skipped: 0, since });
    expect(await world.statesOf(webhook.id)).toEqual({ delivered: 6 });
    expect(new Set(world.receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(5);
    const { orm, tables } = world.tidings.database;
    const rows = await orm
      .select()
      .from(tables.deliveries)
      .where(eq(tables.deliveries.webhookId, webhook.id));
    expect(rows.filter(({ acceptedAt }) => acceptedAt >= world.clock.now - SECOND)).toHaveLength(5);
    expect(rows.every(({ resendOf }) => resendOf === null)).toBe(true);
    expect(await world.count(webhook.id, { kind: "missed" })).toEqual({ count: 0 });
  });

  it("asks the present triggers, data center and refinements (decision 7)", async () => {
    const lead = (id: number, stageId: number) => ({
      ...passed(),
      type: "lead_scoring.threshold_passed",
      data: { leadScoringId: id, stageId, score: 500 },
    });
    await world.accept([
      passed(),
      passed({ data: { personaId: 2, score: 105 } }),
      lead(1, 1),
      lead(1, 2),
      { ...passed(), type: "contact.became_contact", data: {} },
    ]);
    const other = await world.newAccount("Other");
    await world.accept([passed({ dataCenterId: other.dataCenterId })], other);
    world.clock.now += SECOND;
    const missed = async (triggers: unknown[]) => {
      const webhook = await world.webhook({ profile: "custom", triggers });
      const counted = await world.count(webhook.id, { kind: "missed" });
      const replay = await world.start(webhook.id, { kind: "missed" });
      expect(await world.untilEnd(replay.id)).toMatchObject({ queued: counted.count, skipped: 0 });
      return counted.count;
    };
    expect(await missed([{ type: "persona.threshold_passed" }])).toBe(2);
    expect(await missed([{ type: "persona.threshold_passed", personaIds: [2] }])).toBe(1);
    expect(
      await missed([
        { type: "persona.threshold_passed", personaIds: [1] },
        { type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }] },
        { type: "contact.became_contact" },
      ]),
    ).toBe(3);
    expect(await missed([{ type: "contact.updated" }])).toBe(0);
  });

  it("goes through more events than one look holds", async () => {
    for (let chunk = 0; chunk < 5; chunk++) await world.accept(events(900));
    world.clock.now += SECOND;
    const webhook = await world.webhook({
      profile: "custom",
      triggers: [{ type: "persona.threshold_passed", personaIds: [1] }],
    });
    expect(await world.count(webhook.id, { kind: "missed" })).toEqual({ count: 4_500 });
    const replay = await world.start(webhook.id, { kind: "missed", perSecond: 1_000 });
    for (let steps = 0; (await findReplay(world.caller, replay.id)).state === "running"; steps++) {
      expect(steps).toBeLessThan(20);
      await world.runDue();
      world.clock.now += SECOND / 2;
    }
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ queued: 4_500, total: 4_500 });
    const [row] = await world.tidings.database.rows<{ n: number; of: number }>(
      "SELECT count(*) AS n, count(DISTINCT event_id) AS of FROM deliveries WHERE webhook_id = $1",
      [webhook.id],
    );
    expect({ n: Number(row?.n), of: Number(row?.of) }).toEqual({ n: 4_500, of: 4_500 });
  });

  it("sends up to 1,000 final deliveries of the webhook, each once", async () => {
    const webhook = await world.failed(4);
    await world.accept();
    await world.deliver();
    const all = await world.deliveries(webhook.id);
    const ids = all.map(({ id }) => id);
    const chosen = [ids[0], ids[0]?.toUpperCase(), ids[3]];
    expect(await world.count(webhook.id, { kind: "selected", deliveryIds: chosen })).toEqual({ count: 2 });
    const replay = await world.start(webhook.id, { kind: "selected", deliveryIds: chosen });
    expect(replay).toMatchObject({ kind: "selected", total: 2, since: null, until: null });
    world.receiver.clear();
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 2 });
    expect(world.receiver.requests).toHaveLength(2);
  });

  it("refuses what is another webhook's, unknown or not final, at its place", async () => {
    const webhook = await world.failed(1);
    const other = await world.failed(1);
    await world.accept();
    const [waiting, mine] = await world.deliveries(webhook.id);
    const [theirs] = (await world.deliveries(other.id)).slice(-1);
    const deliveryIds = [mine?.id, theirs?.id, newId(), waiting?.id];
    await expect(world.start(webhook.id, { kind: "selected", deliveryIds })).rejects.toMatchObject({
      status: 400,
      errors: [
        { path: "deliveryIds.1", message: "is no delivery of this webhook" },
        { path: "deliveryIds.2", message: "is no delivery of this webhook" },
        { path: "deliveryIds.3", message: "is not final: it is pending" },
      ],
    });
  });
});
