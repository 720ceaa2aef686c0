import { describe, expect, it, onTestFinished } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { openWorld } from "@/e2e/fixtures/world";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { updateAccount } from "./update-account";
import { viewAccount } from "./view";

describe.each(ENGINES)("D20: an account as it is seen by its own, on $name", ({ place }) => {
  it("S2.6, decision 12: says what of the limit is used; deleting a webhook frees a place", async () => {
    const world = await openWorld({ env: { ...(await place()).env, RETENTION_DAYS: "45" } });
    onTestFinished(() => world.close());
    const { caller, clientId, clock } = world;
    const webhooks = [await world.webhook(), await world.webhook({ status: "inactive" })];
    await world.webhook({}, await world.newAccount("Beta"));
    const usual = {
      ...{ clientId, name: "Acme", plan: "paid", features: { automation: false } },
      ...{ webhooks: { used: 2, limit: 100 }, retentionDays: 45 },
      createdAt: new Date(clock.now).toISOString(),
    };
    expect(await viewAccount(caller)).toEqual(usual);

    await deleteWebhook(caller, webhooks[1]?.id ?? "");
    const changes = { webhookLimit: 1, retentionDays: 14, feature: "automation=on" as const };
    await updateAccount(world.tidings, clientId, changes);
    expect(await viewAccount(caller)).toEqual({
      ...{ ...usual, features: { automation: true }, retentionDays: 14 },
      webhooks: { used: 1, limit: 1 },
    });
    await expect(world.webhook()).rejects.toMatchObject({
      problem: "webhook_limit_reached",
      detail: expect.stringContaining("uses 1 of 1"),
    });
  });
});
