import { accountRoute } from "@/lib/api/account-route";
import { cancelReplay as operation } from "@/lib/api/operations/replays";
import { cancelReplay } from "@/lib/replays/change-state";
import { json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await cancelReplay(caller, params.id)),
);
