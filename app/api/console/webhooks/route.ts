import { consoleRoute } from "@/lib/console-route";
import { listWebhooks } from "@/lib/webhooks/list";

const MOST = 8;

/** The few webhooks whose label or URL has the text, for the command palette. */
export const GET = consoleRoute(async ({ caller, query }) => {
  const filter = { q: query.get("q") ?? "", limit: MOST, sort: "label", direction: "asc" };
  const { webhooks } = await listWebhooks(caller, filter);
  return { webhooks: webhooks.map(({ id, label, status }) => ({ id, label, status })) };
});
