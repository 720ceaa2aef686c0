import { type Access, openAccess } from "@/lib/engine/access";
import type { Keyring, SecretPlace } from "@/lib/keyring";
import type { ConnectorRow } from "./find";

/** What the connector adds to a request; null where one of its secrets can't be read. */
export function openConnector(keyring: Keyring, connector: ConnectorRow): Access | null {
  const { id, revision, credential } = connector;
  const open = (key: string) => {
    const ciphertext = connector.secrets[key];
    return ciphertext === undefined ? null : keyring.open(ciphertext, connectorPlace(connector, key));
  };
  switch (credential.type) {
    case "oauth2": {
      const clientSecret = open("clientSecret");
      if (clientSecret === null) return null;
      const { type: _, ...client } = credential;
      return { headers: [], query: [], oauth: { connectorId: id, revision, ...client, clientSecret } };
    }
    case "client_certificate": {
      const [certificate, privateKey] = [open("certificate"), open("privateKey")];
      if (certificate === null || privateKey === null) return null;
      return { headers: [], query: [], certificate: { id: `${id} ${revision}`, certificate, privateKey } };
    }
    default:
      return openAccess(credential, open);
  }
}

/** Ciphertexts are bound to account, connector and key. */
export const connectorPlace = (
  { id, accountId }: Pick<ConnectorRow, "id" | "accountId">,
  key: string,
): SecretPlace => ({ accountId, table: "connectors", row: id, column: key });
