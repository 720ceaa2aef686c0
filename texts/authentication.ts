/** S1's four types, in its order and words. */
export const OWN_AUTHENTICATION = [
  { value: "none", label: "Not specified" },
  { value: "basic", label: "Basic" },
  { value: "raw", label: "Raw" },
  { value: "headers", label: "Custom HTTP header" },
] as const;

/** S4's three, in its order and words: what connectors save, and programs may give a webhook of its own (S4.20). */
export const CREDENTIAL_TYPES = [
  { value: "basic", label: "Basic" },
  { value: "bearer", label: "Bearer token" },
  { value: "api_key", label: "API key" },
] as const;

/** What connectors save: S4's three, and what an endpoint behind an identity provider or mutual TLS asks for. */
export const CONNECTOR_TYPES = [
  ...CREDENTIAL_TYPES,
  { value: "oauth2", label: "OAuth 2.0 client credentials" },
  { value: "client_certificate", label: "Client certificate" },
] as const;

export const SAVED_CONNECTOR = { value: "connector", label: "Saved connector…" } as const;

export type CredentialType = (typeof CREDENTIAL_TYPES)[number]["value"];

export type ConnectorType = (typeof CONNECTOR_TYPES)[number]["value"];

export type AuthenticationType =
  | (typeof OWN_AUTHENTICATION)[number]["value"]
  | CredentialType
  | typeof SAVED_CONNECTOR.value;

export const AUTHENTICATION_HINTS: Record<AuthenticationType | ConnectorType, string> = {
  none: "The call is not authenticated.",
  basic: "User name and password are sent with every request.",
  raw: "Exactly this text is sent as the value of the Authorization header.",
  headers: "These key-value pairs are sent in the HTTP header of every request.",
  bearer: "The token is sent in the Authorization header of every request, behind the word Bearer.",
  api_key: "The key is sent with every request, in a header or as a parameter of the URL.",
  oauth2:
    "Tidings fetches an access token with these credentials, sends it behind the word Bearer, and renews it before it expires.",
  client_certificate: "Tidings shows this certificate to a receiver that asks for one (mutual TLS).",
  connector: "A credential that is saved under a name, and shared by every webhook that uses it.",
};

const LABELS = new Map<string, string>([
  ...[...CONNECTOR_TYPES, ...OWN_AUTHENTICATION].map(({ value, label }) => [value, label] as const),
  [SAVED_CONNECTOR.value, "Saved connector"],
]);

export const authenticationLabel = (type: AuthenticationType | ConnectorType) => LABELS.get(type) ?? type;
