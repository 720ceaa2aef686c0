import { consoleRoute } from "@/lib/console-route";
import { countMatching } from "@/lib/contacts/list";
import { parseContactInput } from "@/lib/contacts/parse";
import { rulesSchema } from "@/lib/contacts/segment-schema";
import { invalid } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** How many contacts meet rules that are not saved yet. */
export const GET = consoleRoute(
  ({ caller, query }) => {
    const rules = parseContactInput(rulesSchema, readJson(query.get("rules") ?? ""));
    return countMatching(caller, query.get("dataCenterId") ?? "", rules);
  },
  { plan: "any" },
);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([{ path: "rules", message: "is not JSON", remedy: "Send the rules as JSON." }]);
  }
}
