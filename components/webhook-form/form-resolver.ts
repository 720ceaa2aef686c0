import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, Resolver } from "react-hook-form";
import { issueFault } from "@/components/ui/issue-fault";
import { secretsOf } from "@/lib/authentication/schema";
import { webhookSettingsSchema } from "@/lib/webhooks/schema";
import { faults as words } from "@/texts/faults";
import { webhookForm } from "@/texts/webhook-form";
import { type FormValues, settingsOf } from "./form-values";

const t = webhookForm.faults;

/**
 * Judges the form by the schema that the action parses with, then by what only the form can know at once.
 * What needs the database or DNS the server judges on save.
 */
export const formResolver: Resolver<FormValues> = (values, _context, options) => {
  const faults = faultsOf(values);
  if (faults.length === 0) return { values, errors: {} };
  const errors: Record<string, FieldError> = {};
  for (const [path, message] of faults) errors[path] ??= { type: "invalid", message };
  return { values: {}, errors: toNestErrors(errors, options) };
};

/** What is wrong, by the form's place. */
export function faultsOf(values: FormValues): [string, string][] {
  const settings = { ...settingsOf(values), method: "POST" };
  const parsed = webhookSettingsSchema.safeParse(settings);
  const faults: [string, string][] = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issueFault(issue, settings))),
    ...urlFaults(settings),
    ...missingSecrets(values),
  ];
  return faults.map(([path, message]) => [formPath(path), message]);
}

/**
 * Paths of settings, as server and schema name them, lead to the form's places. A list that is one field shows what is
 * wrong with its entries.
 */
export const formPath = (path: string) =>
  path
    .replace(/\.personaIds\.(\d+)$/, ".personas.$1.id")
    .replace(/\.personaIds$/, ".personas")
    .replace(/^(triggers\.\d+)\.(?!type\b|properties\b|personas\b|leadScorings\b)/, "$1.others.")
    .replace(/(^notifyUserIds|\.properties|\.stageIds|\.others\.\w+)\.\d+$/, "$1");

function urlFaults({ url, delivery }: ReturnType<typeof settingsOf>): [string, string][] {
  if (!/^https:\/\/[^/]/i.test(url) || !URL.canParse(url)) return [["url", t.notHttps]];
  const { hostname, port } = new URL(url);
  if (/(^|\.)localhost\.?$/.test(hostname)) return [["url", t.localhost]];
  return delivery.urlPolicy === "https_443" && port !== "" ? [["url", t.otherPort(port)]] : [];
}

/** An empty text is never a secret; `undefined` is one that is set and stays. */
export function missingSecrets({
  authentication,
  headers,
}: Pick<FormValues, "authentication" | "headers">): [string, string][] {
  const { type } = authentication;
  const missing = secretsOf(type)
    .filter(({ key }) => authentication[key as keyof typeof authentication] === "")
    .map(({ key }) => `authentication.${key}`);
  if (type === "headers") {
    authentication.headers.forEach((header, index) => {
      if (header.value === "") missing.push(`authentication.headers.${index}.value`);
    });
  }
  headers.forEach((header, index) => {
    if (header.value === "" && header.secret) missing.push(`headers.${index}.value`);
  });
  return missing.map((path) => [path, words.missing]);
}
