import { consoleRoute } from "@/lib/console-route";
import { findReceivedEvents } from "@/lib/workflow-requests/find-events";

export const dynamic = "force-dynamic";

/** What a webhook of workflows can be tried with. */
export const GET = consoleRoute(
  ({ caller, query }) => findReceivedEvents(caller, Object.fromEntries(query)),
  {
    role: "administrator",
  },
);
