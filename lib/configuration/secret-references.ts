import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import { secretsOf } from "@/lib/authentication/schema";
import type { FieldProblem } from "@/lib/errors";
import { keptCredential, keptHeader } from "@/lib/webhooks/settings";

export type Environment = Record<string, string | undefined>;

/** A secret of a file's webhook. */
export interface SecretReference {
  /** Its place in the webhook: `authentication.password`, `headers.0.value`. */
  path: string;
  /** Where its value is; null where the file leaves it out. */
  variable: string | null;
  /** Undefined where the variable is not set, or empty. */
  text: string | undefined;
  /** What is stored so far. */
  ciphertext: string | undefined;
}

type Before = { settings: StoredSettings; secrets: StoredSecrets } | null;
export type Fields = Record<string, unknown>;

/**
 * Finds every secret of a webhook as a file writes it, and reads its value from the environment. A secret that is written
 * out is refused: files are kept where many can read them.
 * @returns the webhook without its secrets, what became of each, and what is wrong
 */
export function takeSecrets(webhook: Fields, environment: Environment, before: Before) {
  const problems: FieldProblem[] = [];
  const secrets: SecretReference[] = [];

  /** What is left of the object that holds a secret. */
  const take = (holder: Fields, key: string, path: string, ciphertext: string | undefined): Fields => {
    const { [key]: written, ...rest } = holder;
    const variable = written === undefined ? null : variableOf(written);
    if (typeof variable === "string" || variable === null) {
      const text = (variable !== null && environment[variable]) || undefined;
      secrets.push({ path, variable, text, ciphertext });
      if (text === undefined && ciphertext === undefined) problems.push({ path, ...missing(variable) });
    } else problems.push({ path, ...variable });
    return rest;
  };
  const takeFromHeaders = (headers: unknown, list: "authentication.headers" | "headers", all: boolean) =>
    !Array.isArray(headers)
      ? headers
      : headers.map((header: unknown, index) => {
          if (!isFields(header)) return header;
          if (!all && header.secret !== true && !isFields(header.value)) return header;
          const kept = typeof header.name === "string" ? keptHeader(before, list, header.name) : undefined;
          const rest = take(header, "value", `${list}.${index}.value`, kept);
          if (all) return rest;
          if (header.secret === false) problems.push({ path: `${list}.${index}.secret`, ...NOT_SECRET });
          // A reference alone says that the value is secret.
          return { secret: true, ...rest };
        });

  const takeFromAuthentication = (authentication: unknown) => {
    if (!isFields(authentication) || typeof authentication.type !== "string") return authentication;
    const { type } = authentication;
    if (type === "headers") {
      const list = takeFromHeaders(authentication.headers, "authentication.headers", true);
      return { ...authentication, headers: list };
    }
    let left = authentication;
    for (const { key } of secretsOf(type)) {
      left = take(left, key, `authentication.${key}`, keptCredential(before, type, key));
    }
    return left;
  };

  const authentication = takeFromAuthentication(webhook.authentication);
  const headers = takeFromHeaders(webhook.headers, "headers", false);
  const taken: Fields = { ...webhook };
  if (authentication !== undefined) taken.authentication = authentication;
  if (headers !== undefined) taken.headers = headers;
  return { webhook: taken, secrets, problems };
}

/** Puts texts into their places again. */
export function withSecrets(webhook: Fields, secrets: { path: string; text: string }[]): Fields {
  const filled = structuredClone(webhook);
  for (const { path, text } of secrets) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let holder = filled;
    for (const key of keys) holder = holder[key] as Fields;
    holder[last] = text;
  }
  return filled;
}

/** The variable that a reference names, or what is wrong with it. */
function variableOf(written: unknown): string | Omit<FieldProblem, "path"> {
  if (typeof written === "string") {
    return {
      message: "is written out in the file",
      remedy: `Put it into the environment and write ${EXAMPLE} instead.`,
    };
  }
  const name = isFields(written) && Object.keys(written).length === 1 ? written.fromEnvironment : undefined;
  if (typeof name !== "string" || !/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name)) {
    return { message: "is not a reference to the environment", remedy: `Write ${EXAMPLE}.` };
  }
  // Who may change the file is not who may know the installation's own keys.
  if (isOwnVariable(name)) {
    return { message: `names ${name}, which is a secret of Tidings itself`, remedy: "Use another variable." };
  }
  return name;
}

const EXAMPLE = '{"fromEnvironment": "CRM_PASSWORD"}';

/** What docs/edge.md lists and has secrets in it. */
export const isOwnVariable = (name: string) => /^(TIDINGS_.*|DATABASE_URL|SMTP_URL)$/i.test(name);

const NOT_SECRET = {
  message: "is false, and the value is a reference to the environment",
  remedy: "Leave it out or write true; what is in the environment is kept secret.",
};

const missing = (variable: string | null): Omit<FieldProblem, "path"> =>
  variable === null
    ? { message: "is missing", remedy: `Write ${EXAMPLE} and set that variable.` }
    : {
        message: `${variable} is not set, and no value is stored yet`,
        remedy: `Set the environment variable ${variable} for this command and call it again.`,
      };

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
