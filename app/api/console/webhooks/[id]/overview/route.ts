import { consoleRoute } from "@/lib/console-route";
import { readWebhookOverview } from "@/lib/webhooks/overview";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) =>
  readWebhookOverview(caller, params.id),
);
