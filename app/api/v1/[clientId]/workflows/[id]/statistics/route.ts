import { accountRoute } from "@/lib/api/account-route";
import { getStepStatistics as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { stepStatistics } from "@/lib/workflows/passages";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await stepStatistics(caller, params.id)),
);
