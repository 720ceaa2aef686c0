import { paths } from "@/lib/paths";
import { listReplays } from "@/lib/replays/find";
import { startReplay } from "@/lib/replays/start";
import { accountRoute, json, noteCall, readJson } from "@/lib/route";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params, query }) =>
  json(await listReplays(caller, params.id, Object.fromEntries(query))),
);

export const POST = accountRoute<{ id: string }>(
  "webhooks:write",
  async ({ caller, holder, params, request }) => {
    const { value } = await readJson(request, { optional: true });
    const started = await startReplay(caller, params.id, value ?? {});
    if ("count" in started) {
      // Only counting leaves no entry of its own.
      noteCall(caller.tidings, holder, request, "/api/v1/{clientId}/webhooks/{id}/replays");
      return json(started);
    }
    return json(started, 201, { Location: paths.api.replay(caller.accountId, started.id) });
  },
);
