import { resumeReplay } from "@/lib/replays/change-state";
import { accountRoute, json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params }) =>
  json(await resumeReplay(caller, params.id)),
);
