import { consoleRoute } from "@/lib/console-route";
import { rejectedRows } from "@/lib/contacts/rejected-rows";
import { csvResponse } from "@/lib/csv-response";

export const dynamic = "force-dynamic";

/** The report of an import: what could not be taken in, and why. */
export const GET = consoleRoute<{ id: string }>(
  async ({ caller, params }) =>
    csvResponse(await rejectedRows(caller, params.id), `rejected-${params.id}.csv`),
  { role: "administrator", plan: "any" },
);
