import { accountRoute, json } from "@/lib/route";
import { listRuns } from "@/lib/runs/list";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params, query }) =>
  json(await listRuns(caller, params.id, Object.fromEntries(query))),
);
