import { withoutCredentials } from "@/app/(console)/administration/webhooks/without-credentials";
import { consoleRoute } from "@/lib/console-route";
import { findWebhook } from "@/lib/webhooks/find";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(async ({ caller, visitor, params }) =>
  withoutCredentials(await findWebhook(caller, params.id), visitor.role),
);
