import { accountRoute } from "@/lib/api/account-route";
import { listEvents as operation } from "@/lib/api/operations/history";
import { listEvents } from "@/lib/events/list";
import { json } from "@/lib/route";

export const GET = accountRoute(operation, async ({ caller, query }) =>
  json(await listEvents(caller, query)),
);
