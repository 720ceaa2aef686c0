import type { ConnectorView } from "@/lib/connectors/schema";
import { authenticationLabel } from "@/texts/authentication";
import { connectors as t } from "@/texts/connectors";
import { utcDay } from "@/texts/times";

/** "Basic, as crm": what may be said of a credential; a member is told the type alone. */
export function credentialWords(authentication: ConnectorView["authentication"]): string {
  const label = authenticationLabel(authentication.type);
  const more = moreOf(authentication);
  return more ? `${label}, ${more}` : label;
}

function moreOf(authentication: ConnectorView["authentication"]): string | false {
  switch (authentication.type) {
    case "basic":
      return authentication.username !== "" && t.as(authentication.username);
    case "api_key": {
      const { name, in: place } = authentication;
      return name !== "" && (place === "header" ? t.inHeader(name) : t.inQuery(name));
    }
    case "oauth2": {
      const { clientId, tokenUrl } = authentication;
      return clientId !== "" && t.at(clientId, URL.canParse(tokenUrl) ? new URL(tokenUrl).host : tokenUrl);
    }
    case "client_certificate": {
      const { subject, state, expiresAt } = authentication;
      return [...(subject ? [subject] : []), t.expires[state](utcDay(expiresAt))].join(", ");
    }
    default:
      return false;
  }
}
