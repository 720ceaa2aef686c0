import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import { updateAccount } from "@/lib/accounts/update-account";
import { resendDelivery } from "@/lib/deliveries/resend";
import { listRuns } from "@/lib/runs/list";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { listSigningKeys, rotateSigningKey } from "@/lib/webhooks/signing-keys";
import { updateWebhook } from "@/lib/webhooks/update";
import { Engine } from "./engine";

const SECOND = 1_000;
const schedule = (...delaysSeconds: number[]) => ({ retry: { kind: "schedule", delaysSeconds, jitter: 0 } });

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const secretOf = (key: SigningKeysView["keys"][number] | undefined) =>
  key?.kind === "hmac" ? key.secret : "";
const sha = (body: Buffer) => createHash("sha256").update(body).digest("hex");
const stateOf = async (webhookId: string) =>
  (await world.deliveries(webhookId)).map((delivery) => delivery.state);

/** Delays count from when a request left, which is a while after the world's clock on a busy machine. */
async function passUntilDue(webhookId: string): Promise<number> {
  const [delivery] = await world.deliveries(webhookId);
  const wait = Date.parse(delivery?.nextAttemptAt ?? "") - world.clock.now;
  await world.pass(wait);
  return wait;
}

/** Accepts an event whose first attempt is under way and never ends; the next attempt is answered 200. */
async function hangFirst() {
  const asked = new Promise<void>((resolve) => {
    world.receiver.script("/hook", (_request, count) => {
      if (count > 1) return { status: 200 };
      resolve();
      return new Promise(() => {});
    });
  });
  await world.accept();
  void world.deliver();
  await asked;
}

describe("a delivery", () => {
  it("S1.2: is one POST of JSON to the endpoint, signed as Standard Webhooks", async () => {
    const webhook = await world.webhook();
    const { events } = await world.accept();
    await world.deliver();
    const [request] = world.receiver.requests;
    expect(world.receiver.requests).toHaveLength(1);
    expect(request?.method).toBe("POST");
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(request?.json()).toMatchObject({
      EventId: events[0]?.id,
      EventType: "PersonaScoringPassedThreshold",
    });
    const { keys } = await listSigningKeys(world.caller, webhook.id);
    const now = new Date(world.clock.now);
    expect(verifyStandardWebhook(request as never, secretOf(keys[0]), { now })).toBe(true);
    const [delivery] = await world.deliveries(webhook.id);
    expect(delivery).toMatchObject({ state: "delivered", attempts: 1, reason: null });
    expect(request?.headers["webhook-id"]).toBe(delivery?.id);
  });

  it("is tried again by schedule with the same bytes and webhook-id, and a fresh timestamp", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 503 }, { status: 200 }]);
    const webhook = await world.webhook({ delivery: schedule(5, 300) });
    await world.accept();
    await world.deliver();
    await world.pass(4_999);
    expect(world.receiver.requests).toHaveLength(1);
    await passUntilDue(webhook.id);
    expect(world.receiver.requests).toHaveLength(2);
    expect(await passUntilDue(webhook.id)).toBeGreaterThanOrEqual(300 * SECOND);
    const { requests } = world.receiver;
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map((request) => sha(request.body))).size).toBe(1);
    expect(new Set(requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    expect(new Set(requests.map((request) => request.headers["webhook-timestamp"])).size).toBe(3);
    expect(await stateOf(webhook.id)).toEqual(["delivered"]);
  });

  it("D5: is failed when no try is left, after exactly as many attempts as the schedule has", async () => {
    world.receiver.script("/hook", { status: 500 });
    const webhook = await world.webhook({ delivery: schedule(1, 1) });
    await world.accept();
    await world.deliver();
    for (let i = 0; i < 5; i++) await world.pass(2 * SECOND);
    expect(world.receiver.requests).toHaveLength(3);
    expect(await world.deliveries(webhook.id)).toMatchObject([
      { state: "failed", attempts: 3, reason: "status_not_accepted", nextAttemptAt: null },
    ]);
  });

  it("keeps its bytes when the webhook is edited meanwhile, and goes to the corrected URL", async () => {
    world.receiver.script("/wrong", { status: 404 });
    const webhook = await world.webhook({ url: world.receiver.url("/wrong"), delivery: schedule(1) });
    await world.accept();
    await world.deliver();
    await updateWebhook(world.caller, webhook.id, { url: world.receiver.url("/right") });
    await world.pass(1_100);
    const [first, second] = world.receiver.requests;
    expect(second?.path).toBe("/right");
    expect(second?.body.equals(first?.body as Buffer)).toBe(true);
    const { runs } = await listRuns(world.caller, webhook.id, {});
    expect(runs.map((run) => run.attempt)).toEqual([2, 1]);
  });

  it("S1.27: is owed only where persona or stage fit", async () => {
    const fits = await world.webhook({
      triggers: [{ type: "persona.threshold_passed", personaIds: [2, 1] }],
    });
    const other = await world.webhook({ triggers: [{ type: "persona.threshold_passed", personaIds: [2] }] });
    const stage = await world.webhook({
      triggers: [{ type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }] }],
    });
    const { events } = await world.accept();
    expect(events[0]?.deliveries).toBe(1);
    const lead = {
      type: "lead_scoring.threshold_passed",
      data: { leadScoringId: 1, stageId: 2, score: 151 },
    };
    await world.accept([
      passed(lead),
      passed({ ...lead, data: { leadScoringId: 1, stageId: 1, score: 90 } }),
    ]);
    await world.deliver();
    expect(await stateOf(fits.id)).toEqual(["delivered"]);
    expect(await stateOf(other.id)).toEqual([]);
    expect(await stateOf(stage.id)).toEqual(["delivered"]);
  });

  it("is never sent beyond the webhook's concurrency at a time", async () => {
    let open = 0;
    let most = 0;
    world.receiver.script("/hook", async () => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
      return { status: 200 };
    });
    await world.webhook({ delivery: { concurrency: 3 } });
    await world.accept(Array.from({ length: 40 }, () => passed()));
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(40);
    expect(most).toBeLessThanOrEqual(3);
  });
});

