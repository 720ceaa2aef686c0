import { consoleRoute } from "@/lib/console-route";
import { searchContacts } from "@/lib/contacts/list";

export const dynamic = "force-dynamic";

/** `dataCenterId`, and what narrows the list; for whoever types a name. */
export const GET = consoleRoute(
  ({ caller, query }) => {
    const { dataCenterId = "", ...filter } = Object.fromEntries(query);
    return searchContacts(caller, { dataCenterId, ...filter });
  },
  { plan: "any" },
);
