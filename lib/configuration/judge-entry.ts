import { isDeepStrictEqual } from "node:util";
import type { Caller } from "@/lib/accounts/caller";
import { checkConnector } from "@/lib/connectors/check-use";
import { type FieldProblem, isProblem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelSchema } from "@/lib/label-schema";
import { checkUrl } from "@/lib/webhooks/check-url";
import { parseWhole } from "@/lib/webhooks/create";
import type { LoadedWebhook } from "@/lib/webhooks/find";
import { checkReferences } from "@/lib/webhooks/references";
import type { WebhookSettings } from "@/lib/webhooks/schema";
import { withConnector } from "./connector-names";
import type { Present } from "./present";
import {
  type Environment,
  type Fields,
  isFields,
  type SecretReference,
  takeSecrets,
  withSecrets,
} from "./secret-references";

/** An entry of a file that has nothing wrong with it. */
export interface JudgedEntry {
  /** As the verbs take it, without secrets and status. */
  webhook: Fields;
  settings: WebhookSettings;
  secrets: SecretReference[];
  /** Undefined where people decide it elsewhere. */
  status: "active" | "inactive" | undefined;
}

/**
 * Judges an entry by the rules of the API; its paths are those within the webhook.
 * @returns the entry, or everything that is wrong with it
 */
export function judgeEntry(
  entry: unknown,
  before: LoadedWebhook | undefined,
  present: Present,
  environment: Environment,
): { problems: FieldProblem[] } | JudgedEntry {
  if (!isFields(entry)) return { problems: [{ path: "", message: "is not a mapping", remedy: DESCRIBE }] };
  const { previousLabel, notifyEmails, notifyUserIds, ...rest } = entry;
  const people = readPeople(notifyEmails, before, present);
  const own = [...judgePreviousLabel(previousLabel), ...people.problems];
  if (notifyUserIds !== undefined) own.push({ path: "notifyUserIds", ...BY_EMAIL });
  const connected = withConnector(rest, present);
  own.push(...connected.problems);
  const taken = takeSecrets(connected.webhook, environment, before?.revision ?? null);
  own.push(...taken.problems);

  const whole: Fields = { ...taken.webhook, notifyUserIds: people.ids };
  const texts = taken.secrets.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  try {
    const { settings } = parseWhole(withSecrets(whole, texts), {
      ...{ before: before?.revision ?? null, unknownKeys: UNKNOWN_KEYS },
    });
    if (own.length > 0) return { problems: own };
    const { status, kind: _, ...webhook } = whole;
    const running = status === undefined ? undefined : status === "active" ? "active" : "inactive";
    return { webhook, settings, secrets: taken.secrets, status: running };
  } catch (error) {
    if (!isProblem(error)) throw error;
    const named = new Set(own.map(({ path }) => path));
    const others = error.errors.map(inWordsOfFiles).filter(({ path }) => !named.has(path));
    return { problems: [...own, ...others] };
  }
}

/** What only the database and the network can tell: whether everything it names is there, and where its address leads. */
export async function judgeSurroundings(
  caller: Caller,
  settings: WebhookSettings,
  before: LoadedWebhook | undefined,
) {
  const problems: FieldProblem[] = [];
  const collect = (error: unknown) => {
    if (!isProblem(error)) throw error;
    problems.push(...error.errors.map(inWordsOfFiles));
    return [];
  };
  const notified = before?.revision.settings.notifyUserIds;
  await checkReferences(caller, settings, notified).catch(collect);
  await checkConnector(caller, settings).catch(collect);
  const warnings = await checkUrl(caller, settings).catch(collect);
  return { problems, warnings };
}

function judgePreviousLabel(previousLabel: unknown): FieldProblem[] {
  if (previousLabel === undefined) return [];
  const parsed = labelSchema.safeParse(previousLabel);
  if (parsed.success) return [];
  const remedy = "Write the label that the webhook had before, or leave it out.";
  return fieldProblems(parsed.error, previousLabel).map(({ message }) => ({
    ...{ path: "previousLabel", message, remedy },
  }));
}

/** Ids of the people whom a file names by e-mail; who was named before and has left the account stays. */
function readPeople(given: unknown, before: LoadedWebhook | undefined, { emails }: Present) {
  const problems: FieldProblem[] = [];
  if (given !== undefined && !Array.isArray(given)) {
    return { ids: [], problems: [{ path: "notifyEmails", message: "is not a list", remedy: LIST_EMAILS }] };
  }
  const byEmail = new Map([...emails].map(([id, email]) => [email.toLowerCase(), id]));
  const ids = (given ?? []).map((email: unknown, index: number) => {
    const id = typeof email === "string" ? byEmail.get(email.trim().toLowerCase()) : undefined;
    if (id === undefined) {
      const message = "is not the e-mail address of a user of the account";
      const remedy = "Name people of the account; an administrator can invite others.";
      problems.push({ path: `notifyEmails.${index}`, message, remedy });
    }
    return id ?? `unknown ${index}`;
  });
  const notified = before?.revision.settings.notifyUserIds ?? [];
  const members = notified.filter((id) => emails.has(id));
  return { ids: isDeepStrictEqual(ids, members) ? notified : ids, problems };
}

const LIST_EMAILS = "List e-mail addresses of at most 50 users of the account.";
const BY_EMAIL = {
  message: "is not known here",
  remedy: "Name people under notifyEmails by their e-mail addresses; ids differ between installations.",
};
const OF_THE_PRODUCT = "Remove it: it belongs to one installation, and the product keeps it.";
const UNKNOWN_KEYS = {
  id: "Remove it: a file names a webhook by its label.",
  ...{ revision: OF_THE_PRODUCT, health: OF_THE_PRODUCT, warnings: OF_THE_PRODUCT },
  ...{ createdAt: OF_THE_PRODUCT, updatedAt: OF_THE_PRODUCT },
};

const DESCRIBE = "Write a mapping with label, dataCenterId, triggers and url.";

/** People are named by e-mail here. */
function inWordsOfFiles({ path, message, remedy }: FieldProblem): FieldProblem {
  if (path === "notifyUserIds") return { path: "notifyEmails", message, remedy: LIST_EMAILS };
  return { path: path.replace(/^notifyUserIds\./, "notifyEmails."), message, remedy };
}
