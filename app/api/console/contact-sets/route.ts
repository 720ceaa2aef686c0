import { consoleRoute } from "@/lib/console-route";
import { listGroups } from "@/lib/contacts/groups";
import { listSegments } from "@/lib/contacts/segments";

export const dynamic = "force-dynamic";

/** The groups and segments of a data center, to choose from. */
export const GET = consoleRoute(
  async ({ caller, query }) => {
    const dataCenterId = query.get("dataCenterId") ?? "";
    const { groups } = await listGroups(caller, dataCenterId);
    return { groups, ...(await listSegments(caller, dataCenterId)) };
  },
  { plan: "any" },
);
