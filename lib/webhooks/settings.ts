import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import { secretsOf } from "@/lib/authentication/schema";
import { type Secret, takeSecret, withoutSecrets as withoutOwn } from "@/lib/authentication/secrets";
import { type FieldProblem, invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Keyring } from "@/lib/keyring";
import type { JsonObject } from "@/lib/vocabulary";
import { judgeRequest } from "./judge-request";
import { type WebhookSettings, webhookSettingsSchema } from "./schema";

/** The ciphertexts of the present revision; null before there is one. */
type Before = { settings: StoredSettings; secrets: StoredSecrets } | null;

/**
 * Parses the whole of a webhook's settings and judges what needs no database: shapes, limits, headers, halves
 * of credentials. `before` are the ciphertexts of the present revision: a secret that is left out stays. `found` are
 * faults that are known already, to be told with the others.
 * @throws Problem 400 naming every place
 */
export function parseSettings(input: unknown, before: Before, found: FieldProblem[] = []) {
  const parsed = webhookSettingsSchema.safeParse(input);
  if (!parsed.success) throw invalid([...found, ...fieldProblems(parsed.error, input)]);
  const settings = parsed.data;
  const secrets = collectSecrets(settings, before);
  const errors = [...found, ...secrets.errors, ...judgeRequest(settings)];
  if (errors.length > 0) throw invalid(errors);
  return { settings, secrets: secrets.found };
}

/**
 * The same for what is only looked at: secrets may be missing, and none is read.
 * @throws Problem 400 naming every place
 */
export function parseWithoutSecrets(input: unknown): WebhookSettings {
  const parsed = webhookSettingsSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const errors = judgeRequest(parsed.data);
  if (errors.length > 0) throw invalid(errors);
  return parsed.data;
}

/** The places of the secrets, and which of them have neither a new nor a kept value. */
function collectSecrets(settings: WebhookSettings, before: Before) {
  const found: Record<string, Secret> = {};
  const errors: FieldProblem[] = [];
  const take = (place: string, given: string | undefined, kept: string | undefined, what: string) => {
    const taken = takeSecret(place, given, kept, what);
    if ("secret" in taken) found[place] = taken.secret;
    else errors.push(taken.fault);
  };

  const authentication = settings.authentication;
  for (const { key, what } of secretsOf(authentication.type)) {
    const given = (authentication as Record<string, string | undefined>)[key];
    take(`authentication.${key}`, given, keptCredential(before, authentication.type, key), what);
  }
  if (authentication.type === "headers") {
    authentication.headers.forEach(({ name, value }, index) => {
      const kept = keptHeader(before, "authentication.headers", name);
      take(`authentication.headers.${index}.value`, value, kept, `the value of ${name}`);
    });
  }
  settings.headers.forEach(({ name, value, secret }, index) => {
    if (!secret && value === undefined) {
      errors.push({
        path: `headers.${index}.value`,
        message: "is missing",
        remedy: `Enter the value of ${name}.`,
      });
    }
    if (!secret) return;
    take(`headers.${index}.value`, value, keptHeader(before, "headers", name), `the value of ${name}`);
  });
  return { found, errors };
}

/** The ciphertext that a credential keeps where it is left out: that of the same type. */
export const keptCredential = (before: Before, type: string, key: string): string | undefined =>
  before?.settings.authentication.type === type ? before.secrets[`authentication.${key}`] : undefined;

/** The ciphertext that a secret header keeps where its value is left out: that of the same name. */
export function keptHeader(
  before: Before,
  list: "authentication.headers" | "headers",
  name: string,
): string | undefined {
  if (!before) return undefined;
  const { authentication, headers } = before.settings;
  const inAuthentication = authentication.type === "headers" ? authentication.headers : [];
  const old = list === "headers" ? headers.map((h) => (h.secret ? h : { name: "" })) : inAuthentication;
  const was = indexOfName(old, name);
  return was === -1 ? undefined : before.secrets[`${list}.${was}.value`];
}

const indexOfName = (headers: { name: string }[], name: string) =>
  headers.findIndex((header) => header.name.toLowerCase() === name.toLowerCase());

/** What is stored: settings without secrets, and the secrets as ciphertexts of this webhook. */
export function sealSettings(
  keyring: Keyring,
  webhook: { accountId: number; id: string },
  settings: WebhookSettings,
  secrets: Record<string, Secret>,
): { settings: StoredSettings; secrets: StoredSecrets } {
  return {
    settings: withoutSecrets(settings),
    secrets: Object.fromEntries(
      Object.entries(secrets).map(([place, secret]) => [
        place,
        "kept" in secret ? secret.kept : keyring.seal(secret.text, secretPlace(webhook, place)),
      ]),
    ),
  };
}

/** Settings as a revision stores them. */
export function withoutSecrets(settings: WebhookSettings): StoredSettings {
  const { label: _, authentication, headers, triggers, ...rest } = settings;
  return {
    ...rest,
    triggers: triggers as JsonObject[],
    authentication:
      authentication.type === "headers"
        ? { type: "headers", headers: authentication.headers.map(({ name }) => ({ name })) }
        : withoutOwn(authentication),
    headers: headers.map(({ name, value, secret }) => ({
      name,
      secret,
      value: secret ? null : (value ?? ""),
    })),
  };
}

/**
 * Ciphertexts are bound to account, webhook and kind of secret. The index of a header isn't part of it, so that
 * a kept one may move in its list.
 */
export const secretPlace = (webhook: { accountId: number; id: string }, place: string) => ({
  accountId: webhook.accountId,
  table: "webhook_revisions",
  row: webhook.id,
  column: place.replace(/\d+/, "*"),
});
