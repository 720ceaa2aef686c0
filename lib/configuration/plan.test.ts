import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDataCenter } from "@/lib/data-centers/create";
import { BAD_DELIVERY, BAD_STREAM } from "@/lib/webhooks/bad-delivery.fixture";
import { BAD_SETTINGS, BAD_URLS, NOT_YET } from "@/lib/webhooks/bad-input.fixture";
import { updateWebhook } from "@/lib/webhooks/update";
import { basic, type Configuration, entry, openConfiguration } from "./configuration.fixture";
import { planConfiguration } from "./plan";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

const changed = { CRM_PASSWORD: "another secret" };
const first = { CRM_PASSWORD: "first secret" };

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

describe("a secret", () => {
  const values = async (webhook: unknown, environment = {}) => {
    const [change] = (await configuration.plan([webhook], { environment })).changes;
    return [change?.action, change?.secrets.map(({ value }) => value)];
  };

  it("is set, unchanged, replaced or kept, and never shown", async () => {
    const { apply, plan } = configuration;
    const webhook = entry(basic());
    expect(await values(webhook, first)).toEqual(["create", ["set"]]);
    await apply([webhook], { environment: first });
    expect(await values(webhook, first)).toEqual(["unchanged", ["unchanged"]]);
    expect(await values(webhook)).toEqual(["unchanged", ["kept"]]);
    expect(await values(webhook, { CRM_PASSWORD: "" })).toEqual(["unchanged", ["kept"]]);
    expect(await values(entry({ authentication: { type: "basic", username: "crm" } }))).toEqual([
      ...["unchanged", ["kept"]],
    ]);
    const planned = await plan([webhook], { environment: changed });
    expect(planned.changes[0]).toMatchObject({
      action: "update",
      changes: [{ path: "authentication.password", from: "set", to: "replaced" }],
      secrets: [{ path: "authentication.password", variable: "CRM_PASSWORD", value: "replaced" }],
    });
    expect(JSON.stringify(planned)).not.toMatch(/first secret|another secret/);
  });

  it("of a header is that of the header's name, wherever it stands, and makes a plain one secret", async () => {
    const { apply, plan } = configuration;
    const secret = (name: string) => ({ name, value: { fromEnvironment: name.replace("-", "_") } });
    const environment = { X_A: "a value", X_B: "b value" };
    await apply([entry({ headers: [secret("X-A"), secret("X-B")] })], { environment });
    const moved = entry({ headers: [secret("X-B"), secret("x-a")] });
    expect(await values(moved, environment)).toEqual(["update", ["unchanged", "kept"]]);
    await apply([entry({ headers: [{ name: "X-A", value: "plain once" }] })]);
    const planned = await plan([entry({ headers: [secret("X-A")] })], { environment });
    expect(JSON.stringify(planned)).not.toMatch(/plain once|a value/);
    expect(planned.changes[0]?.changes).toEqual([
      { path: "headers", from: [{ name: "X-A", secret: false }], to: [{ name: "X-A", secret: true }] },
      { path: "headers.0.value", from: null, to: "set" },
    ]);
    await apply([entry({ headers: [secret("X-A")] })], { environment });
    expect(await plan([entry({ headers: [{ name: "X-A", value: "plain again" }] })])).toMatchObject({
      changes: [{ action: "update", steps: ["update"] }],
    });
  });

  it("whose variable is not set, and that is not stored, is named with the remedy", async () => {
    expect(await configuration.faults([entry(basic("CRM_KEY"))])).toMatchObject([
      {
        path: "webhooks.0.authentication.password",
        message: "CRM_KEY is not set, and no value is stored yet",
        remedy: "Set the environment variable CRM_KEY for this command and call it again.",
      },
    ]);
  });

  const referenced = (value: unknown) => entry({ authentication: { type: "raw", value } });
  it.each<[string, unknown, string, RegExp]>([
    ["written out", referenced("hush"), "authentication.value", /written out/],
    [
      "written out in a header",
      entry({ headers: [{ name: "X", value: "hush", secret: true }] }),
      "headers.0.value",
      /written out/,
    ],
    [
      "written out in a header of the authentication",
      entry({ authentication: { type: "headers", headers: [{ name: "X", value: "hush" }] } }),
      ...(["authentication.headers.0.value", /written out/] as const),
    ],
    ["a number", referenced(7), "authentication.value", /not a reference/],
    [
      "a reference with more in it",
      referenced({ fromEnvironment: "A", or: "hush" }),
      "authentication.value",
      /not a reference/,
    ],
    ["another reference", referenced({ env: "A" }), "authentication.value", /not a reference/],
    [
      "a name that no variable has",
      referenced({ fromEnvironment: "a-b" }),
      "authentication.value",
      /not a reference/,
    ],
    ["a list", referenced(["hush"]), "authentication.value", /not a reference/],
    [
      "the installation's own key",
      referenced({ fromEnvironment: "TIDINGS_SECRET_KEY" }),
      "authentication.value",
      /of Tidings itself/,
    ],
    [
      "the database's address",
      referenced({ fromEnvironment: "DATABASE_URL" }),
      "authentication.value",
      /of Tidings itself/,
    ],
    ["left out of a new webhook", referenced(undefined), "authentication.value", /is missing/],
    [
      "said not to be one",
      entry({ headers: [{ name: "X", secret: false, value: { fromEnvironment: "A" } }] }),
      "headers.0.secret",
      /is false/,
    ],
    [
      "one that a header can't carry",
      referenced({ fromEnvironment: "LINES" }),
      "authentication.value",
      /control characters/,
    ],
  ])("is refused where it is %s", async (_, webhook, path, message) => {
    const environment = { A: "hush", LINES: "hush\nhush", DATABASE_URL: "hush", TIDINGS_SECRET_KEY: "hush" };
    const faults = await configuration.faults([webhook], { environment });
    expect(faults).toMatchObject([{ path: `webhooks.0.${path}`, message: expect.stringMatching(message) }]);
    expect(JSON.stringify(faults)).not.toContain("hush");
  });
});

