import { type Access, openAccess } from "@/lib/engine/access";
import type { Keyring, SecretPlace } from "@/lib/keyring";
import type { ConnectorRow } from "./find";

/** What the connector adds to a request; null where one of its secrets can't be read. */
export const openConnector = (keyring: Keyring, connector: ConnectorRow): Access | null =>
  openAccess(connector.credential, (key) => {
    const ciphertext = connector.secrets[key];
    return ciphertext === undefined ? null : keyring.open(ciphertext, connectorPlace(connector, key));
  });

/** Ciphertexts are bound to account, connector and key. */
export const connectorPlace = (
  { id, accountId }: Pick<ConnectorRow, "id" | "accountId">,
  key: string,
): SecretPlace => ({ accountId, table: "connectors", row: id, column: key });