describe("etiquette (D6)", () => {
  it("never follows a redirect", async () => {
    world.receiver.script("/hook", {
      kind: "redirect",
      status: 307,
      location: world.receiver.url("/elsewhere"),
    });
    const webhook = await world.webhook({ delivery: { retry: { kind: "none" } } });
    await world.accept();
    await world.deliver();
    expect(world.receiver.requests.map((request) => request.path)).toEqual(["/hook"]);
    expect(await world.deliveries(webhook.id)).toMatchObject([
      { state: "failed", reason: "redirect_not_followed" },
    ]);
  });

  it("decision 5: a 410 suspends, what was accepted stays owed and is sent after resuming", async () => {
    world.receiver.script("/hook", [{ status: 410 }, { status: 200 }]);
    const webhook = await world.webhook({ delivery: schedule(3_600) });
    await world.accept();
    await world.deliver();
    expect((await findWebhook(world.caller, webhook.id)).health).toMatchObject({
      state: "suspended",
      waiting: 1,
    });
    await world.accept();
    expect(await stateOf(webhook.id)).toEqual(["pending", "pending"]);
    await world.pass(60 * SECOND);
    expect(world.receiver.requests).toHaveLength(1);
    await activateWebhook(world.caller, webhook.id);
    await world.pass(3_600 * SECOND);
    expect(await stateOf(webhook.id)).toEqual(["delivered", "delivered"]);
  });

  it("decision 5: Retry-After puts the next attempt off, but never beyond the window", async () => {
    world.receiver.script("/hook", { status: 429, headers: { "Retry-After": "20" } });
    const webhook = await world.webhook({ delivery: schedule(5, 30) });
    await world.accept();
    await world.deliver();
    const next = async () =>
      Date.parse((await world.deliveries(webhook.id))[0]?.nextAttemptAt ?? "") - world.clock.now;
    expect(await next()).toBe(20 * SECOND);
    world.receiver.script("/hook", { status: 503, headers: { "Retry-After": "315360000" } });
    await world.pass(20 * SECOND);
    // 35 s after the first attempt, of which 20 s are over; the moments before requests left come on top.
    expect(await next()).toBeGreaterThanOrEqual(15 * SECOND);
    expect(await next()).toBeLessThan(17 * SECOND);
  });

  it("decision 5: Retry-After counts for nothing where the setting is off, or is junk", async () => {
    world.receiver.script("/hook", { status: 429, headers: { "Retry-After": "soon" } });
    const junk = await world.webhook({ delivery: schedule(5, 60) });
    const off = await world.webhook({ delivery: { ...schedule(5, 60), honourRetryAfter: false } });
    await world.accept();
    await world.deliver();
    for (const { id } of [junk, off]) {
      const [delivery] = await world.deliveries(id);
      expect(Date.parse(delivery?.nextAttemptAt ?? "") - world.clock.now).toBeLessThan(6 * SECOND);
    }
  });
});

