import { connectorWithoutCredential } from "@/app/(console)/administration/webhooks/without-credentials";
import { listConnectors } from "@/lib/connectors/list";
import { consoleRoute } from "@/lib/console-route";

export const dynamic = "force-dynamic";

/** For whoever chooses one, or reads what a webhook names. */
export const GET = consoleRoute(async ({ caller, visitor }) => {
  const { connectors } = await listConnectors(caller);
  return { connectors: connectors.map((each) => connectorWithoutCredential(each, visitor.role)) };
});
