import { filterOf, readView } from "@/app/(console)/automation/workflows/[id]/passages/list-view";
import { consoleRoute } from "@/lib/console-route";
import { listPassageRows } from "@/lib/workflows/passage-rows";

export const dynamic = "force-dynamic";

/** Asked in the words of the page's address, and as forgiving. */
export const GET = consoleRoute<{ id: string }>(({ caller, params, query }) =>
  listPassageRows(caller, params.id, filterOf(readView(Object.fromEntries(query)))),
);
