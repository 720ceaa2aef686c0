import { consoleRoute } from "@/lib/console-route";
import { findContacts } from "@/lib/workflow-requests/find-contacts";

export const dynamic = "force-dynamic";

/** Whom a webhook of workflows can be tried with. */
export const GET = consoleRoute(({ caller, query }) => findContacts(caller, Object.fromEntries(query)), {
  role: "administrator",
});
