import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { isoOf, NO_RETRY, openReplayWorld, SECOND } from "@/e2e/fixtures/replay-world";
import { passed } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { resendDelivery } from "@/lib/deliveries/resend";
import { newId } from "@/lib/ids";
import { pauseReplay, resumeReplay } from "@/lib/replays/change-state";
import { findReplay } from "@/lib/replays/find";
import { stepReplay } from "@/lib/replays/step";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";

describe("D18: replays under interruption", () => {
  it("whatever kills, pauses, deactivations and resends come between: each goes once, none twice", async () => {
    const [sqlite] = ENGINES;
    const { env } = await (sqlite as (typeof ENGINES)[number]).place();
    const world = await openReplayWorld(env);
    const { database } = world.tidings;
    if (database.dialect === "sqlite") database.sqlite.pragma("synchronous = OFF");
    await updateAccount(world.tidings, world.clientId, { webhookLimit: 1_000_000 });
    const { atomically } = database;
    const action = fc.constantFrom("step", "kill", "pause", "deactivate", "resend", "deliver", "succeed");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("failed" as const, "missed" as const, "selected" as const),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(action, { maxLength: 20 }),
        async (kind, size, perSecond, actions) => {
          const path = `/${newId()}`;
          const url = world.receiver.url(path);
          world.receiver.script(path, { status: kind === "failed" ? 500 : 200 });
          if (kind === "missed") await world.accept(Array.from({ length: size }, () => passed()));
          const since = isoOf(world.clock.now);
          const webhook = await world.webhook({ url, delivery: NO_RETRY });
          if (kind !== "missed") await world.accept(Array.from({ length: size }, () => passed()));
          await world.deliver();
          world.clock.now += SECOND;
          const originals = await world.deliveries(webhook.id);
          world.receiver.script(path, { status: 200 });
          const deliveryIds = originals.map(({ id }) => id);
          const input = kind === "selected" ? { kind, deliveryIds } : { kind, since };
          const replay = await world.start(webhook.id, { ...input, perSecond });
          let resent = 0;
          for (const what of actions) {
            const { state } = await findReplay(world.caller, replay.id);
            if (what === "kill") {
              Object.assign(database, {
                atomically: (body: Parameters<typeof atomically>[0]) =>
                  atomically(function* (tx) {
                    yield* body(tx);
                    throw new Error("killed");
                  }),
              });
              await stepReplay(world.tidings, replay.id, world.clock.now).catch(() => {});
              Object.assign(database, { atomically });
            } else if (what === "pause" && state === "running") await pauseReplay(world.caller, replay.id);
            else if (what === "pause" && state === "paused") await resumeReplay(world.caller, replay.id);
            else if (what === "deactivate") {
              await deactivateWebhook(world.caller, webhook.id);
              await world.runDue();
              await activateWebhook(world.caller, webhook.id);
            } else if (what === "resend" && kind === "failed") {
              const open = (await world.deliveries(webhook.id)).filter(
                ({ state, eventId }, _, all) =>
                  state === "failed" && all.filter((other) => other.eventId === eventId).length === 1,
              );
              if (open[0]) {
                await resendDelivery(world.caller, open[0].id);
                resent++;
              }
            } else if (what === "step") await world.runDue();
            else await world.deliver();
            world.clock.now += SECOND;
          }
          if ((await findReplay(world.caller, replay.id)).state === "paused") {
            await resumeReplay(world.caller, replay.id);
          }
          for (let turns = 0; turns < 30; turns++) {
            await world.runDue();
            world.clock.now += SECOND;
          }
          await world.deliver();
          const view = await findReplay(world.caller, replay.id);
          expect(view).toMatchObject({ state: "done", total: size, queued: size - resent, skipped: resent });
          const delivered = (await world.deliveries(webhook.id)).filter(({ state }) => state === "delivered");
          const perEvent = new Map<string, number>();
          for (const { eventId } of delivered) perEvent.set(eventId, (perEvent.get(eventId) ?? 0) + 1);
          expect([...perEvent.values()]).toEqual(
            Array.from({ length: size }, () => (kind === "selected" ? 2 : 1)),
          );
          await deactivateWebhook(world.caller, webhook.id);
        },
      ),
      { numRuns: Number(process.env.D18_RUNS || 40) },
    );
  }, 120_000);
});
