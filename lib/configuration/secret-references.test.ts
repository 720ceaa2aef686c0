import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { basic, type Configuration, entry, openConfiguration } from "./configuration.fixture";

let configuration: Configuration;
beforeEach(async () => {
  configuration = await openConfiguration();
});
afterEach(() => configuration.world.close());

const first = { CRM_PASSWORD: "first secret" };
const changed = { CRM_PASSWORD: "another secret" };

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
