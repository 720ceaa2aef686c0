import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { eraseContact } from "@/lib/contacts/erase";
import { mergeContacts } from "@/lib/contacts/merge";
import { createSegment } from "@/lib/contacts/segments";
import { writeContacts } from "@/lib/contacts/write";
import { Pruner } from "@/lib/retention/prune";
import { DAY_MS } from "@/lib/time";
import { createWebhook } from "@/lib/webhooks/create";
import { advanceDue, nextDue } from "@/lib/workflows/advance";
import { activateWorkflow, archiveWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { findWorkflow } from "@/lib/workflows/find";
import { listPassages, stepStatistics } from "@/lib/workflows/passages";
import { LOOKED_AT_ONCE, nextStarts, runDueStarts } from "@/lib/workflows/run-starts";
import { ENGINES } from "./engines";

describe.each(ENGINES)("passages of workflows on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
    await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  });

  const write = (...contacts: object[]) => writeContacts(world.caller, world.dataCenterId, { contacts });
  const starts = () => runDueStarts(world.tidings, { pause: async () => {} });
  const count = async (table: string) =>
    Number(
      (await world.tidings.database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`, []))[0]?.n,
    );
  const begun = async (workflowId: string) =>
    (
      await world.tidings.database.rows<{ contactId: string }>(
        'SELECT contact_id AS "contactId" FROM passages WHERE workflow_id = $1 ORDER BY id',
        [workflowId],
      )
    ).map(({ contactId }) => contactId);

  async function active(definition: object) {
    const name = `Workflow ${crypto.randomUUID()}`;
    const { id } = await createWorkflow(world.caller, { name, dataCenterId: world.dataCenterId, definition });
    await activateWorkflow(world.caller, id);
    return id;
  }

  async function run() {
    for (let turn = 0; turn < 20; turn++) {
      const due = (await nextDue(world.tidings)).filter(({ dueAt }) => dueAt <= world.clock.now);
      if (due.length === 0) return;
      for (const { workflowId } of due) {
        const { webhookIds } = await advanceDue(world.tidings, workflowId);
        world.engine.wake(webhookIds);
      }
      await world.deliver();
    }
  }

  const END = [{ id: "e", type: "end" }];

  it("S5.3: begin by a segment, by a date and by a consent, each once, and by ids in any script", async () => {
    const rules = { match: "all", conditions: [{ subject: "field.City", is: "is", value: "Gosau" }] };
    const { id: segmentId } = await createSegment(world.caller, world.dataCenterId, { name: "Gosau", rules });
    const ids = Array.from({ length: LOOKED_AT_ONCE + 5 }, (_, n) => `${n % 2 === 0 ? "Ä" : "z"}-${n}`);
    await write(...ids.map((id) => ({ id, properties: { City: "Linz", birthdate: "1990-03-05" } })));
    const reentry = { kind: "always" };
    const segment = await active({ trigger: { type: "segment_met", segmentId }, reentry, steps: END });
    const date = { type: "contact_date", field: "birthdate", time: "09:00", yearly: true };
    const birthday = await active({ trigger: date, reentry, steps: END });
    const expired = await active({ trigger: { type: "consent_expired" }, reentry, steps: END });
    await starts();
    await write(
      { id: "Ä-0", properties: { City: "Gosau" } },
      { id: "z-1", consent: { consentExpiration: "2026-03-04" } },
      { id: "\u{1F600}", email: "later@example.org", properties: { City: "Gosau" } },
    );
    expect(await begun(segment)).toEqual(["Ä-0", "\u{1F600}"]);
    world.clock.now += 5 * DAY_MS;
    await starts();
    expect(new Set(await begun(birthday))).toEqual(new Set(ids));
    expect(await begun(birthday)).toHaveLength(ids.length);
    expect(await begun(expired)).toEqual(["z-1"]);
    expect(await findWorkflow(world.caller, birthday)).toMatchObject({ passages: ids.length });
    for (const id of [segment, birthday, expired]) await archiveWorkflow(world.caller, id);
    await starts();
    expect([await count("watched_contacts"), await nextStarts(world.tidings)]).toEqual([0, []]);
  });

  it("know a contact that was known by its e-mail alone under the id that it gets", async () => {
    const trigger = { type: "contact_date", field: "birthdate", time: "09:00" };
    const id = await active({ trigger, steps: END });
    await starts();
    await write({ email: "jo@example.org", properties: { birthdate: "2026-03-05" } });
    await write({ id: "7", email: "jo@example.org" });
    world.clock.now += 5 * DAY_MS;
    await starts();
    expect(await begun(id)).toEqual(["7"]);
  });

  it("S5.30: count a contact once, whether under its e-mail or its id", async () => {
    const trigger = { type: "event", eventType: "custom.order" };
    const id = await active({ trigger, reentry: { kind: "always" }, steps: END });
    for (const contact of [{ email: "jo@example.org" }, { id: "7", email: "jo@example.org" }]) {
      await world.accept({ type: "custom.order", dataCenterId: world.dataCenterId, contact, data: {} });
      await mergeContacts(world.tidings);
      await run();
    }
    expect((await stepStatistics(world.caller, id)).steps).toMatchObject([{ passes: 2, contacts: 1 }]);
    const listed = async (filter: object) => (await listPassages(world.caller, id, filter)).passages.length;
    expect([await listed({ stepId: "e" }), await listed({ contactId: "7", state: "done" })]).toEqual([2, 2]);
    for (const outcome of ["accepted", "failed", "pending"])
      expect([await listed({ outcome }), await listed({ outcome, stepId: "e" })]).toEqual([0, 0]);
    await eraseContact(world.caller, world.dataCenterId, { id: "7" });
    expect(await count("step_contacts")).toBe(0);
  });

  describe("past the account's days", () => {
    const prune = () => new Pruner(world.tidings).prune({ pause: async () => {} });
    const order = (contactId: string) =>
      world.accept({
        ...{ type: "custom.order", occurredAt: new Date(world.clock.now).toISOString() },
        ...{ dataCenterId: world.dataCenterId, contact: { id: contactId }, data: { orderId: "A-1" } },
      });
    const TABLES = ["passages", "passage_entries", "passage_answers", "step_deliveries"];
    const counts = () => Promise.all(TABLES.map(count));

    async function ordering(reentry: object) {
      const webhook = await createWebhook(world.caller, {
        ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId },
        ...{ url: world.receiver.url("/hook"), profile: "data_request", method: "GET" },
      });
      const trigger = { type: "event", eventType: "custom.order" };
      const steps = [{ id: "w", type: "webhook", webhookId: webhook.id, wait: true }];
      return active({ trigger, reentry, steps });
    }

    it("go with their ways, parameters and answers; the statistics stay (S5.30), and so does who has been there", async () => {
      world.receiver.script("/hook", [{ status: 200, body: '{"promocode":"SPRING"}' }]);
      const id = await ordering({ kind: "once" });
      await order("7");
      await mergeContacts(world.tidings);
      await run();
      const before = await stepStatistics(world.caller, id);
      expect(await counts()).toEqual([1, 2, 1, 1]);
      world.clock.now += 30 * DAY_MS;
      expect(await prune()).toMatchObject({ passages: 0 });
      world.clock.now += 1;
      expect(await prune()).toMatchObject({ passages: 1 });
      expect(await counts()).toEqual([0, 0, 0, 0]);
      expect(await stepStatistics(world.caller, id)).toEqual(before);
      expect(await findWorkflow(world.caller, id)).toMatchObject({ passages: 1, underWay: 0 });
      await order("7");
      await order("8");
      await mergeContacts(world.tidings);
      expect(await begun(id)).toEqual(["8"]);
    });

    it("forget an erased one whose passages went before", async () => {
      await ordering({ kind: "always" });
      await order("7");
      await mergeContacts(world.tidings);
      await run();
      world.clock.now += 31 * DAY_MS;
      await prune();
      expect(await count("passages")).toBe(0);
      await eraseContact(world.caller, world.dataCenterId, { id: "7" });
      expect(await count("step_contacts")).toBe(0);
    });

    it("let a contact in again once its time is over, and forget one that is erased", async () => {
      const id = await ordering({ kind: "after", seconds: 40 * 86_400 });
      await order("7");
      await mergeContacts(world.tidings);
      await run();
      world.clock.now += 31 * DAY_MS;
      await prune();
      await order("7");
      await mergeContacts(world.tidings);
      expect(await begun(id)).toEqual([]);
      world.clock.now += 10 * DAY_MS;
      await order("7");
      await mergeContacts(world.tidings);
      expect(await begun(id)).toEqual(["7"]);
      await eraseContact(world.caller, world.dataCenterId, { id: "7" });
      expect(await count("past_passages")).toBe(0);
      expect(await count("step_contacts")).toBe(0);
    });

    it("leave what is under way, and a request that is pending until it is counted", async () => {
      const webhook = await createWebhook(world.caller, {
        ...{ kind: "workflow", label: "Slow", dataCenterId: world.dataCenterId },
        ...{ url: world.receiver.url("/hook"), profile: "data_request", method: "GET" },
      });
      const trigger = { type: "event", eventType: "custom.order" };
      const id = await active({ trigger, steps: [{ id: "w", type: "webhook", webhookId: webhook.id }] });
      const wait = { id: "s", type: "wait", for: { kind: "duration", seconds: 90 * 86_400 } };
      const waiting = await active({ trigger, steps: [wait] });
      await order("7");
      await mergeContacts(world.tidings);
      for (const workflowId of [id, waiting]) await advanceDue(world.tidings, workflowId);
      world.clock.now += 31 * DAY_MS;
      expect(await prune()).toMatchObject({ passages: 1 });
      expect(await counts()).toEqual([1, 1, 0, 1]);
      await world.deliver();
      expect(await counts()).toEqual([1, 1, 0, 0]);
      expect((await stepStatistics(world.caller, id)).steps).toMatchObject([{ accepted: 1, pending: 0 }]);
    });
  });
});
