import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passed } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";
import { updateWebhook } from "@/lib/webhooks/update";
import { type Configuration, entry, openConfiguration } from "./configuration.fixture";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

describe("a plan", () => {
  it("names what is created, updated, activated, deactivated, unchanged and left alone, and writes nothing", async () => {
    const { apply, plan, written } = configuration;
    await apply(
      ["A", "B", "C", "D", "E"].map((label) =>
        entry({ label, status: label === "C" ? "inactive" : "active" }),
      ),
    );
    const before = await written();
    const planned = await plan([
      entry({ label: "A" }),
      entry({ label: "B", delivery: { deadlineMs: 5_000, suspension: null }, status: "inactive" }),
      entry({ label: "C" }),
      entry({ label: "d", status: "inactive", description: "" }),
      entry({ label: "New" }),
    ]);
    expect(planned).toMatchObject({
      hasChanges: true,
      summary: { create: 1, update: 2, activate: 1, deactivate: 0, delete: 0, unchanged: 1 },
      unmanaged: ["E"],
    });
    expect(planned.changes.map(({ label, action, steps }) => [label, action, steps])).toEqual([
      ["A", "unchanged", []],
      ["B", "update", ["deactivate", "update"]],
      ["C", "activate", ["activate"]],
      ["d", "update", ["deactivate", "update"]],
      ["New", "create", ["create"]],
    ]);
    expect(planned.changes[1]?.changes).toEqual([
      { path: "status", from: "active", to: "inactive" },
      { path: "delivery.deadlineMs", from: 15_000, to: 5_000 },
      { path: "delivery.suspension.failedInARow", from: 10, to: null },
      { path: "delivery.suspension.hoursWithoutSuccess", from: 24, to: null },
      { path: "delivery.suspension.autoResume", from: false, to: null },
    ]);
    expect(planned.changes[2]?.changes).toEqual([{ path: "status", from: "inactive", to: "active" }]);
    expect(planned.changes[3]?.changes).toContainEqual({ path: "label", from: "D", to: "d" });
    expect(await written()).toBe(before);
  });

  it("treats what is left out as the profile's default, and a status that is left out as people's own", async () => {
    const { apply, plan, caller, webhook } = configuration;
    await apply([
      entry({ description: "x", headers: [{ name: "X-A", value: "1" }], delivery: { concurrency: 1 } }),
    ]);
    const planned = await plan([entry({ status: undefined })]);
    expect(planned.changes[0]).toMatchObject({ action: "update", steps: ["update"] });
    expect(planned.changes[0]?.changes).toEqual([
      { path: "description", from: "x", to: "" },
      { path: "delivery.concurrency", from: 1, to: 10 },
      { path: "headers", from: [{ name: "X-A", value: "1" }], to: [] },
    ]);
    const { id } = await webhook("Hot leads");
    await updateWebhook(caller, id, { delivery: { deadlineMs: 1_000 } });
    expect((await plan([entry()])).changes[0]?.changes).toContainEqual({
      ...{ path: "delivery.deadlineMs", from: 1_000, to: 15_000 },
    });
  });

  it("leaves alone what the system has suspended, and says so", async () => {
    const { apply, plan, world, webhook } = configuration;
    await apply([entry()]);
    const { id } = await webhook("Hot leads");
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.rows(
        "UPDATE webhooks SET status = 'suspended', suspended_reason = 'gone', suspended_at = 1 WHERE id = $1",
        [id],
      );
    });
    const planned = await plan([entry()]);
    expect(planned).toMatchObject({ hasChanges: false, changes: [{ action: "unchanged" }] });
    expect(planned.changes[0]?.notes.join()).toMatch(/Suspended by the system/);
    expect((await plan([entry({ status: "inactive" })])).changes).toMatchObject([{ steps: ["deactivate"] }]);
    expect(await configuration.exported()).toContain("status: active");
  });

  it("warns of a name that doesn't resolve, and asks about none that stays", async () => {
    const { apply, plan, world } = configuration;
    await apply([entry()]);
    world.tidings.resolver.resolve = async () => ({ ok: false, reason: "dns_lookup_failed" }) as never;
    const planned = await plan([entry(), entry({ label: "New", url: "https://nowhere.example.com/" })]);
    expect(planned.changes.map(({ warnings }) => warnings)).toEqual([
      [],
      [{ path: "url", message: "does not resolve at the moment" }],
    ]);
  });

  it("--prune takes away what the file doesn't name, and says how", async () => {
    const { apply, plan } = configuration;
    await apply([entry({ label: "On" }), entry({ label: "Off", status: "inactive" }), entry()]);
    const planned = await plan([entry()], { prune: true });
    expect(planned).toMatchObject({ summary: { delete: 2, unchanged: 1 }, unmanaged: [] });
    expect(planned.changes.slice(1)).toMatchObject([
      { label: "Off", action: "delete", steps: ["delete"] },
      { label: "On", action: "delete", steps: ["deactivate", "delete"] },
    ]);
    expect(planned.changes[1]?.notes.join()).toMatch(/Can't be undone/);
  });

  it("decision 10: says what becomes of waiting deliveries", async () => {
    const { apply, plan, world } = configuration;
    await apply([entry()]);
    await world.accept([passed(), passed()]);
    const notes = async (...given: Parameters<typeof plan>) =>
      (await plan(...given)).changes[0]?.notes.join(" ");
    expect(await notes([entry({ status: "inactive" })])).toBe("2 waiting deliveries stay owed.");
    expect(await notes([], { prune: true })).toMatch(/2 waiting deliveries are cancelled\.$/);
    expect(await notes([entry({ description: "x" })])).toBe("");
  });

  it("a file about some data centers prunes nowhere else, and takes no entry of another", async () => {
    const { apply, plan, faults, world } = configuration;
    await createDataCenter(world.tidings, world.clientId, { name: "Second", sampleData: false });
    await apply([entry({ label: "Here" }), entry({ label: "There", dataCenterId: 2 })]);
    const rest = { dataCenters: [1] };
    expect(await plan([], { prune: true, rest })).toMatchObject({
      changes: [{ label: "Here" }],
      unmanaged: [],
    });
    expect(await plan([], { rest })).toMatchObject({ changes: [], unmanaged: ["Here"] });
    expect(await faults([entry({ dataCenterId: 2 })], { rest })).toMatchObject([
      { path: "webhooks.0.dataCenterId" },
    ]);
    expect(await faults([], { rest: { dataCenters: [1, 7] } })).toMatchObject([
      { path: "dataCenters.1", message: "there is no data center 7 in the account" },
    ]);
  });

  it("people are named by e-mail; who was named and has left changes nothing", async () => {
    const { apply, plan, faults, world, caller, webhook } = configuration;
    const named = entry({ notifyEmails: ["ACME@example.org"] });
    await apply([named]);
    const { id, notifyUserIds } = await webhook("Hot leads");
    expect(notifyUserIds).toHaveLength(1);
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.rows(
        "UPDATE webhook_revisions SET settings = replace(settings, $1, $2) WHERE webhook_id = $3",
        [...['"notifyUserIds":[', '"notifyUserIds":["01890000-0000-7000-8000-000000000000",', id]],
      );
    });
    expect((await plan([named])).hasChanges).toBe(false);
    expect((await plan([entry()])).changes[0]?.changes).toEqual([
      { path: "notifyEmails", from: ["acme@example.org"], to: [] },
    ]);
    await updateWebhook(caller, id, { description: "touched" });
    const paths = async (notifyEmails: unknown) =>
      (await faults([entry({ notifyEmails })])).map(({ path }) => path);
    expect(await paths(["nobody@example.org", 7])).toEqual([
      "webhooks.0.notifyEmails.0",
      "webhooks.0.notifyEmails.1",
    ]);
    expect(await paths("all")).toEqual(["webhooks.0.notifyEmails"]);
    expect(await paths(Array(2).fill("acme@example.org"))).toEqual(["webhooks.0.notifyEmails.1"]);
    expect(await faults([entry({ notifyUserIds })])).toMatchObject([
      { path: "webhooks.0.notifyUserIds", remedy: expect.stringContaining("notifyEmails") },
    ]);
  });
});
