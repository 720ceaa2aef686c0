import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passed } from "@/e2e/fixtures/world";
import { COMMAND_LINE } from "@/lib/accounts/caller";
import { listAudit } from "@/lib/audit/list";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { findWebhook } from "@/lib/webhooks/find";
import { updateWebhook } from "@/lib/webhooks/update";
import { basic, type Configuration, entry, openConfiguration, withFiles } from "./configuration.fixture";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

const environment = { CRM_PASSWORD: "the password" };

/** What a plan says without what only apply knows. */
const comparable = (view: Awaited<ReturnType<Configuration["plan"]>>) =>
  view.changes.map(({ action, label, steps, changes, secrets, notes }) => ({
    ...{ action, label, steps, changes, secrets, notes },
  }));

describe("apply", () => {
  it("does just what the plan says, and a second one changes nothing, writes no revision and no audit entry", async () => {
    const { apply, plan, written } = configuration;
    const before = [entry({ label: "Old", ...basic() }), entry({ label: "Stays" }), entry({ label: "Gone" })];
    expect(await apply(before, { environment })).toMatchObject({ applied: true, failure: null });
    const after = [
      entry({ label: "New", previousLabel: "Old", ...basic(), status: "inactive", description: "renamed" }),
      entry({ label: "Stays" }),
      entry({ label: "Old" }),
      entry({ label: "Stream", profile: "stream", triggers: [{ type: "message.opened" }] }),
    ];
    const planned = await plan(after, { prune: true });
    expect(planned.summary).toEqual({
      ...{ create: 2, update: 1, activate: 0, deactivate: 0, delete: 1, unchanged: 1 },
    });
    const applied = await apply(after, { prune: true });
    expect(comparable(applied)).toEqual(comparable(planned));
    expect(applied.changes.map(({ label, done }) => [label, done])).toEqual([
      ["New", ["deactivate", "update"]],
      ["Stays", []],
      ["Old", ["create"]],
      ["Stream", ["create", "activate"]],
      ["Gone", ["deactivate", "delete"]],
    ]);
    for (const { id, action } of applied.changes) {
      if (action !== "delete") expect(await findWebhook(configuration.caller, id ?? "")).toBeDefined();
    }
    const state = await written();
    expect((await plan(after, { prune: true })).hasChanges).toBe(false);
    expect(await apply(after, { prune: true })).toMatchObject({ hasChanges: false, applied: true });
    expect(await written()).toBe(state);
  });

  it("gives a webhook the settings and the credentials with which it sends", async () => {
    const own = await openConfiguration({ env: { EGRESS_ALLOW_CIDRS: "127.0.0.0/8" } });
    try {
      const url = own.world.receiver.url("/crm");
      const headers = [
        { name: "X-Plain", value: "seen" },
        { name: "X-Key", secret: true, value: { fromEnvironment: "CRM_KEY" } },
      ];
      await own.apply([entry({ url, headers, ...basic() })], {
        environment: { ...environment, CRM_KEY: "the key" },
      });
      await own.world.accept(passed());
      await own.world.deliver();
      expect(own.world.receiver.requests).toMatchObject([{ path: "/crm" }]);
      expect(own.world.receiver.requests[0]?.headers).toMatchObject({
        authorization: `Basic ${Buffer.from("crm:the password").toString("base64")}`,
        ...{ "x-plain": "seen", "x-key": "the key" },
      });
    } finally {
      await own.world.close();
    }
  });

  it("changes one secret and keeps the others", async () => {
    const { apply, secrets, webhook } = configuration;
    const headers = [{ name: "X-Key", value: { fromEnvironment: "CRM_KEY" } }];
    const file = [entry({ headers, ...basic() })];
    await apply(file, { environment: { ...environment, CRM_KEY: "first" } });
    await apply(file, { environment: { CRM_KEY: "second" } });
    const { id, revision } = await webhook("Hot leads");
    expect(revision).toBe(2);
    expect(await secrets(id)).toEqual({
      ...{ "authentication.password": "the password", "headers.0.value": "second" },
    });
  });

  it("G13: every verb leaves its own audit entry in the command line's name, without a secret", async () => {
    const { world } = configuration;
    const caller = { ...world.caller, actor: COMMAND_LINE };
    const { apply } = withFiles(world, caller);
    await apply([entry(basic())], { environment });
    await apply([entry({ ...basic(), status: "inactive" })], {
      environment: { CRM_PASSWORD: "another password" },
    });
    await apply([], { prune: true });
    const { entries } = await listAudit(caller, { targetKind: "webhook" });
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      ...["webhook.created", "webhook.deactivated", "webhook.updated", "webhook.deleted"],
    ]);
    for (const { actor } of entries) expect(actor).toEqual(COMMAND_LINE);
    expect(JSON.stringify(entries)).not.toMatch(/the password|another password/);
  });

  it("a chain of renames finds every label free", async () => {
    const { apply, webhook } = configuration;
    const labels = ["A", "B", "C"];
    await apply(labels.map((label) => entry({ label, description: `was ${label}` })));
    const file = labels.map((previousLabel, at) =>
      entry({ label: "BCD"[at], previousLabel, description: `was ${previousLabel}` }),
    );
    expect(await apply(file)).toMatchObject({ applied: true, summary: { update: 3, create: 0 } });
    expect((await webhook("D")).description).toBe("was C");
    expect(await apply(file)).toMatchObject({ hasChanges: false });
  });

  it("makes room first where the limit wants it, and last otherwise", async () => {
    const { apply, world } = configuration;
    await apply([entry({ label: "A" })]);
    const actions = async () =>
      (await listAudit(configuration.caller, { targetKind: "webhook" })).entries.map(({ action }) => action);
    await apply([entry({ label: "B" })], { prune: true });
    expect((await actions()).slice(0, 2)).toEqual(["webhook.deleted", "webhook.created"]);
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET webhook_limit = 1", []);
    });
    expect(await apply([entry({ label: "C" })], { prune: true })).toMatchObject({ applied: true });
    expect((await actions()).slice(0, 2)).toEqual(["webhook.created", "webhook.deleted"]);
  });

  it("S2.26: a stream webhook is created first and then activated; created is as good as inactive", async () => {
    const { apply, webhook, caller } = configuration;
    const stream = (status?: string) =>
      entry({ profile: "stream", triggers: [{ type: "message.opened" }], status });
    expect(await apply([stream("created")])).toMatchObject({ changes: [{ done: ["create"] }] });
    expect((await webhook("Hot leads")).status).toBe("created");
    for (const status of ["created", "inactive", undefined]) {
      expect(await apply([stream(status)])).toMatchObject({ hasChanges: false });
    }
    expect(await apply([stream("active")])).toMatchObject({ changes: [{ done: ["activate"] }] });
    expect(await apply([stream("inactive")])).toMatchObject({ changes: [{ done: ["deactivate"] }] });
    expect(await apply([stream("created")])).toMatchObject({ hasChanges: false });
    const { id } = await webhook("Hot leads");
    await activateWebhook(caller, id);
    expect(await apply([stream()])).toMatchObject({ hasChanges: false });
  });
});

