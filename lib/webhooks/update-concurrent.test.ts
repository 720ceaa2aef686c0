import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { Caller } from "@/lib/accounts/caller";
import { findWebhook } from "./find";
import { readLatestChange } from "./latest-change";
import { updateWebhook } from "./update";

let world: World;
let ada: Caller;
let ben: Caller;
beforeAll(async () => {
  world = await openWorld();
  const person = (name: string): Caller => ({ ...world.caller, actor: { kind: "user", id: name, name } });
  ada = person("ada@example.org");
  ben = person("ben@example.org");
});
afterAll(() => world.close());

const lastDetails = async (id: string) => {
  const rows = await world.tidings.database.rows<{ details: string }>(
    "SELECT details FROM audit_entries WHERE target_id = $1 AND action = 'webhook.updated' ORDER BY id DESC",
    [id],
  );
  return { count: rows.length, text: rows[0]?.details ?? "", ...JSON.parse(rows[0]?.details ?? "{}") };
};

describe("two people edit one webhook", () => {
  it("the second is told who was first and when, and nothing is written", async () => {
    const { id, revision } = await world.webhook({ status: "inactive" });
    world.clock.now += 60_000;
    await updateWebhook(ben, id, { description: "of Ben" }, { ifRevision: revision });
    const at = new Date(world.clock.now).toISOString();
    await expect(
      updateWebhook(ada, id, { description: "of Ada" }, { ifRevision: revision }),
    ).rejects.toMatchObject({
      ...{ problem: "changed_meanwhile", status: 409 },
      detail: expect.stringMatching(new RegExp(`^ben@example.org .*${at}`)),
    });
    expect(await findWebhook(ada, id)).toMatchObject({ description: "of Ben", revision: revision + 1 });
    expect(await readLatestChange(ada, id, revision)).toMatchObject({
      ...{ by: "ben@example.org", at, revision: revision + 1, replacedSecrets: [] },
    });
    const mine = await updateWebhook(ada, id, { description: "of Ada" }, { ifRevision: revision + 1 });
    expect(mine).toMatchObject({ description: "of Ada", revision: revision + 2 });
  });

  it("a program that names no revision overwrites as before", async () => {
    const { id, revision } = await world.webhook({ status: "inactive" });
    await updateWebhook(ben, id, { description: "1" });
    expect(await updateWebhook(ada, id, { description: "2" })).toMatchObject({ revision: revision + 2 });
  });

  it("tells which secrets are others, though a header has moved in its list", async () => {
    const { id, revision } = await world.webhook({
      status: "inactive",
      authentication: { type: "basic", username: "crm", password: "old password" },
      headers: [
        { name: "X-A", value: "a", secret: true },
        { name: "X-B", value: "b", secret: true },
      ],
    });
    await updateWebhook(ben, id, {
      headers: [
        { name: "X-B", secret: true },
        { name: "X-A", secret: true },
      ],
    });
    expect((await readLatestChange(ada, id, revision)).replacedSecrets).toEqual([]);
    await updateWebhook(ben, id, { authentication: { type: "basic", username: "crm", password: "new" } });
    expect((await readLatestChange(ada, id, revision)).replacedSecrets).toEqual(["authentication.password"]);
  });
});

describe("the audit entry of an edit", () => {
  it("G13: one entry with each changed field before and after, the label among them", async () => {
    const { id, label } = await world.webhook({ status: "inactive" });
    await updateWebhook(ada, id, { label: `${label} renamed`, delivery: { deadlineMs: 5_000 } });
    expect(await lastDetails(id)).toMatchObject({
      ...{ count: 1, label: `${label} renamed`, revision: 2 },
      changes: {
        label: { before: label, after: `${label} renamed` },
        "delivery.deadlineMs": { before: 15_000, after: 5_000 },
      },
    });
  });

  it("says of secrets only that they were replaced, also of a value that becomes or was one", async () => {
    const { id } = await world.webhook({
      status: "inactive",
      authentication: { type: "basic", username: "crm", password: "old password" },
      headers: [{ name: "X-Key", value: "plain once" }],
    });
    await updateWebhook(ada, id, {
      authentication: { type: "basic", username: "crm", password: "new password" },
      headers: [{ name: "x-key", value: "hidden now", secret: true }],
    });
    const { text, changes } = await lastDetails(id);
    expect(text).not.toMatch(/password"[^:]*:\s*"(old|new)|old password|new password|plain once|hidden now/);
    expect(changes).toEqual({
      "authentication.password": { before: "set", after: "replaced" },
      headers: {
        before: [{ name: "X-Key", value: "secret" }],
        after: [{ name: "x-key", value: "secret" }],
      },
      "headers.0.value": { before: null, after: "replaced" },
    });
  });
});
