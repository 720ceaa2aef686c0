import { accountRoute, json } from "@/lib/route";
import { findRun } from "@/lib/runs/find";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params }) =>
  json(await findRun(caller, params.id)),
);
