import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { sweepExpired } from "@/lib/engine/sweep";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { deleteInboxAddress } from "@/lib/inbox/delete-address";
import { findInboxRequest } from "@/lib/inbox/find-request";
import { listInboxAddresses } from "@/lib/inbox/list-addresses";
import { listInboxRequests } from "@/lib/inbox/list-requests";
import { changeAnswerStatus } from "@/lib/inbox/update-address";
import { listRuns } from "@/lib/runs/list";
import { HOUR_MS } from "@/lib/time";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { ENGINES } from "./engines";

describe.each(ENGINES)("D20, decision 31: the request inbox on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    const { env } = await place();
    world = await openWorld({ env });
    onTestFinished(() => world.close());
  });

  it("takes deliveries that come at once, keeps the newest 200, shows and forgets them", async () => {
    const { caller, tidings } = world;
    const { token, url } = await createInboxAddress(caller);
    await changeAnswerStatus(caller, token, { answerStatus: 201 });
    const webhook = await world.webhook({ url, delivery: { concurrency: 16 } });
    await world.accept(Array.from({ length: 210 }, () => passed()));
    await world.deliver();
    const { runs } = await listRuns(caller, webhook.id, { limit: "1000" });
    expect(runs).toHaveLength(210);
    expect(runs.every((run) => run.inbox && run.statusCode === 201)).toBe(true);
    expect(await listInboxAddresses(caller)).toMatchObject([
      {
        requests: 200,
        webhooks: [{ id: webhook.id }],
        lastReceivedAt: new Date(world.clock.now).toISOString(),
      },
    ]);
    const { requests } = await listInboxRequests(caller, token, { limit: "200" });
    expect(requests).toHaveLength(200);
    expect(requests.every((request) => request.signature === "verified")).toBe(true);
    const whole = await findInboxRequest(caller, token, requests[0]?.id as string, { credentials: true });
    expect(whole.body).toContain("PersonaScoringPassedThreshold");

    await deactivateWebhook(caller, webhook.id);
    await expect(deleteInboxAddress(caller, token)).rejects.toMatchObject({ status: 409 });
    await deleteWebhook(caller, webhook.id);
    world.clock.now += 24 * HOUR_MS + 1;
    await sweepExpired(tidings);
    expect(await tidings.database.rows("SELECT id FROM inbox_requests", [])).toEqual([]);
    await deleteInboxAddress(caller, token);
    expect(await listInboxAddresses(caller)).toEqual([]);
  });
});
