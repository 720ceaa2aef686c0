import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, Resolver } from "react-hook-form";
import { issueFault } from "@/components/ui/issue-fault";
import { secretsOf } from "@/lib/authentication/schema";
import { type ConnectorInput, type ConnectorView, connectorSchema } from "@/lib/connectors/schema";
import type { CredentialType } from "@/texts/authentication";
import { faults } from "@/texts/faults";

/**
 * A credential as a form holds it: every place is always there, so that a choice can be changed and changed back. A
 * secret that is `undefined` is set already and stays as it is.
 */
export interface CredentialValues {
  type: CredentialType;
  username: string;
  password: string | undefined;
  token: string | undefined;
  in: "header" | "query";
  name: string;
  value: string | undefined;
}

export interface ConnectorValues {
  name: string;
  authentication: CredentialValues;
}

const EMPTY: CredentialValues = {
  ...{ type: "basic", username: "", password: "", token: "", in: "header", name: "", value: "" },
};

export function valuesOf(connector?: ConnectorView): ConnectorValues {
  if (!connector) return { name: "", authentication: EMPTY };
  const { name, authentication } = connector;
  const stored = secretsOf(authentication.type).map(({ key }) => [key, undefined]);
  const { type, username, in: place, name: of } = { ...EMPTY, ...authentication };
  return {
    name,
    authentication: { ...EMPTY, type, username, in: place, name: of, ...Object.fromEntries(stored) },
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
  }
}

/** Judges by the schema that the action parses with; what the server alone can know it says when it is sent. */
export const connectorResolver: Resolver<ConnectorValues> = (values, _context, options) => {
  const input = inputOf(values);
  const parsed = connectorSchema.safeParse(input);
  const found = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issueFault(issue, input))),
    ...missingSecrets(values.authentication),
  ];
  if (found.length === 0) return { values, errors: {} };
  const errors: Record<string, FieldError> = {};
  for (const [path, message] of found) errors[path] ??= { type: "invalid", message };
  return { values: {}, errors: toNestErrors(errors, options) };
};

/** An empty text is never a secret. */
export const missingSecrets = (values: CredentialValues): [path: string, message: string][] =>
  secretsOf(values.type)
    .filter(({ key }) => values[key as keyof CredentialValues] === "")
    .map(({ key }) => [`authentication.${key}`, faults.missing]);
