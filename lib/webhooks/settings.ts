import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import { type FieldProblem, invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Keyring } from "@/lib/keyring";
import type { JsonObject } from "@/lib/vocabulary";
import { judgeBasicUsername, judgeHeaders } from "./header-rules";
import { type WebhookSettings, webhookSettingsSchema } from "./schema";

/** A secret of the input: new text, or the ciphertext it keeps. */
type Secret = { text: string } | { kept: string };

/**
 * Parses the whole of a webhook's settings and judges what needs no database: shapes, limits, headers, halves
 * of credentials. `before` are the ciphertexts of the present revision: a secret that is left out stays. `found` are
 * faults that are known already, to be told with the others.
 * @throws Problem 400 naming every place
 */
export function parseSettings(
  input: unknown,
  before: { settings: StoredSettings; secrets: StoredSecrets } | null,
  found: FieldProblem[] = [],
) {
  const parsed = webhookSettingsSchema.safeParse(input);
  if (!parsed.success) throw invalid([...found, ...fieldProblems(parsed.error, input)]);
  const settings = parsed.data;
  const secrets = collectSecrets(settings, before);
  const errors = [...found, ...secrets.errors, ...judgeAllHeaders(settings)];
  if (errors.length > 0) throw invalid(errors);
  return { settings, secrets: secrets.found };
}

/** The places of the secrets, and which of them have neither a new nor a kept value. */
function collectSecrets(
  settings: WebhookSettings,
  before: { settings: StoredSettings; secrets: StoredSecrets } | null,
) {
  const found: Record<string, Secret> = {};
  const errors: FieldProblem[] = [];
  const take = (place: string, text: string | undefined, keptAt: string | null, what: string) => {
    const kept = keptAt === null ? undefined : before?.secrets[keptAt];
    if (text !== undefined && text !== "") found[place] = { text };
    else if (text === undefined && kept !== undefined) found[place] = { kept };
    else errors.push({ path: place, message: "is missing", remedy: `Enter ${what}.` });
  };

  const authentication = settings.authentication;
  const same = before?.settings.authentication.type === authentication.type;
  if (authentication.type === "basic") {
    take(
      "authentication.password",
      authentication.password,
      same ? "authentication.password" : null,
      "the password",
    );
  } else if (authentication.type === "raw") {
    const what = "the value of the Authorization header";
    take("authentication.value", authentication.value, same ? "authentication.value" : null, what);
  } else if (authentication.type === "headers") {
    const old = before?.settings.authentication;
    authentication.headers.forEach(({ name, value }, index) => {
      const was = old?.type === "headers" ? indexOfName(old.headers, name) : -1;
      const keptAt = was === -1 ? null : `authentication.headers.${was}.value`;
      take(`authentication.headers.${index}.value`, value, keptAt, `the value of ${name}`);
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
    const was = before
      ? indexOfName(
          before.settings.headers.map((h) => (h.secret ? h : { name: "" })),
          name,
        )
      : -1;
    take(`headers.${index}.value`, value, was === -1 ? null : `headers.${was}.value`, `the value of ${name}`);
  });
  return { found, errors };
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
  const { label: _, authentication, headers, triggers, ...rest } = settings;
  return {
    settings: {
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
    },
    secrets: Object.fromEntries(
      Object.entries(secrets).map(([place, secret]) => [
        place,
        "kept" in secret ? secret.kept : keyring.seal(secret.text, secretPlace(webhook, place)),
      ]),
    ),
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
