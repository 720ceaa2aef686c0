import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import {
  basic,
  type Configuration,
  entry,
  openConfiguration,
} from "@/lib/configuration/configuration.fixture";
import { ENGINES } from "./engines";

describe.each(ENGINES)("configuration as code on $name", ({ place }) => {
  let configuration: Configuration;
  beforeEach(async () => {
    const { env } = await place();
    configuration = await openConfiguration({ env });
    onTestFinished(() => configuration.world.close());
  });

  it("is applied once, kept, exported, changed, renamed and pruned", async () => {
    const { apply, plan, exported, written } = configuration;
    const environment = { CRM_PASSWORD: "the password" };
    const stream = { profile: "stream", triggers: [{ type: "message.opened" }] };
    const file = [
      entry({ ...basic(), description: "größer: \u2028\n", notifyEmails: ["acme@example.org"] }),
      entry({ label: "Äpfel", delivery: { suspension: null, retry: { kind: "none" } } }),
      entry({ label: "Stream", ...stream }),
    ];
    expect(await apply(file, { environment })).toMatchObject({ applied: true, summary: { create: 3 } });
    const before = await written();
    expect(await apply(file, { environment, prune: true })).toMatchObject({ hasChanges: false });
    expect(await apply(file)).toMatchObject({ hasChanges: false });
    const { webhooks } = JSON.parse(await exported("json"));
    expect(webhooks.map(({ label }: { label: string }) => label)).toEqual(["Hot leads", "Stream", "Äpfel"]);
    expect(await plan(webhooks, { prune: true })).toMatchObject({ hasChanges: false });
    expect(await written()).toBe(before);

    const changed = [entry({ label: "Warm leads", previousLabel: "hot LEADS", ...basic("OTHER", "erp") })];
    const planned = await plan(changed, { prune: true });
    expect(planned.summary).toMatchObject({ update: 1, delete: 2 });
    expect(await apply(changed, { prune: true })).toMatchObject({ applied: true, summary: planned.summary });
    expect(await apply(changed, { prune: true })).toMatchObject({ hasChanges: false, unmanaged: [] });
  });
});