describe("a webhook that is not active", () => {
  it("decision 10: is owed nothing while inactive; what waited is kept and sent when it is active again", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
    const webhook = await world.webhook({ delivery: schedule(60) });
    await world.accept();
    await world.deliver();
    await deactivateWebhook(world.caller, webhook.id, { waiting: "keep" });
    expect((await world.accept()).events[0]?.deliveries).toBe(0);
    await world.pass(50 * SECOND);
    expect(world.receiver.requests).toHaveLength(1);
    await activateWebhook(world.caller, webhook.id);
    await world.pass(11 * SECOND);
    expect(await stateOf(webhook.id)).toEqual(["delivered"]);
  });

  it("decision 10: lets the windows run on: what passed them ends as failed, untried after 7 days as discarded", async () => {
    world.receiver.script("/hook", { status: 500 });
    const webhook = await world.webhook({ delivery: schedule(60) });
    await world.accept();
    await world.deliver();
    await world.accept();
    await deactivateWebhook(world.caller, webhook.id);
    await world.pass(8 * 24 * 3_600 * SECOND);
    await activateWebhook(world.caller, webhook.id);
    expect((await stateOf(webhook.id)).toSorted()).toEqual(["discarded", "failed"]);
  });

  it("decision 10: cancels what waits if asked to", async () => {
    world.receiver.script("/hook", { status: 500 });
    const webhook = await world.webhook({ delivery: schedule(60) });
    await world.accept();
    await world.deliver();
    await deactivateWebhook(world.caller, webhook.id, { waiting: "cancel" });
    expect(await stateOf(webhook.id)).toEqual(["cancelled"]);
  });

  it("cancelled under way: delivered if it succeeds, else cancelled", async () => {
    const webhook = await world.webhook({ delivery: schedule(60) });
    let answer = (_: { status: number }) => {};
    const asked = new Promise<void>((resolve) => {
      world.receiver.script("/hook", () => {
        resolve();
        return new Promise((settle) => {
          answer = settle;
        });
      });
    });
    await world.accept();
    const delivering = world.deliver();
    await asked;
    await deactivateWebhook(world.caller, webhook.id, { waiting: "cancel" });
    await deleteWebhook(world.caller, webhook.id);
    answer({ status: 500 });
    await delivering;
    expect(await stateOf(webhook.id)).toEqual(["cancelled"]);
  });
});

describe("a resend", () => {
  it("decision 16: is a new delivery with the same webhook-id and bytes", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    const [first] = await world.deliveries(webhook.id);
    world.clock.now += 60 * SECOND;
    const { deliveryId } = await resendDelivery(world.caller, first?.id as string);
    await world.deliver();
    const [a, b] = world.receiver.requests;
    expect(b?.headers["webhook-id"]).toBe(a?.headers["webhook-id"]);
    expect(b?.body.equals(a?.body as Buffer)).toBe(true);
    expect(deliveryId).not.toBe(first?.id);
    expect(await stateOf(webhook.id)).toEqual(["delivered", "delivered"]);
  });

  it("is refused with 409 unless the webhook is active", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    await deactivateWebhook(world.caller, webhook.id);
    const [delivery] = await world.deliveries(webhook.id);
    await expect(resendDelivery(world.caller, delivery?.id as string)).rejects.toMatchObject({ status: 409 });
  });
});

describe("after a kill", () => {
  it("what was being sent is repeated at once by the next engine, counted, with the same bytes and id", async () => {
    const webhook = await world.webhook({ delivery: schedule(3_600) });
    await hangFirst();
    const next = new Engine(world.tidings, { owner: "the next engine", alone: true });
    expect(await next.rescue()).toBe(1);
    await next.drain();
    const [a, b] = world.receiver.requests;
    expect(b?.body.equals(a?.body as Buffer)).toBe(true);
    expect(b?.headers["webhook-id"]).toBe(a?.headers["webhook-id"]);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered", attempts: 2 }]);
  });
});

