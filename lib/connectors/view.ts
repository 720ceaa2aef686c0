import { withSetMarks } from "@/lib/authentication/secrets";
import { iso } from "@/lib/time";
import { certificateState } from "./certificate-state";
import type { ConnectorRow, WebhookName } from "./find";
import { type ConnectorView, connectorViewSchema } from "./schema";

/** A connector as it is read: of a secret only that there is one. */
export const toView = (connector: ConnectorRow, usedBy: WebhookName[], now: number): ConnectorView =>
  connectorViewSchema.parse({
    ...{ id: connector.id, name: connector.name, revision: connector.revision, usedBy },
    authentication: {
      ...withSetMarks(connector.credential, (key) => key in connector.secrets),
      ...(connector.credential.type === "client_certificate" && {
        state: certificateState(connector.credential.expiresAt, now),
      }),
    },
    createdAt: iso(connector.createdAt),
    createdBy: connector.createdBy,
    updatedAt: iso(connector.updatedAt),
    secretAt: iso(connector.secretAt),
  });
