import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { createUser } from "@/lib/accounts/create-user";
import { updateAccount } from "@/lib/accounts/update-account";
import { listAudit } from "@/lib/audit/list";
import { expireWaiting } from "@/lib/deliveries/expire";
import { recordLost } from "@/lib/engine/judge-health";
import { type Observed, recordHealth } from "@/lib/engine/record-health";
import { sweepExpired } from "@/lib/engine/sweep";
import { findMail } from "@/lib/notifications/find";
import { listMails } from "@/lib/notifications/list";
import { HOUR_MS } from "@/lib/time";
import { removeUser } from "@/lib/users/remove";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { duplicateWebhook } from "@/lib/webhooks/duplicate";
import { findWebhook } from "@/lib/webhooks/find";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

const MINUTE_MS = 60_000;
const suspension = { failedInARow: 2, hoursWithoutSuccess: 2, autoResume: false };
const PERSON = { password: "a long password", role: "member" as const };
const once = { retry: { kind: "none" } };

describe.each(ENGINES)("decision 11: health on $name", ({ name, place }) => {
  /** One for all tests, each of which has an account of its own. */
  let world: World;
  let ben: string;
  let account: Awaited<ReturnType<World["newAccount"]>>;
  let accounts = 0;
  const open = async () => {
    const { DATABASE_URL } = name === "postgres" ? (await place()).env : {};
    world = await openWorld({ env: DATABASE_URL ? { DATABASE_URL } : {} });
    ben = (await createUser(world.tidings, world.clientId, { ...PERSON, email: "ben@example.org" })).userId;
  };
  afterAll(() => world.close());
  beforeEach(async () => {
    if (!world) await open();
    account = await world.newAccount(`Account${++accounts}`);
    const { database } = world.tidings;
    const membership = { accountId: account.clientId, userId: ben, role: "member" as const, createdAt: 0 };
    await database.atomically(function* (tx) {
      yield* tx.run(tx.orm.insert(database.tables.memberships).values(membership));
    });
  });

  const webhook = (delivery: object = {}, more: object = {}) =>
    world.webhook(
      {
        ...{ label: "Profile sync", notifyUserIds: [ben], delivery: { ...once, suspension, ...delivery } },
        ...more,
      },
      account,
    );
  const health = async (id: string) => {
    const { status, health } = await findWebhook(account.caller, id);
    return { status, ...health };
  };
  const row = async (id: string) => {
    const { webhooks } = world.tidings.database.tables;
    const [found] = await world.tidings.database.orm.select().from(webhooks).where(eq(webhooks.id, id));
    if (!found) throw new Error("no webhook");
    return found;
  };
  const lane = async (id: string) => {
    const { lanes } = world.tidings.database.tables;
    const [found] = await world.tidings.database.orm.select().from(lanes).where(eq(lanes.webhookId, id));
    return { probeAt: found?.probeAt ?? null, probes: found?.probes };
  };
  /** Subject and text of each mail, oldest first. */
  const mails = async () => {
    const { mails } = await listMails(account.caller, {});
    return Promise.all(
      mails.toReversed().map(async ({ id, recipient, subject }) => {
        const { text } = await findMail(account.caller, id);
        return { recipient, subject, text: text ?? "" };
      }),
    );
  };
  const subjects = async () => (await mails()).map(({ subject }) => subject);
  const systemDid = async (id: string) =>
    (await listAudit(account.caller, { targetId: id })).entries
      .filter(({ actor }) => actor.kind === "system")
      .map(({ action, details }) => ({ action, ...details }));
  const answer = (...statuses: number[]) =>
    world.receiver.script(
      "/hook",
      statuses.map((status) => ({ status })),
    );
  const accept = (input: unknown = passed()) => world.accept(input, account);
  /** One event, one run that fails for good. */
  async function lose(times = 1) {
    answer(500);
    for (let n = 0; n < times; n++) {
      await accept();
      await world.deliver();
    }
  }
  const observed = (webhookId: string, changes: Partial<Observed> = {}): Observed => ({
    ...{ webhookId, verdict: "failed", reason: "status_not_accepted", startedAt: world.clock.now },
    ...{ lost: 0, gone: false },
    ...changes,
  });
  const record = (...all: Observed[]) =>
    world.tidings.database.atomically((tx) => recordHealth(world.tidings, tx, all, world.clock.now));

  it("failures bring a warning at half of the figures and the suspension at the whole, each told once", async () => {
    const { id } = await webhook();
    world.clock.now += HOUR_MS;
    await lose();
    const warning = "The last delivery failed, and nothing has succeeded for 1 h.";
    expect(await health(id)).toMatchObject({ status: "active", state: "warning" });
    expect((await health(id)).reason).toBe(
      `${warning} It is suspended when 2 deliveries in a row have failed and nothing has succeeded for 2 h.`,
    );
    await sweepExpired(world.tidings);
    expect(await subjects()).toEqual(['Webhook "Profile sync" is failing']);
    world.clock.now += HOUR_MS;
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ status: "active", state: "warning" });
    await lose();
    const reason = "The last 2 deliveries failed, and nothing has succeeded for 2 h.";
    expect(await health(id)).toMatchObject({ status: "suspended", state: "suspended", reason });
    expect(await systemDid(id)).toEqual([
      { action: "webhook.suspended", label: "Profile sync", reason: "failed_in_a_row", failedInARow: 2 },
    ]);
    // What is accepted now stays owed; the reason keeps the figures of the suspension.
    await accept();
    world.clock.now += 5 * HOUR_MS;
    await world.deliver();
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ reason, waiting: 1 });
    const all = await mails();
    expect(all.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ["ben@example.org", 'Webhook "Profile sync" is failing'],
      ["ben@example.org", 'Webhook "Profile sync" was suspended'],
    ]);
    expect(all[0]?.text).toContain(warning);
    expect(all[1]?.text).toContain(reason);
    expect(all[1]?.text).toMatch(/The last answer: .*500/);
    expect(all[1]?.text).toContain("Nothing waits; 2 events were lost since the last success.");
    expect(all[1]?.text).toContain(
      `Open webhook:\n${world.tidings.env.PUBLIC_URL}/administration/webhooks/${id}`,
    );
    expect(await lane(id)).toEqual({ probeAt: null, probes: 0 });
  });

  it("time alone brings both, within a minute", async () => {
    const { id } = await webhook();
    await lose(2);
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ state: "healthy", reason: null });
    world.clock.now += HOUR_MS;
    await sweepExpired(world.tidings);
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ state: "warning" });
    expect(await subjects()).toEqual(['Webhook "Profile sync" is failing']);
    world.clock.now += HOUR_MS;
    await sweepExpired(world.tidings);
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ status: "suspended" });
    expect(await subjects()).toHaveLength(2);
  });

  it("is not held against an endpoint while the account is not on the paid plan", async () => {
    const { id } = await webhook();
    await lose(2);
    await updateAccount(world.tidings, account.clientId, { plan: "free" });
    world.clock.now += 3 * HOUR_MS;
    await sweepExpired(world.tidings);
    await updateAccount(world.tidings, account.clientId, { plan: "paid" });
    expect((await health(id)).status).toBe("active");
  });

  it("a success makes it healthy, and it can be warned of again", async () => {
    const { id } = await webhook();
    world.clock.now += HOUR_MS;
    await lose();
    answer(200);
    await accept();
    await world.deliver();
    expect(await health(id)).toMatchObject({ state: "healthy", reason: null });
    expect(await row(id)).toMatchObject({
      lostInARow: 0,
      failedInARow: 0,
      failingSince: null,
      warnedAt: null,
    });
    world.clock.now += HOUR_MS;
    await lose();
    expect(await subjects()).toEqual(Array(2).fill('Webhook "Profile sync" is failing'));
  });

  it("milder settings withdraw a warning; with suspension off nothing is judged", async () => {
    const { id } = await webhook();
    world.clock.now += HOUR_MS;
    await lose();
    await updateWebhook(account.caller, id, { delivery: { suspension: null } });
    await sweepExpired(world.tidings);
    expect(await health(id)).toMatchObject({ state: "healthy", reason: null });
    expect((await row(id)).warnedAt).toBeNull();
    world.clock.now += 100 * HOUR_MS;
    await lose(5);
    await sweepExpired(world.tidings);
    expect((await health(id)).status).toBe("active");
    expect(await subjects()).toHaveLength(1);
  });

  it("failed runs whose deliveries are still being tried don't suspend under a schedule", async () => {
    answer(500);
    const { id } = await webhook({ retry: { kind: "schedule", delaysSeconds: [60, 86_400], jitter: 0 } });
    await accept(Array.from({ length: 3 }, () => passed()));
    await world.deliver();
    await world.pass(5 * HOUR_MS);
    await sweepExpired(world.tidings);
    expect(await row(id)).toMatchObject({ failedInARow: 6, lostInARow: 0, status: "active" });
  });

  it("410 suspends at once, with a mail", async () => {
    const { id } = await webhook({ suspension: null });
    answer(410);
    await accept();
    await world.deliver();
    expect(await health(id)).toMatchObject({
      status: "suspended",
      reason: expect.stringContaining("410 Gone"),
    });
    expect(await subjects()).toEqual(['Webhook "Profile sync" was suspended']);
    expect((await mails())[0]?.text).toContain("1 delivery waits; no event was lost");
  });

  it("trouble of our own network is not charged", async () => {
    const { id } = await webhook();
    world.clock.now += 3 * HOUR_MS;
    await record(...Array.from({ length: 5 }, () => observed(id, { reason: "own_network_down", lost: 1 })));
    expect(await row(id)).toMatchObject({
      status: "active",
      failedInARow: 0,
      lostInARow: 0,
      failingSince: null,
    });
  });

  it("a discarded delivery counts as failed, of an active webhook alone", async () => {
    const { tidings } = world;
    const { database } = tidings;
    const { id } = await webhook();
    world.clock.now += 3 * HOUR_MS;
    await database.atomically((tx) => recordLost(tidings, tx, id, 1, world.clock.now));
    expect(await health(id)).toMatchObject({ state: "warning" });
    await deactivateWebhook(account.caller, id);
    await database.atomically((tx) => recordLost(tidings, tx, id, 9, world.clock.now));
    expect(await row(id)).toMatchObject({ status: "inactive", lostInARow: 1 });
  });

  it("what expires for a webhook that is not active says nothing about its endpoint", async () => {
    const { tidings } = world;
    const { id } = await webhook();
    await accept();
    await deactivateWebhook(account.caller, id);
    world.clock.now += 8 * 24 * HOUR_MS;
    expect(await sweepExpired(tidings)).toBeGreaterThanOrEqual(1);
    expect((await health(id)).waiting).toBe(0);
    expect((await row(id)).lostInARow).toBe(0);
    await activateWebhook(account.caller, id);
    await accept();
    world.clock.now += 8 * 24 * HOUR_MS;
    const expired = { id, retry: { kind: "none" as const } };
    await tidings.database.atomically((tx) => expireWaiting(tidings, tx, expired, world.clock.now));
    expect((await row(id)).lostInARow).toBe(1);
  });

  it("S3.13: every deactivation by a person is told, with who did it and what became of what waited", async () => {
    const caller = { ...account.caller, actor: { kind: "user" as const, id: "a", name: "ada@example.org" } };
    const { id } = await webhook();
    await accept();
    await deactivateWebhook(caller, id);
    await activateWebhook(caller, id);
    await deactivateWebhook(caller, id, { waiting: "cancel" });
    const [kept, cancelled] = await mails();
    expect(kept?.subject).toBe('Webhook "Profile sync" was deactivated');
    expect(kept?.text).toContain("ada@example.org deactivated it.");
    expect(kept?.text).toContain("1 delivery waits; no event was lost since the last success.");
    expect(cancelled?.text).toContain("1 waiting delivery was cancelled;");
    await deleteWebhook(caller, id);
    expect(await subjects()).toHaveLength(2);
  });

  it("S3.13: Deactivate and delete is one occasion", async () => {
    const { id } = await webhook();
    await deleteWebhook(account.caller, id, { deactivateFirst: true });
    expect(await subjects()).toEqual(['Webhook "Profile sync" was deactivated and deleted']);
  });

  it("S3.13: each person gets one mail; who has left the account gets none, and blocks no edit", async () => {
    const [administrator] = await world.tidings.database.rows<{ id: string }>(
      "SELECT user_id AS id FROM memberships WHERE account_id = $1 AND role = 'administrator'",
      [account.clientId],
    );
    const ada = String(administrator?.id);
    const { id } = await webhook({}, { notifyUserIds: [ben, ada] });
    await deactivateWebhook(account.caller, id);
    expect((await mails()).map(({ recipient }) => recipient).toSorted()).toEqual([
      ...[`account${accounts}@example.org`, "ben@example.org"],
    ]);
    await removeUser(account.caller, ben);
    expect(await updateWebhook(account.caller, id, { description: "still named" })).toMatchObject({
      notifyUserIds: [ben, ada],
    });
    await activateWebhook(account.caller, id);
    await deactivateWebhook(account.caller, id);
    expect(await mails()).toHaveLength(3);
    const elsewhere = updateWebhook(
      account.caller,
      (await webhook({}, { label: "Other", notifyUserIds: [] })).id,
      {
        notifyUserIds: [ada, ben],
      },
    );
    await expect(elsewhere).rejects.toMatchObject({ errors: [{ path: "notifyUserIds.1" }] });
  });

  it("people of another account can't be named", async () => {
    const { userId } = await createUser(world.tidings, world.clientId, {
      ...{ ...PERSON, email: `cleo${accounts}@example.org` },
    });
    await expect(webhook({}, { notifyUserIds: [ben, userId] })).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path: "notifyUserIds.1", message: "is not a user of the account" }] },
    });
  });

  it("G9: a label with line breaks makes no header of its own", async () => {
    const { id } = await webhook();
    const { database } = world.tidings;
    await database.atomically(function* (tx) {
      const label = "Sync\r\nBcc: eve@example.com\u2028Subject: no\0";
      // PostgreSQL's text holds no NUL.
      const stored = database.dialect === "postgres" ? label.replace("\0", "") : label;
      const { webhooks } = database.tables;
      yield* tx.run(tx.orm.update(webhooks).set({ label: stored }).where(eq(webhooks.id, id)));
    });
    await deactivateWebhook(account.caller, id);
    const [mail] = await mails();
    expect(mail?.subject).toMatch(/^Webhook "Sync Bcc: eve@example.com Subject: no ?" was deactivated$/);
    expect(mail?.recipient).toBe("ben@example.org");
  });

  it("an edit that was begun before takes nothing back of what the engine wrote meanwhile", async () => {
    const { id } = await webhook({}, { url: world.receiver.url("/hook", "receiver.example.com") });
    const { resolver } = world.tidings;
    world.tidings.resolver = {
      ...resolver,
      async resolve(...question) {
        await record(observed(id), observed(id, { lost: 1 }));
        return resolver.resolve(...question);
      },
    };
    await updateWebhook(account.caller, id, { description: "new" });
    world.tidings.resolver = resolver;
    expect(await row(id)).toMatchObject({ failedInARow: 2, lostInARow: 1 });
  });

  it("a copy begins its own health", async () => {
    const { id } = await webhook();
    world.clock.now += HOUR_MS;
    await lose();
    const copy = await duplicateWebhook(account.caller, id);
    expect(await row(copy.id)).toMatchObject({
      ...{ lostInARow: 0, failedInARow: 0, failingSince: null, warnedAt: null, lastSuccessAt: null },
    });
  });

  describe("autoResume", () => {
    /** Suspended by its failures a moment ago, with one delivery that waits. */
    async function suspended() {
      const { id } = await webhook({ suspension: { ...suspension, autoResume: true } });
      await lose();
      world.clock.now += 2 * HOUR_MS;
      await lose();
      await accept();
      expect((await health(id)).status).toBe("suspended");
      return id;
    }

    it("probes after 10 minutes, then after twice as long each time; figures stand still", async () => {
      const id = await suspended();
      const before = await row(id);
      expect(await lane(id)).toEqual({ probeAt: world.clock.now + 10 * MINUTE_MS, probes: 0 });
      for (const [failed, minutes] of [
        [1, 20],
        [2, 40],
        [3, 80],
      ] as const) {
        world.clock.now = (await lane(id)).probeAt ?? 0;
        expect(await record(observed(id, { lost: 1, gone: true }))).toEqual([]);
        const { probeAt, probes } = await lane(id);
        const gap = (probeAt ?? 0) - world.clock.now;
        expect(probes).toBe(failed);
        expect(gap).toBeGreaterThanOrEqual(minutes * MINUTE_MS);
        expect(gap).toBeLessThanOrEqual(minutes * MINUTE_MS * 1.1);
      }
      expect(await row(id)).toEqual(before);
      expect(await subjects()).toEqual(['Webhook "Profile sync" was suspended']);
    });

    it("a run that began before its probe was due is none", async () => {
      const id = await suspended();
      const before = await lane(id);
      world.clock.now += 11 * MINUTE_MS;
      const startedAt = (before.probeAt ?? 0) - 1;
      expect(await record(observed(id, { startedAt, verdict: "succeeded", reason: null }))).toEqual([]);
      await record(observed(id, { startedAt }));
      expect(await lane(id)).toEqual(before);
      expect((await health(id)).status).toBe("suspended");
    });

    it("trouble of our own puts the probe off without counting it", async () => {
      const id = await suspended();
      world.clock.now += 10 * MINUTE_MS;
      await record(observed(id, { reason: "own_network_down" }));
      expect(await lane(id)).toEqual({ probeAt: world.clock.now + 10 * MINUTE_MS, probes: 0 });
    });

    it("one that succeeds resumes: what waits is sent, people are told, health begins anew", async () => {
      const id = await suspended();
      world.clock.now += 10 * MINUTE_MS;
      expect(await record(observed(id, { verdict: "succeeded", reason: null }))).toEqual([id]);
      expect(await health(id)).toMatchObject({
        status: "active",
        state: "healthy",
        reason: null,
        waiting: 1,
      });
      expect(await row(id)).toMatchObject({
        ...{ activatedAt: world.clock.now, lastSuccessAt: world.clock.now, lostInARow: 0, failedInARow: 0 },
        ...{ failingSince: null, suspendedReason: null, suspendedAt: null, warnedAt: null },
      });
      expect(await lane(id)).toEqual({ probeAt: null, probes: 0 });
      expect((await systemDid(id)).map(({ action }) => action)).toEqual([
        "webhook.resumed",
        "webhook.suspended",
      ]);
      expect((await subjects()).at(-1)).toBe('Webhook "Profile sync" was resumed');
      answer(200);
      world.engine.wake([id]);
      await world.deliver();
      expect(await health(id)).toMatchObject({ waiting: 0 });
      expect(await record(observed(id, { verdict: "succeeded", reason: null }))).toEqual([]);
      expect(await subjects()).toHaveLength(2);
    });

    it("the engine tries the oldest waiting delivery alone, and once it succeeds the others follow", async () => {
      const id = await suspended();
      await accept([passed(), passed()]);
      const sent = () => world.receiver.requests.length;
      const before = sent();
      await world.deliver();
      await world.pass(9 * MINUTE_MS);
      expect(sent()).toBe(before);
      answer(503);
      await world.pass(MINUTE_MS);
      expect(sent()).toBe(before + 1);
      expect(await lane(id)).toMatchObject({ probes: 1 });
      await world.pass(19 * MINUTE_MS);
      expect(sent()).toBe(before + 1);
      answer(200);
      await world.pass(4 * MINUTE_MS);
      expect(await health(id)).toMatchObject({ status: "active", state: "healthy", waiting: 0 });
      expect(sent()).toBe(before + 3);
    });

    it("a person's word ends it: activated, deactivated or deleted, it is probed no longer", async () => {
      const id = await suspended();
      await activateWebhook(account.caller, id);
      expect(await lane(id)).toEqual({ probeAt: null, probes: 0 });
      await deactivateWebhook(account.caller, id);
      const other = await webhook({ suspension: { ...suspension, autoResume: true } }, { label: "Other" });
      await record(observed(other.id, { gone: true }));
      expect((await lane(other.id)).probeAt).toBe(world.clock.now + 10 * MINUTE_MS);
      await deactivateWebhook(account.caller, other.id);
      expect(await lane(other.id)).toEqual({ probeAt: null, probes: 0 });
      expect(await record(observed(other.id, { verdict: "succeeded", reason: null }))).toEqual([]);
      expect((await health(other.id)).status).toBe("inactive");
    });
  });
});
