import { accountRoute } from "@/lib/api/account-route";
import { resumeReplay as operation } from "@/lib/api/operations/replays";
import { resumeReplay } from "@/lib/replays/change-state";
import { json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await resumeReplay(caller, params.id)),
);