describe("the example of docs/configuration-as-code.md", () => {
  it("is right but for its people", async () => {
    const { caller, world } = configuration;
    world.tidings.resolver.resolve = async () => ({ ok: false, reason: "dns_lookup_failed" }) as never;
    const [, example = ""] =
      /```yaml\n(.*?)```/s.exec(readFileSync("docs/configuration-as-code.md", "utf8")) ?? [];
    const options = { environment: { CRM_PASSWORD: "p", CRM_KEY: "k" }, prune: false };
    await expect(planConfiguration(caller, Buffer.from(example), options)).rejects.toMatchObject({
      problems: [{ path: "webhooks.0.notifyEmails.0" }],
    });
    const known = example.replace("ada@example.com", "acme@example.org");
    expect(await planConfiguration(caller, Buffer.from(known), options)).toMatchObject({ hasChanges: true });
  });
});

describe("a file with faults", () => {
  it("is told all of them at once, with path, line and remedy, and nothing is written", async () => {
    const before = await configuration.written();
    const faults = await configuration.faults([
      entry({
        label: "A",
        triggers: [{ type: "contact.deleted" }],
        authentication: { type: "raw", value: "x" },
      }),
      "a webhook",
      entry({ label: "a", dataCenterId: 9, colour: "red", id: "7" }),
      entry({ label: "C", dataCenterId: 9, url: "https://inside.example.com/x" }),
      entry({ label: "D", dataCenterId: 9 }),
      entry({
        label: "E",
        url: "https://10.0.0.1/",
        triggers: [{ type: "persona.threshold_passed", personaIds: [9] }],
      }),
      entry({ label: "F", previousLabel: "" }),
    ]);
    expect(faults.map(({ path }) => path).sort()).toEqual([
      "webhooks.0.authentication.value",
      "webhooks.0.triggers.0.type",
      "webhooks.1",
      "webhooks.2.colour",
      "webhooks.2.id",
      "webhooks.2.label",
      "webhooks.3.dataCenterId",
      "webhooks.3.url",
      "webhooks.4.dataCenterId",
      "webhooks.5.triggers.0.personaIds.0",
      "webhooks.5.url",
      "webhooks.6.previousLabel",
    ]);
    for (const { line, message, remedy } of faults) {
      expect(line).toBe(1);
      expect(message).not.toMatch(/Invalid|undefined|expected/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
    expect(await configuration.written()).toBe(before);
  });

  it("a limit that would be passed is told before anything is made", async () => {
    const { world, faults, plan } = configuration;
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET webhook_limit = 1", []);
    });
    expect(await faults([entry({ label: "A" }), entry({ label: "B" })])).toMatchObject([
      { path: "webhooks", message: "would make 2 webhooks, and the account's limit is 1" },
    ]);
    expect((await plan([entry()])).hasChanges).toBe(true);
  });

  it.each([
    ["status", { status: "created" }],
    ["status", { status: "suspended" }],
    ["status", { status: null }],
    ["label", { label: undefined }],
    ["url", { url: undefined }],
    ["kind", { kind: "workflow" }],
    ["headers.0", { headers: ["X: y"] }],
    ["authentication.type", { authentication: { type: "bearer", token: "t" } }],
  ])("%s is named in %j", async (path, changes) => {
    expect(await configuration.faults([entry(changes)])).toMatchObject([{ path: `webhooks.0.${path}` }]);
  });

  it("is judged by the rules of the API, entry by entry", async () => {
    await createDataCenter(configuration.world.tidings, 1, { name: "Empty", sampleData: false });
    const stream = { profile: "stream", triggers: [{ type: "message.opened" }] };
    const bad = [
      ...[...BAD_URLS, ...NOT_YET, ...BAD_SETTINGS, ...BAD_DELIVERY].map((each) => [{}, ...each] as const),
      ...BAD_STREAM.map((each) => [stream, ...each] as const),
    ].filter(([, path]) => !path.startsWith("notifyUserIds"));
    for (const [profile, path, message, changes] of bad) {
      const faults = await configuration.faults([entry({ status: "inactive", ...profile, ...changes })]);
      const shown = JSON.stringify(changes).slice(0, 200);
      const found = faults.find((fault) => fault.path === `webhooks.0.${path}`);
      if (typeof message === "string") expect(found?.message, shown).toBe(message);
      else expect(found?.message, shown).toMatch(message);
    }
  });
});
