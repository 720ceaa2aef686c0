import { filterOf, readView } from "@/app/(console)/administration/audit/list-view";
import { exportAudit } from "@/lib/audit/export";
import { consoleRoute } from "@/lib/console-route";
import { csvResponse } from "@/lib/csv-response";
import { iso } from "@/lib/time";

/** What the page *Audit* shows under the same filters, as a file. */
export const GET = consoleRoute(
  async ({ caller, query }) => {
    const { cursor: _, limit: __, ...filter } = filterOf(readView(Object.fromEntries(query)));
    return csvResponse(exportAudit(caller, filter), `audit-${iso(caller.tidings.now()).slice(0, 10)}.csv`);
  },
  { role: "administrator", plan: "any" },
);
