import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { judgeRequest, type RequestParts } from "@/lib/webhooks/judge-request";
import { type ConnectorRow, readConnector } from "./find";

/**
 * The connector that a webhook names: it has to be the account's, and what it sends must not be sent by the webhook
 * itself.
 * @returns null where none is named @throws Problem 400
 */
export async function checkConnector(
  { tidings, accountId }: Caller,
  settings: RequestParts,
): Promise<ConnectorRow | null> {
  const { authentication } = settings;
  if (authentication.type !== "connector") return null;
  const connector = await readConnector(tidings.database, accountId, authentication.connectorId ?? "");
  if (!connector) {
    const message = "there is no connector with this id in the account";
    const remedy = "Choose a connector of the account, or create one under Connectors.";
    throw invalid([{ path: "authentication.connectorId", message, remedy }]);
  }
  const errors = judgeRequest(settings, connector.credential);
  if (errors.length > 0) throw invalid(errors);
  return connector;
}
