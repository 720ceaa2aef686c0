import { findReplay } from "@/lib/replays/find";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params }) =>
  json(await findReplay(caller, params.id)),
);
