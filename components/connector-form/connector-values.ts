import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, Resolver } from "react-hook-form";
import { issueFault } from "@/components/ui/issue-fault";
import { secretsOf } from "@/lib/authentication/schema";
import { type ConnectorInput, type ConnectorView, connectorSchema } from "@/lib/connectors/schema";
import type { ConnectorType } from "@/texts/authentication";
import { credential } from "@/texts/connectors";
import { faults } from "@/texts/faults";

/**
 * A credential as a form holds it: every place is always there, so that a choice can be changed and changed back. A
 * secret that is `undefined` is set already and stays as it is.
 */
export interface CredentialValues {
  type: ConnectorType;
  username: string;
  password: string | undefined;
  token: string | undefined;
  in: "header" | "query";
  name: string;
  value: string | undefined;
  tokenUrl: string;
  clientId: string;
  clientSecret: string | undefined;
  scope: string;
  audience: string;
  clientAuthentication: "basic" | "body";
  certificate: string | undefined;
  privateKey: string | undefined;
  passphrase: string;
}

export interface ConnectorValues {
  name: string;
  authentication: CredentialValues;
}

const EMPTY: CredentialValues = {
  ...{ type: "basic", username: "", password: "", token: "", in: "header", name: "", value: "" },
  ...{ tokenUrl: "", clientId: "", clientSecret: "", scope: "", audience: "", clientAuthentication: "basic" },
  ...{ certificate: "", privateKey: "", passphrase: "" },
};

export function valuesOf(connector?: ConnectorView): ConnectorValues {
  if (!connector) return { name: "", authentication: EMPTY };
  const { name, authentication } = connector;
  const stored = secretsOf(authentication.type).map(({ key }) => [key, undefined]);
  const known = Object.entries(authentication).filter(([key]) => key in EMPTY);
  return {
    name,
    authentication: { ...EMPTY, ...Object.fromEntries(known), ...Object.fromEntries(stored) },
  };
}

/** As the action takes it; a secret that stays is left out. */
export const inputOf = ({ name, authentication }: ConnectorValues): ConnectorInput => ({
  name,
  authentication: credentialOf(authentication),
});

function credentialOf(values: CredentialValues): ConnectorInput["authentication"] {
  const { type } = values;
  switch (type) {
    case "basic":
      return { type, username: values.username, password: values.password };
    case "bearer":
      return { type, token: values.token };
    case "api_key":
      return { type, in: values.in, name: values.name.trim(), value: values.value };
    case "oauth2": {
      const { tokenUrl, clientId, clientSecret, scope, audience, clientAuthentication } = values;
      return { type, tokenUrl, clientId, clientSecret, scope, audience, clientAuthentication };
    }
    case "client_certificate": {
      const { certificate, privateKey, passphrase } = values;
      return { type, certificate, privateKey, ...(passphrase !== "" && { passphrase }) };
    }
  }
}

/** Judges by the schema that the action parses with; what the server alone can know it says when it is sent. */
export const connectorResolver: Resolver<ConnectorValues> = (values, _context, options) => {
  const input = inputOf(values);
  const parsed = connectorSchema.safeParse(input);
  const found = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issueFault(issue, input))),
    ...missingSecrets(values.authentication),
    ...halfEntered(values.authentication),
  ];
  if (found.length === 0) return { values, errors: {} };
  const errors: Record<string, FieldError> = {};
  for (const [path, message] of found) errors[path] ??= { type: "invalid", message };
  return { values: {}, errors: toNestErrors(errors, options) };
};

/** A certificate and its key are replaced together. */
function halfEntered({ type, certificate, privateKey }: CredentialValues): [path: string, message: string][] {
  if (type !== "client_certificate" || (certificate === undefined) === (privateKey === undefined)) return [];
  const left = certificate === undefined ? "certificate" : "privateKey";
  return [[`authentication.${left}`, credential.together]];
}

/** An empty text is never a secret. */
export const missingSecrets = (values: CredentialValues): [path: string, message: string][] =>
  secretsOf(values.type)
    .filter(({ key }) => values[key as keyof CredentialValues] === "")
    .map(({ key }) => [`authentication.${key}`, faults.missing]);
