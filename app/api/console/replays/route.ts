import { consoleRoute } from "@/lib/console-route";
import { isId } from "@/lib/ids";
import { listReplayRows } from "@/lib/replays/list-rows";

export const dynamic = "force-dynamic";

/** Asked in the words of a page's address, and as forgiving. */
export const GET = consoleRoute(({ caller, query }) => {
  const webhookId = query.get("webhookId");
  return listReplayRows(caller, {
    webhookId: webhookId && isId(webhookId) ? webhookId.toLowerCase() : undefined,
  });
});
