import { accountRoute } from "@/lib/api/account-route";
import { getRun } from "@/lib/api/operations/history";
import { json } from "@/lib/route";
import { findRun } from "@/lib/runs/find";

export const GET = accountRoute<{ id: string }>(getRun, async ({ caller, params }) =>
  json(await findRun(caller, params.id)),
);
