import { accountRoute } from "@/lib/api/account-route";
import { listAudit as operation } from "@/lib/api/operations/audit";
import { listAudit } from "@/lib/audit/list";
import { json } from "@/lib/route";

export const GET = accountRoute(operation, async ({ caller, query }) => json(await listAudit(caller, query)));
