import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { authOf } from "@/lib/accounts/auth";
import { createUser } from "@/lib/accounts/create-user";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { resetPassword } from "@/lib/accounts/reset-password";
import { updateAccount } from "@/lib/accounts/update-account";
import { createApiKey } from "@/lib/api-keys/create";
import { findKeyHolder } from "@/lib/api-keys/find-holder";
import { revokeApiKey } from "@/lib/api-keys/revoke";
import { listDataCenters } from "@/lib/data-centers/list";
import { resendDelivery } from "@/lib/deliveries/resend";
import { Engine } from "@/lib/engine/engine";
import { sweepExpired } from "@/lib/engine/sweep";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { listRunsByDelivery } from "@/lib/runs/list-by-delivery";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { listWebhookRows, listWebhooks } from "@/lib/webhooks/list";
import { listSigningKeys, rotateSigningKey } from "@/lib/webhooks/signing-keys";
import { testWebhook } from "@/lib/webhooks/test";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

const DAY = 24 * 3_600_000;
const schedule = (...delaysSeconds: number[]) => ({ retry: { kind: "schedule", delaysSeconds, jitter: 0 } });

describe.each(ENGINES)("D20: the product on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    const { env } = await place();
    world = await openWorld({ env });
    onTestFinished(() => world.close());
  });

  it("delivers, retries, and shows runs, deliveries and counters", async () => {
    world.receiver.script("/hook", [
      { status: 500, body: "no" },
      { status: 200, body: "yes" },
    ]);
    const webhook = await world.webhook({ delivery: schedule(5), description: 'a "quoted" text' });
    const { events } = await world.accept([passed({ id: "order-7" }), passed({ id: "order-7" })]);
    expect(events.map((event) => event.deliveries)).toEqual([1, 1]);
    await world.deliver();
    expect((await findWebhook(world.caller, webhook.id)).health).toMatchObject({ waiting: 1 });
    await world.pass(6_000);
    const [delivery] = await world.deliveries(webhook.id);
    expect(delivery).toMatchObject({ state: "delivered", attempts: 2, reason: null });
    expect(delivery?.runIds).toHaveLength(2);
    const { runs } = await listRuns(world.caller, webhook.id, { verdict: "failed" });
    expect(runs).toMatchObject([{ reason: "status_not_accepted", statusCode: 500, attempt: 1, test: false }]);
    const inspected = await inspectRun(world.caller, runs[0]?.id as string);
    expect(JSON.stringify(inspected)).toContain("PersonaScoringPassedThreshold");
    await listRunsByDelivery(world.caller, webhook.id, {});
    const { webhooks, total } = await listWebhooks(world.caller, { q: "WEBHOOK", status: "active" });
    expect(total).toBe(1);
    expect(webhooks).toMatchObject([{ id: webhook.id, description: 'a "quoted" text' }]);
    expect(JSON.stringify(await listWebhookRows(world.caller, {}))).toContain(webhook.id);
  });

  it("goes through a webhook's whole life", async () => {
    world.receiver.script("/hook", { status: 500 });
    const { caller } = world;
    const webhook = await world.webhook({ delivery: schedule(60, 60) });
    await world.accept();
    await world.deliver();
    await updateWebhook(caller, webhook.id, { label: "Renamed", headers: [{ name: "X-A", value: "1" }] });
    await deactivateWebhook(caller, webhook.id);
    world.clock.now += 8 * DAY;
    expect(await sweepExpired(world.tidings)).toBe(1);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "failed" }]);
    await activateWebhook(caller, webhook.id);
    await world.accept();
    await world.deliver();
    await deactivateWebhook(caller, webhook.id, { waiting: "cancel" });
    expect((await world.deliveries(webhook.id)).map(({ state }) => state)).toEqual(["cancelled", "failed"]);
    await deleteWebhook(caller, webhook.id);
    expect((await findWebhook(caller, webhook.id)).status).toBe("deleted");
    expect((await listWebhooks(caller, {})).total).toBe(0);
    await world.webhook({ label: "renamed" });
    await expect(world.webhook({ label: "RENAMED" })).rejects.toMatchObject({ problem: "label_taken" });
  });

  it("decision 12: gives a label to one of two that ask at once, and tells the other", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => world.webhook({ label: "The same" })),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(5);
    for (const { reason } of refused) expect(reason).toMatchObject({ problem: "label_taken" });
  });

  it("sends again, tests, rotates keys and keeps interrupted deliveries", async () => {
    const { caller } = world;
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    const [delivery] = await world.deliveries(webhook.id);
    await resendDelivery(caller, delivery?.id as string);
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(2);
    const [a, b] = world.receiver.requests;
    expect(b?.headers["webhook-id"]).toBe(a?.headers["webhook-id"]);
    expect((await testWebhook(caller, webhook.id, {})).runs).toMatchObject([{ test: true }]);
    await rotateSigningKey(caller, webhook.id);
    expect((await listSigningKeys(caller, webhook.id)).keys).toHaveLength(2);
    const asked = new Promise<void>((resolve) => {
      world.receiver.script("/hook", () => {
        resolve();
        return new Promise(() => {});
      });
    });
    await world.accept();
    void world.deliver();
    await asked;
    world.receiver.script("/hook", { status: 200 });
    const next = new Engine(world.tidings, { owner: "next", alone: true });
    expect(await next.rescue()).toBe(1);
    await next.drain();
    expect((await world.deliveries(webhook.id))[0]).toMatchObject({ state: "delivered", attempts: 2 });
  });

  it("D20: delivers each once with several engines at work", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, async () => (await world.webhook()).id));
    await world.accept(Array.from({ length: 10 }, () => passed()));
    const engines = [1, 2, 3].map((n) => new Engine(world.tidings, { owner: `engine ${n}`, alone: false }));
    const counts = await Promise.all(engines.map((engine) => engine.drain()));
    expect(counts.reduce((sum, count) => sum + count.succeeded, 0)).toBe(80);
    expect(world.receiver.requests).toHaveLength(80);
    for (const id of ids) expect((await world.deliveries(id)).every((d) => d.attempts === 1)).toBe(true);
  });

  it("decision 5: suspends a webhook whose endpoint is gone", async () => {
    world.receiver.script("/hook", { status: 410 });
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    expect(await findWebhook(world.caller, webhook.id)).toMatchObject({ status: "suspended" });
  });

  it("knows accounts, people, sessions and keys", async () => {
    const { tidings, clientId } = world;
    const password = "a long password";
    const { userId } = await createUser(tidings, clientId, {
      ...{ email: "ben@example.org", password, role: "member" },
    });
    const auth = authOf(tidings).api;
    const signedIn = await auth.signInEmail({ body: { email: "ben@example.org", password } });
    expect(signedIn.user.id).toBe(userId);
    const { sessions } = tidings.database.tables;
    const [session] = await tidings.database.orm.select().from(sessions);
    expect(session).toMatchObject({ userId, expiresAt: expect.any(Date) });
    await resetPassword(tidings, { email: "ben@example.org", password: "a new password" });
    expect(await tidings.database.orm.select().from(sessions)).toEqual([]);
    await expect(auth.signInEmail({ body: { email: "ben@example.org", password } })).rejects.toThrow();
    const { apiKeyId, key } = await createApiKey(world.caller, {
      ...{ name: "CRM", scopes: ["events:write"], dataCenterIds: [1] },
    });
    expect(await findKeyHolder(tidings, key)).toMatchObject({ accountId: clientId, dataCenterIds: [1] });
    await revokeApiKey(world.caller, apiKeyId);
    expect(await findKeyHolder(tidings, key)).toBeUndefined();
    await updateAccount(tidings, clientId, { webhookLimit: 3, feature: "automation=on" });
    expect((await listAccounts(tidings)).accounts).toMatchObject([
      { clientId, webhookLimit: 3, features: { automation: true } },
    ]);
    const [dataCenter] = await listDataCenters(world.caller);
    expect(dataCenter).toMatchObject({ id: 1, name: "Quantum" });
  });
});
