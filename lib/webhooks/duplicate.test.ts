import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { activateWebhook } from "./activate";
import { deleteWebhook } from "./delete";
import { copyLabel, duplicateWebhook } from "./duplicate";
import { findWebhook } from "./find";
import { openSigningKeys } from "./open-signing-keys";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const SECRETS = {
  authentication: { type: "basic", username: "crm", password: "kept secret" },
  headers: [
    { name: "X-Source", value: "tidings" },
    { name: "X-Key", value: "hush", secret: true },
  ],
};

describe("a duplicated webhook", () => {
  it("is an inactive copy of every setting, works with the same credentials, and signs with a key of its own", async () => {
    const path = `/${crypto.randomUUID()}`;
    const original = await world.webhook({ ...SECRETS, status: "inactive", url: world.receiver.url(path) });
    const copy = await duplicateWebhook(world.caller, original.id);
    const { id, label, status, revision, createdAt, updatedAt, ...settings } = copy;
    expect({ label, status, revision }).toEqual({
      ...{ label: `${original.label} (copy)`, status: "inactive", revision: 1 },
    });
    expect(original).toMatchObject(settings);
    expect(await findWebhook(world.caller, id)).toEqual(copy);

    await activateWebhook(world.caller, id);
    await world.accept(passed());
    await world.deliver();
    const requests = world.receiver.requests.filter((request) => request.path === path);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("crm:kept secret").toString("base64")}`,
      ...{ "x-source": "tidings", "x-key": "hush" },
    });
    const keys = await Promise.all(
      [original.id, id].map((webhookId) =>
        openSigningKeys(world.tidings, { id: webhookId, accountId: world.clientId }),
      ),
    );
    expect(keys.map((each) => each.length)).toEqual([1, 1]);
    expect(keys[0]?.[0]?.secret).not.toBe(keys[1]?.[0]?.secret);
  });

  it("G13: leaves one audit entry, without a secret", async () => {
    const original = await world.webhook({ ...SECRETS, status: "inactive" });
    const copy = await duplicateWebhook(world.caller, original.id);
    const entries = await world.tidings.database.rows<{ action: string; details: string }>(
      "SELECT action, details FROM audit_entries WHERE target_id = $1",
      [copy.id],
    );
    expect(entries.map(({ action }) => action)).toEqual(["webhook.duplicated"]);
    expect(JSON.parse(entries[0]?.details ?? "")).toEqual({
      ...{ label: copy.label, from: original.id, fromLabel: original.label, status: "inactive" },
    });
  });

  it("respects the limit, is not made of a deleted one, nor across accounts", async () => {
    const other = await world.newAccount("Copies");
    const theirs = await world.webhook({ status: "inactive" }, other);
    await expect(duplicateWebhook(world.caller, theirs.id)).rejects.toMatchObject({ status: 404 });
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET webhook_limit = 1 WHERE id = $1", [other.clientId]);
    });
    await expect(duplicateWebhook(other.caller, theirs.id)).rejects.toMatchObject({
      problem: "webhook_limit_reached",
    });
    await deleteWebhook(other.caller, theirs.id);
    await expect(duplicateWebhook(other.caller, theirs.id)).rejects.toMatchObject({ status: 409 });
  });
});

describe("the label of a copy", () => {
  const taken = (...labels: string[]) => new Set<string | null>(labels.map((label) => label.toLowerCase()));

  it.each([
    ["Hot leads", [], "Hot leads (copy)"],
    ["Hot leads", ["HOT LEADS (COPY)"], "Hot leads (copy 2)"],
    ["Hot leads (copy)", ["Hot leads (copy)"], "Hot leads (copy 2)"],
    ["Hot leads (copy 2)", ["Hot leads (copy)", "Hot leads (copy 2)"], "Hot leads (copy 3)"],
  ])("decision 12: of %s beside %j is %s", (label, others, expected) => {
    expect(copyLabel(label, taken(...others))).toBe(expected);
  });

  it("keeps to 200 characters, whole ones", () => {
    const label = copyLabel("🦊".repeat(200), taken());
    expect([...label]).toHaveLength(200);
    expect(label).toMatch(/^(🦊)+ \(copy\)$/u);
  });
});
