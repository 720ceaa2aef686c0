import { accountRoute } from "@/lib/api/account-route";
import { getReplay } from "@/lib/api/operations/replays";
import { findReplay } from "@/lib/replays/find";
import { json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>(getReplay, async ({ caller, params }) =>
  json(await findReplay(caller, params.id)),
);
