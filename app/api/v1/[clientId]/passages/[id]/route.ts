import { accountRoute } from "@/lib/api/account-route";
import { getPassage as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { findPassage } from "@/lib/workflows/passages";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await findPassage(caller, params.id)),
);
