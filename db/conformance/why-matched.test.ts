import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";
import { findEvent } from "@/lib/events/find";
import { inspectEvent } from "@/lib/events/inspect";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

const MINUTE = 60_000;
const only = (personaIds: number[]) => ({ triggers: [{ type: "persona.threshold_passed", personaIds }] });

describe.each(ENGINES)("why an event is or is not owed to a webhook, on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  /** Accepts an event about persona 1 a minute from now; another minute later it can be asked about. */
  async function accept(event: Record<string, unknown> = {}): Promise<string> {
    world.clock.now += MINUTE;
    const { events } = await world.accept(passed(event));
    world.clock.now += MINUTE;
    return events[0]?.id ?? "";
  }
  const why = async (eventId: string) => {
    const { matched, notMatched } = await findEvent(world.caller, eventId);
    return {
      matched: matched.map(({ webhookId }) => webhookId),
      because: new Map(notMatched.map(({ webhookId, ...rest }) => [webhookId, rest])),
    };
  };

  it("names each reason, from what was stored at acceptance", async () => {
    const { dataCenterId } = await createDataCenter(world.tidings, world.clientId, {
      name: "Alpha",
      sampleData: true,
    });
    const wants = await world.webhook();
    const other = await world.webhook({ triggers: [{ type: "contact.updated" }] });
    const elsewhere = await world.webhook({ dataCenterId });
    const refined = await world.webhook(only([2]));
    const inactive = await world.webhook({ status: "inactive" });
    const id = await accept();
    const later = await world.webhook();
    const { matched, because } = await why(id);
    expect(matched).toEqual([wants.id]);
    expect(Object.fromEntries(because)).toEqual({
      [other.id]: { because: "other_event_type" },
      [elsewhere.id]: { because: "other_data_center", dataCenterId },
      [refined.id]: { because: "refinement", refinement: "personaIds", wanted: [2], offered: [1] },
      [inactive.id]: { because: "inactive" },
      [later.id]: { because: "created_later" },
    });
  });

  it("near misses stand first, and each is told by its present label", async () => {
    await world.webhook({ label: "Z other type", triggers: [{ type: "contact.updated" }] });
    await world.webhook({ label: "Y inactive", status: "inactive" });
    const refined = await world.webhook({ label: "X refined", ...only([2]) });
    const id = await accept();
    await updateWebhook(world.caller, refined.id, { label: "X renamed" });
    const { notMatched, owed } = await inspectEvent(world.caller, id);
    expect(owed).toEqual([]);
    expect(notMatched.map(({ label, changedSince }) => [label, changedSince])).toEqual([
      ["X renamed", true],
      ["Y inactive", false],
      ["Z other type", false],
    ]);
  });

  it("decision 16: settings edited after acceptance change nothing about the answer", async () => {
    const narrowed = await world.webhook(only([1]));
    const widened = await world.webhook(only([2]));
    const retyped = await world.webhook({ triggers: [{ type: "contact.updated" }] });
    const id = await accept();
    await updateWebhook(world.caller, narrowed.id, only([2]));
    await updateWebhook(world.caller, widened.id, only([1]));
    await updateWebhook(world.caller, retyped.id, { triggers: [{ type: "persona.threshold_passed" }] });
    const { matched, because } = await why(id);
    expect(matched).toEqual([narrowed.id]);
    expect(because.get(widened.id)).toMatchObject({ because: "refinement", wanted: [2] });
    expect(because.get(retyped.id)).toEqual({ because: "other_event_type" });
  });

  it("decision 10: the status at acceptance counts, whatever it is now", async () => {
    const activatedSince = await world.webhook({ status: "inactive" });
    const pausedThen = await world.webhook();
    await deactivateWebhook(world.caller, pausedThen.id);
    const deactivatedSince = await world.webhook();
    const id = await accept();
    await activateWebhook(world.caller, activatedSince.id);
    await activateWebhook(world.caller, pausedThen.id);
    await deactivateWebhook(world.caller, deactivatedSince.id);
    const { matched, because } = await why(id);
    expect(matched).toEqual([deactivatedSince.id]);
    expect(because.get(activatedSince.id)).toEqual({ because: "inactive" });
    expect(because.get(pausedThen.id)).toEqual({ because: "inactive" });
  });

  it("decision 10: suspended, it is owed; a deleted one is not told of unless it is owed", async () => {
    world.receiver.script("/gone", { status: 410 });
    const suspended = await world.webhook({ url: world.receiver.url("/gone") });
    const deleted = await world.webhook({ status: "inactive" });
    await accept();
    await world.deliver();
    const id = await accept();
    await deleteWebhook(world.caller, deleted.id);
    await deleteWebhook(world.caller, suspended.id);
    const { matched, because } = await why(id);
    expect(matched).toEqual([suspended.id]);
    expect(because.size).toBe(0);
    expect((await inspectEvent(world.caller, id)).owed).toMatchObject([
      { state: "cancelled", webhook: { id: suspended.id, status: "deleted" } },
    ]);
  });

  it("what can't be known is not guessed", async () => {
    const forgotten = await world.webhook({ status: "inactive" });
    const gap = await world.webhook({ status: "inactive" });
    const lost = await world.webhook();
    const id = await accept();
    const { database } = world.tidings;
    const { auditEntries, deliveries, webhooks } = database.tables;
    await database.atomically(function* (tx) {
      yield* tx.run(tx.orm.delete(auditEntries).where(eq(auditEntries.targetId, forgotten.id)));
      yield* tx.run(tx.orm.update(webhooks).set({ status: "active" }).where(eq(webhooks.id, gap.id)));
      yield* tx.run(tx.orm.delete(deliveries).where(eq(deliveries.webhookId, lost.id)));
    });
    const { because } = await why(id);
    for (const webhook of [forgotten, gap, lost])
      expect(because.get(webhook.id)).toEqual({ because: "unknown" });
  });

  it("an edit under way at the very moment explains what its time alone would not", async () => {
    const before = await world.webhook();
    const stopped = await world.webhook();
    world.clock.now += MINUTE;
    await deactivateWebhook(world.caller, stopped.id);
    // Accepted a little before the deactivation by the clock, committed after it.
    world.clock.now -= 200;
    const { events } = await world.accept();
    const created = await world.webhook();
    const { matched, because } = await why(events[0]?.id ?? "");
    expect(matched).toEqual([before.id]);
    expect(because.get(stopped.id)).toEqual({ because: "inactive" });
    expect(because.get(created.id)).toEqual({ because: "created_later" });
  });
});
