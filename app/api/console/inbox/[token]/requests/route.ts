import { consoleRoute } from "@/lib/console-route";
import { listInboxRequests } from "@/lib/inbox/list-requests";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ token: string }>(
  ({ caller, params, query }) => listInboxRequests(caller, params.token, Object.fromEntries(query)),
  { plan: "any" },
);