describe("a fault of our own", () => {
  it("leaves nothing leased that the database doesn't know of: a turn that was undone is done again", async () => {
    const webhook = await world.webhook();
    const { database } = world.tidings;
    const { atomically } = database;
    let faults = 1;
    // The disk is full for the first commit that claims something.
    (database as { atomically: typeof atomically }).atomically = (body) =>
      atomically(function* (tx) {
        const result = yield* body(tx);
        const claims = (result as { claims?: { batches: unknown[] }[] } | undefined)?.claims ?? [];
        if (claims.some((claim) => claim.batches.length > 0) && faults-- > 0) {
          throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
        }
        return result;
      });
    await world.accept();
    await world.deliver();
    expect(await stateOf(webhook.id)).toEqual(["delivered"]);
    const [lane] = await database.rows("SELECT owner, epoch FROM lanes", []);
    expect(lane).toEqual({ owner: "engine-of-the-test", epoch: 1 });
    expect(world.receiver.requests).toHaveLength(1);
  });

  it("gives a delivery back whose attempt crashed, and never leaves it `sending`", async () => {
    const webhook = await world.webhook();
    const { send } = world.tidings.sender;
    let crashes = 1;
    world.tidings.sender.send = (request) => {
      if (crashes-- > 0) throw new Error("a bug");
      return send(request);
    };
    await world.accept();
    await world.deliver();
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "pending", attempts: 1 }]);
    await world.pass(61 * SECOND);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered", attempts: 2 }]);
  });

  it("puts back, at the next start, whatever is `sending` without a live lease, even of a lane that was released", async () => {
    const webhook = await world.webhook({ delivery: schedule(3_600) });
    await hangFirst();
    await world.engine.release();
    const next = new Engine(world.tidings, { owner: "the next engine", alone: true });
    expect(await next.rescue()).toBe(1);
    await next.drain();
    expect(await stateOf(webhook.id)).toEqual(["delivered"]);
  });
});

describe("the retry window", () => {
  it("closes: a Retry-After that used it up leaves one try, at its end, and none after it", async () => {
    world.receiver.script("/hook", { status: 503, headers: { "Retry-After": "86400" } });
    const webhook = await world.webhook({ delivery: schedule(5, 5, 5, 5, 5) });
    await world.accept();
    await world.deliver();
    for (let second = 0; second < 60; second++) await world.pass(SECOND);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "failed", attempts: 2 }]);
  });
});

describe("an account without a paid plan", () => {
  it("S1.4: is sent nothing; what waited goes out when it has one again", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await updateAccount(world.tidings, world.clientId, { plan: "free" });
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(0);
    await updateAccount(world.tidings, world.clientId, { plan: "paid" });
    world.engine.wake();
    await world.deliver();
    expect(await stateOf(webhook.id)).toEqual(["delivered"]);
  });
});

describe("signing keys", () => {
  it("G4: for 24 hours after a rotation both keys sign, then the new one alone", async () => {
    const webhook = await world.webhook();
    const [old] = (await listSigningKeys(world.caller, webhook.id)).keys;
    const [fresh] = (await rotateSigningKey(world.caller, webhook.id)).keys;
    await world.accept();
    await world.deliver();
    await world.pass(24 * 3_600 * SECOND + SECOND);
    await world.accept();
    await world.deliver();
    const [during, after] = world.receiver.requests;
    const at = (ms: number) => ({ now: new Date(ms) });
    const then = world.clock.now - 24 * 3_600 * SECOND - SECOND;
    expect(verifyStandardWebhook(during as never, secretOf(old), at(then))).toBe(true);
    expect(verifyStandardWebhook(during as never, secretOf(fresh), at(then))).toBe(true);
    expect(verifyStandardWebhook(after as never, secretOf(old), at(world.clock.now))).toBe(false);
    expect(verifyStandardWebhook(after as never, secretOf(fresh), at(world.clock.now))).toBe(true);
  });
});
