import type { ConnectorView } from "@/lib/connectors/schema";
import type { Role } from "@/lib/vocabulary";
import type { WebhookView } from "@/lib/webhooks/schema";

/** What a member may see of a webhook (decision 29): that it authenticates, not as whom or by which headers. */
export function withoutCredentials(webhook: WebhookView, role: Role): WebhookView {
  if (role === "administrator") return webhook;
  const { authentication } = webhook;
  return {
    ...webhook,
    authentication:
      authentication.type === "basic"
        ? { ...authentication, username: "" }
        : authentication.type === "headers"
          ? { ...authentication, headers: [] }
          : authentication.type === "api_key"
            ? { ...authentication, name: "" }
            : authentication,
    headers: webhook.headers.map((header) =>
      "value" in header ? header : { name: header.name, valueSet: header.valueSet, secret: true as const },
    ),
  };
}

/** What a member may see of a connector: its name, its type, where it is used, and how long a certificate is valid. */
export function connectorWithoutCredential(connector: ConnectorView, role: Role): ConnectorView {
  if (role === "administrator") return connector;
  const { authentication } = connector;
  switch (authentication.type) {
    case "basic":
      return { ...connector, authentication: { ...authentication, username: "" } };
    case "api_key":
      return { ...connector, authentication: { ...authentication, name: "" } };
    case "oauth2": {
      const nothing = { tokenUrl: "", clientId: "", scope: "", audience: "" };
      return { ...connector, authentication: { ...authentication, ...nothing } };
    }
    case "client_certificate": {
      const nothing = { subject: "", issuer: "", fingerprint: "" };
      return { ...connector, authentication: { ...authentication, ...nothing } };
    }
    default:
      return connector;
  }
}
