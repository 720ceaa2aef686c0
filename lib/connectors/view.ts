import { withSetMarks } from "@/lib/authentication/secrets";
import { iso } from "@/lib/time";
import type { ConnectorRow, WebhookName } from "./find";
import { type ConnectorView, connectorViewSchema } from "./schema";

/** A connector as it is read: of a secret only that there is one. */
export const toView = (connector: ConnectorRow, usedBy: WebhookName[]): ConnectorView =>
  connectorViewSchema.parse({
    ...{ id: connector.id, name: connector.name, revision: connector.revision, usedBy },
    authentication: withSetMarks(connector.credential, (key) => key in connector.secrets),
    createdAt: iso(connector.createdAt),
    createdBy: connector.createdBy,
    updatedAt: iso(connector.updatedAt),
    secretAt: iso(connector.secretAt),
  });
