import { consoleRoute } from "@/lib/console-route";
import { exportContacts } from "@/lib/contacts/export";
import { csvResponse } from "@/lib/csv-response";
import { iso } from "@/lib/time";

export const dynamic = "force-dynamic";

/** What the page *Contacts* shows under the same filters, as a file. */
export const GET = consoleRoute(
  async ({ caller, query }) => {
    const wanted = (name: string) => query.get(name) || undefined;
    const filter = { q: wanted("q"), segmentId: wanted("segment"), groupId: wanted("group") };
    const pieces = await exportContacts(caller, query.get("dataCenter") ?? "", filter);
    return csvResponse(pieces, `contacts-${iso(caller.tidings.now()).slice(0, 10)}.csv`);
  },
  { role: "administrator", plan: "any" },
);
