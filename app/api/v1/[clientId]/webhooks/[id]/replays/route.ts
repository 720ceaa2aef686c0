import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { listReplays as listOperation, startReplay as startOperation } from "@/lib/api/operations/replays";
import { paths } from "@/lib/paths";
import { findReplay, listReplays } from "@/lib/replays/find";
import { startReplay } from "@/lib/replays/start";
import { json } from "@/lib/route";

type Params = { id: string };

export const GET = accountRoute<Params>(listOperation, async ({ caller, params, query }) =>
  json(await listReplays(caller, params.id, query)),
);

export const POST = accountRoute<Params>(
  startOperation,
  async ({ caller, access, params, body, reserved }) => {
    const started =
      (await madeBefore(reserved, (id) => findReplay(caller, id))) ??
      (await startReplay(caller, params.id, body, { id: reserved?.id }));
    if ("count" in started) {
      // Only counting leaves no entry of its own.
      access.note();
      return json(started);
    }
    return json(started, 201, { Location: paths.api.replay(caller.accountId, started.id) });
  },
);
