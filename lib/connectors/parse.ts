import type { StoredCredential, StoredSecrets } from "@/db/shapes";
import { judgeCredential, ownHeaders } from "@/lib/authentication/judge";
import { secretsOf } from "@/lib/authentication/schema";
import { type Secret, takeSecret, withoutSecrets } from "@/lib/authentication/secrets";
import { type FieldProblem, invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Keyring } from "@/lib/keyring";
import { judgeHeaders } from "@/lib/webhooks/header-rules";
import type { ConnectorRow } from "./find";
import { connectorPlace } from "./open";
import { readCertificate } from "./read-certificate";
import { type ConnectorInput, connectorSchema } from "./schema";

type Before = Pick<ConnectorRow, "credential" | "secrets"> | null;

export interface ParsedConnector {
  name: string;
  credential: StoredCredential;
  secrets: Record<string, Secret>;
}

/**
 * Parses the whole of a connector and judges what needs no database.
 * @param before what is stored: a secret that is left out stays, as long as the type does
 * @throws Problem 400 naming every place
 */
export function parseConnector(input: unknown, before: Before, now: number): ParsedConnector {
  const parsed = connectorSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { name, authentication } = parsed.data;
  if (authentication.type === "client_certificate") {
    return { name, ...takeCertificate(authentication, before, now) };
  }
  const found: Record<string, Secret> = {};
  const errors: FieldProblem[] = judgeCredential(authentication).map(within);
  for (const { part, message, remedy } of judgeHeaders(ownHeaders(authentication))) {
    errors.push({ path: `authentication.${part === "all" ? "value" : part}`, message, remedy });
  }
  for (const { key, what } of secretsOf(authentication.type)) {
    const given = (authentication as Record<string, string | undefined>)[key];
    const kept = before?.credential.type === authentication.type ? before.secrets[key] : undefined;
    const taken = takeSecret(`authentication.${key}`, given, kept, what);
    if ("secret" in taken) found[key] = taken.secret;
    else errors.push(taken.fault);
  }
  if (errors.length > 0) throw invalid(errors);
  return { name, credential: withoutSecrets(authentication) as StoredCredential, secrets: found };
}

/** Certificate and key belong together: either both are entered, or what is stored stays. */
function takeCertificate(
  given: Extract<ConnectorInput["authentication"], { type: "client_certificate" }>,
  before: Before,
  now: number,
): Omit<ParsedConnector, "name"> {
  const { certificate, privateKey, passphrase } = given;
  if (before?.credential.type === given.type && certificate === undefined && privateKey === undefined) {
    const kept = Object.entries(before.secrets).map(([key, ciphertext]) => [key, { kept: ciphertext }]);
    return { credential: before.credential, secrets: Object.fromEntries(kept) };
  }
  const missing = secretsOf(given.type).flatMap(({ key, what }) => {
    const taken = takeSecret(key, given[key as "certificate" | "privateKey"], undefined, what);
    return "fault" in taken ? [taken.fault] : [];
  });
  if (missing.length > 0 || !certificate || !privateKey) throw invalid(missing.map(within));
  const read = readCertificate({ certificate, privateKey, passphrase }, now);
  if ("errors" in read) throw invalid(read.errors.map(within));
  const secrets = { certificate: { text: read.certificate }, privateKey: { text: read.privateKey } };
  return { credential: read.credential, secrets };
}

/** As people would write it, its secrets left out. */
export const writtenOf = (credential: StoredCredential): Record<string, unknown> & { type: string } =>
  credential.type === "client_certificate" ? { type: credential.type } : { ...credential };

const within = ({ path, ...fault }: FieldProblem): FieldProblem => ({
  path: `authentication.${path}`,
  ...fault,
});

export const sealConnector = (
  keyring: Keyring,
  connector: Pick<ConnectorRow, "id" | "accountId">,
  secrets: Record<string, Secret>,
): StoredSecrets =>
  Object.fromEntries(
    Object.entries(secrets).map(([key, secret]) => [
      key,
      "kept" in secret ? secret.kept : keyring.seal(secret.text, connectorPlace(connector, key)),
    ]),
  );
