import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDataCenter } from "@/lib/data-centers/create";
import { BAD_DELIVERY, BAD_STREAM } from "@/lib/webhooks/bad-delivery.fixture";
import { BAD_SETTINGS, BAD_URLS, NOT_YET } from "@/lib/webhooks/bad-input.fixture";
import { type Configuration, entry, openConfiguration } from "./configuration.fixture";
import { planConfiguration } from "./plan";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

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

  it.each(["authentication", "headers", "delivery"])(
    "an alias in %s that leads back to itself",
    async (key) => {
      const url = "https://hooks.example.com";
      const webhook = `label: A, dataCenterId: 1, url: "${url}", triggers: [{ type: contact.updated }]`;
      const text = `tidings: 1\nwebhooks: [{ ${webhook}, ${key}: &a { batch: *a, type: basic } }]`;
      const options = { environment: {}, prune: false };
      const planning = planConfiguration(configuration.caller, Buffer.from(text), options);
      await expect(planning).rejects.toThrow(new RegExp(`^line 2, column \\d+: webhooks\\.0\\.${key}`));
    },
  );

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
    ["kind", { kind: "other" }],
    ["headers.0", { headers: ["X: y"] }],
    ["authentication.type", { authentication: { type: "oauth", token: "t" } }],
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
