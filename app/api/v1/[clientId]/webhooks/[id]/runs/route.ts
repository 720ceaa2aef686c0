import { accountRoute } from "@/lib/api/account-route";
import { listRuns as operation } from "@/lib/api/operations/history";
import { json } from "@/lib/route";
import { listRuns } from "@/lib/runs/list";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params, query }) =>
  json(await listRuns(caller, params.id, query)),
);
