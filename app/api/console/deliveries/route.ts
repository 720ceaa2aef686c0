import { filterOf, readView } from "@/app/(console)/administration/webhooks/deliveries/list-view";
import { consoleRoute } from "@/lib/console-route";
import { listDeliveryRows } from "@/lib/deliveries/list-rows";

export const dynamic = "force-dynamic";

/** Asked in the words of the page's address, and as forgiving. */
export const GET = consoleRoute(({ caller, query }) =>
  listDeliveryRows(caller, filterOf(readView(Object.fromEntries(query)), caller.tidings.now())),
);
