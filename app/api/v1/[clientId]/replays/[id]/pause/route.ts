import { accountRoute } from "@/lib/api/account-route";
import { pauseReplay as operation } from "@/lib/api/operations/replays";
import { pauseReplay } from "@/lib/replays/change-state";
import { json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await pauseReplay(caller, params.id)),
);
