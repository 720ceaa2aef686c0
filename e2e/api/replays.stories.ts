import { expect } from "vitest";
import type { Installation } from "./installation";
import { answered } from "./story";
import { newWebhook } from "./webhooks.stories";

const AT = "/api/v1/{clientId}";
const OF = `${AT}/webhooks/{id}/replays` as const;

export const REPLAY_STORIES = {
  async "what failed is owed again, slowly, paused, resumed and cancelled"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { path, url } = installation.address();
    installation.receiver.script(path, { status: 500 });
    const { id } = await newWebhook(installation, { url, delivery: { retry: { kind: "none" } } });
    await installation.post({}, {}, {});
    await installation.receiver.waitFor({ path, count: 3 });
    const params = { path: { clientId, id } };
    const count = async () => {
      const body = { kind: "failed" as const, dryRun: true };
      const answer = answered(200, await client.POST(OF, { params, body }));
      return "count" in answer ? answer.count : undefined;
    };
    while ((await count()) !== 3);
    const failed = { kind: "failed" as const, perSecond: 1 };
    const started = answered(201, await client.POST(OF, { params, body: failed }));
    if ("count" in started) throw new Error("It was only counted.");
    answered(409, await client.POST(OF, { params, body: failed }));

    const mine = { params: { path: { clientId, id: started.id } } };
    expect(answered(200, await client.GET(`${AT}/replays/{id}`, mine)).id).toBe(started.id);
    expect(answered(200, await client.GET(OF, { params })).replays.map((one) => one.id)).toEqual([
      started.id,
    ]);
    expect(answered(200, await client.POST(`${AT}/replays/{id}/pause`, mine)).state).toBe("paused");
    answered(409, await client.POST(`${AT}/replays/{id}/pause`, mine));
    expect(answered(200, await client.POST(`${AT}/replays/{id}/resume`, mine)).state).toBe("running");
    answered(409, await client.POST(`${AT}/replays/{id}/resume`, mine));
    expect(answered(200, await client.POST(`${AT}/replays/{id}/cancel`, mine)).state).toBe("cancelled");
    answered(409, await client.POST(`${AT}/replays/{id}/cancel`, mine));
  },
};
