import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import { type FieldProblem, invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Keyring } from "@/lib/keyring";
import type { JsonObject } from "@/lib/vocabulary";
import { judgeBasicUsername, judgeHeaders } from "./header-rules";
import { type WebhookSettings, webhookSettingsSchema } from "./schema";

/** A secret of the input: new text, or the ciphertext it keeps. */
type Secret = { text: string } | { kept: string };

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
  const errors = [...found, ...secrets.errors, ...judgeAllHeaders(settings)];
  if (errors.length > 0) throw invalid(errors);
  return { settings, secrets: secrets.found };
}

/** The places of the secrets, and which of them have neither a new nor a kept value. */
function collectSecrets(settings: WebhookSettings, before: Before) {
  const found: Record<string, Secret> = {};
  const errors: FieldProblem[] = [];
  const take = (place: string, text: string | undefined, kept: string | undefined, what: string) => {
    if (text !== undefined && text !== "") found[place] = { text };
    else if (text === undefined && kept !== undefined) found[place] = { kept };
    else errors.push({ path: place, message: "is missing", remedy: `Enter ${what}.` });
  };

  const authentication = settings.authentication;
  if (authentication.type === "basic") {
    const kept = keptCredential(before, "basic", "password");
    take("authentication.password", authentication.password, kept, "the password");
  } else if (authentication.type === "raw") {
    const kept = keptCredential(before, "raw", "value");
    take("authentication.value", authentication.value, kept, "the value of the Authorization header");
  } else if (authentication.type === "headers") {
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
export const keptCredential = (before: Before, type: "basic" | "raw", key: "password" | "value") =>
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

function judgeAllHeaders(settings: WebhookSettings): FieldProblem[] {
  const { authentication } = settings;
  const errors: FieldProblem[] = [];
  if (authentication.type === "basic") {
    const fault = judgeBasicUsername(authentication.username);
    if (fault) errors.push({ path: "authentication.username", ...fault });
  }
  if (authentication.type === "raw" && authentication.value) {
    const [fault] = judgeHeaders([{ name: "Authorization", value: authentication.value }], {
      hasAuthorization: false,
    });
    if (fault) errors.push({ path: "authentication.value", message: fault.message, remedy: fault.remedy });
  }
  const own = authentication.type === "headers" ? authentication.headers : [];
  const all = [...own, ...settings.headers].map(({ name, value }) => ({ name, value: value ?? "" }));
  const hasAuthorization = authentication.type === "basic" || authentication.type === "raw";
  for (const { index, part, message, remedy } of judgeHeaders(all, { hasAuthorization })) {
    const place = index < own.length ? `authentication.headers.${index}` : `headers.${index - own.length}`;
    errors.push({ path: part === "all" ? "headers" : `${place}.${part}`, message, remedy });
  }
  return errors;
}

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
      authentication.type === "basic"
        ? { type: "basic", username: authentication.username }
        : authentication.type === "headers"
          ? { type: "headers", headers: authentication.headers.map(({ name }) => ({ name })) }
          : { type: authentication.type },
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
