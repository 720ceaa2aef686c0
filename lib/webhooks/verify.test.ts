import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { findList } from "@/lib/data-centers/find";
import { replaceItems } from "@/lib/data-centers/replace-items";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { listRunsByDelivery } from "@/lib/runs/list-by-delivery";
import { activateWebhook } from "./activate";
import { deactivateWebhook } from "./deactivate";
import { findWebhook } from "./find";
import { sampleFor } from "./preview";
import { verifyWebhook } from "./verify";

describe.each(ENGINES)("D20, S2.38: verifying a webhook on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    const { env } = await place();
    world = await openWorld({ env });
    onTestFinished(() => world.close());
  });

  const stream = (triggers: object[] = [{ type: "message.opened" }]) =>
    world.webhook({ profile: "stream", status: "created", triggers, url: world.streamUrl() });
  const verify = (id: string, input?: unknown) => verifyWebhook(world.caller, id, input);
  const lists = () => world.receiver.requests.map((request) => request.json());

  it("keeps the run as a test of so many events, whatever the webhook's status", async () => {
    const { id } = await stream();
    const statuses = [];
    for (const change of [null, activateWebhook, deactivateWebhook]) {
      await change?.(world.caller, id);
      statuses.push((await findWebhook(world.caller, id)).status);
      expect((await verify(id, { numberOfEvents: 25 })).runs).toMatchObject([{ verdict: "succeeded" }]);
    }
    expect(statuses).toEqual(["created", "active", "inactive"]);
    const { runs } = await listRuns(world.caller, id, {});
    expect(runs).toHaveLength(3);
    for (const run of runs) expect(run).toMatchObject({ deliveries: 25, test: true });
    const { groups } = await listRunsByDelivery(world.caller, id, {});
    expect(groups).toMatchObject(runs.map((run) => ({ deliveryId: null, batchId: null, runs: [run] })));
    const inspected = await inspectRun(world.caller, runs[0]?.id as string);
    expect(JSON.parse(inspected.run.request?.body ?? "")).toHaveLength(25);
    expect(inspected).toMatchObject({ event: null, delivery: null, batch: null });
    expect(await world.deliveries(id)).toEqual([]);
  });

  it("is about the mailing that is named, else the trigger's own, the first there is, or the type's sample", async () => {
    const { id } = await stream();
    const narrowed = await stream([{ type: "message.opened", mailingIds: [3, 2] }]);
    await verify(narrowed.id);
    await verify(narrowed.id, { mailingId: 1 });
    await verify(id);
    const other = await world.newAccount("Other");
    await replaceItems(other.caller, other.dataCenterId, "mailings", {
      mailings: [{ id: 7, name: "Theirs" }],
    });
    await expect(verify(id, { mailingId: 7 })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: "mailingId", message: `there is no mailing 7 in data center ${world.dataCenterId}` }],
    });
    const emptied = await world.webhook(
      { profile: "stream", triggers: [{ type: "message.opened" }], url: world.streamUrl() },
      other,
    );
    await replaceItems(other.caller, other.dataCenterId, "mailings", { mailings: [] });
    await verifyWebhook(other.caller, emptied.id);
    expect(lists()).toMatchObject([3, 1, 1, 123456789004].map((mailingId) => [{ mailingId }]));
  });

  it("takes nothing from a mailing where the type has none", async () => {
    const refinements = { mailingIds: [2] };
    const { dataCenterId } = world;
    const sample = await sampleFor(world.caller, { type: "contact.updated", dataCenterId, refinements });
    expect(Object.keys(sample.data)).toEqual(["changes"]);
  });

  it("offers every mailing of the data center, and none of another account's", async () => {
    const { mailings } = await findList(world.caller, String(world.dataCenterId), "mailings");
    expect(mailings[0]).toEqual({ id: 1, name: expect.any(String) });
    for (const id of ["99", "x"]) {
      await expect(findList(world.caller, id, "mailings")).rejects.toMatchObject({ status: 404 });
    }
  });
});