describe("where somebody changes something while it is applied", () => {
  /** Lets somebody in between the plan and its first step. */
  function interrupt(work: () => Promise<unknown>) {
    const { tidings } = configuration.world;
    const { resolve } = tidings.resolver;
    tidings.resolver.resolve = async (...args) => {
      tidings.resolver.resolve = resolve;
      await work();
      return resolve(...args);
    };
  }

  it("says what was done and what was not; applying again completes it", async () => {
    const { apply, caller, webhook } = configuration;
    await apply(["A", "B", "C"].map((label) => entry({ label })));
    const file = ["A", "B", "C", "D"].map((label) =>
      entry({ label, description: "new", status: "inactive" }),
    );
    const { id } = await webhook("B");
    interrupt(() => updateWebhook(caller, id, { description: "somebody else's" }));
    const applied = await apply(file);
    expect(applied).toMatchObject({
      applied: false,
      failure: { label: "B", step: "update", detail: expect.stringContaining("changed the webhook") },
    });
    expect(applied.changes.map(({ label, done }) => [label, done])).toEqual([
      ["A", ["deactivate", "update"]],
      ["B", ["deactivate"]],
      ["C", []],
      ["D", []],
    ]);
    expect((await webhook("B")).description).toBe("somebody else's");
    expect(await apply(file)).toMatchObject({
      applied: true,
      summary: { update: 2, create: 1, unchanged: 1 },
    });
    expect(await apply(file)).toMatchObject({ hasChanges: false });
  });

  it("a label that is taken meanwhile is told with its place", async () => {
    const { apply, world } = configuration;
    interrupt(() => world.webhook({ label: "HOT LEADS", url: "https://hooks.example.com/y" }));
    expect(await apply([entry()])).toMatchObject({
      ...{ applied: false, changes: [{ id: null, done: [] }] },
      failure: { step: "create", errors: [{ path: "label" }] },
    });
  });

  it("a status that somebody changed meanwhile is theirs until the next apply", async () => {
    const { apply, caller, webhook } = configuration;
    await apply([entry()]);
    const { id } = await webhook("Hot leads");
    interrupt(() => deactivateWebhook(caller, id));
    expect(await apply([entry({ status: "inactive", description: "x" })])).toMatchObject({
      ...{ applied: false, failure: { step: "deactivate" } },
    });
    expect(await apply([entry({ status: "inactive", description: "x" })])).toMatchObject({ applied: true });
  });
});
