import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, Resolver } from "react-hook-form";
import { issueFault } from "@/components/ui/issue-fault";
import { missingSecrets } from "@/components/webhook-form/form-resolver";
import { compileScenario, type ScenarioField } from "@/lib/payloads/scenario";
import { compileTemplate } from "@/lib/templates/compile";
import { addressOfTemplate, compileRequest } from "@/lib/templates/compile-request";
import type { TemplateFault } from "@/lib/templates/fault";
import { webhookSettingsSchema } from "@/lib/webhooks/schema";
import { faults as words } from "@/texts/faults";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { type RequestValues, requestSettingsOf } from "./request-values";

const t = workflowWebhookForm.faults;

export interface ResolverContext {
  /** Of the data center, once they are read. */
  fields: readonly ScenarioField[];
}

/** Judges by the schema that the action parses with and the compiler that fills in the values; DNS the server asks. */
export const requestResolver: Resolver<RequestValues, ResolverContext> = (values, context, options) => {
  const faults = requestFaults(values, context?.fields ?? []);
  if (faults.length === 0) return { values, errors: {} };
  const errors: Record<string, FieldError> = {};
  for (const [path, message] of faults) errors[path] ??= { type: "invalid", message };
  return { values: {}, errors: toNestErrors(errors, options) };
};

/** What is wrong, by the form's place. */
export function requestFaults(
  values: RequestValues,
  fields: readonly ScenarioField[],
): [path: string, message: string][] {
  const settings = requestSettingsOf(values);
  const parsed = webhookSettingsSchema.safeParse(settings);
  const faults: [string, string][] = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issueFault(issue, settings))),
    ...urlFaults(values),
    ...templateFaults(values, fields).map((fault): [string, string] => [fault.path, inWords(fault)]),
    ...missingSecrets(values),
    ...(values.authentication.type === "connector" && values.authentication.connectorId === ""
      ? [["authentication.connectorId", t.noConnector] as [string, string]]
      : []),
  ];
  return faults.map(([path, message]) => [requestPath(path), message]);
}

/** Paths of settings, as server, schema and compiler name them, lead to the form's places. */
export const requestPath = (path: string) =>
  path
    .replace(/^template\.(parameters|body)/, "$1")
    .replace(/^(scenario\.(?:details|customFields|consent|statistics))\.\d+$/, "$1");

/** S4.16: an HTTP URL is not saved; a scenario notification may have one (S5.9). */
function urlFaults({ url: typed, profile, delivery }: RequestValues): [string, string][] {
  const url = typed.trim();
  if (url === "") return [["url", words.missing]];
  const compiled = compileTemplate(url, "url", { fields: [], answers: false });
  if (profile === "data_request" && !compiled.ok) return [];
  const address = profile === "data_request" && compiled.ok ? addressOfTemplate(compiled.template) : url;
  if (profile === "data_request" && /^http:/i.test(address)) return [["url", t.httpNotSaved]];
  const scheme = profile === "scenario" ? /^https?:\/\/[^/]/i : /^https:\/\/[^/]/i;
  if (!scheme.test(address) || !URL.canParse(address)) {
    return [["url", profile === "scenario" ? t.noUrl : t.notHttps]];
  }
  const { hostname, port } = new URL(address);
  if (/(^|\.)localhost\.?$/.test(hostname)) return [["url", t.localhost]];
  return delivery.urlPolicy === "https_443" && port !== "" ? [["url", t.otherPort(port)]] : [];
}

/** What of the templates doesn't parse. */
function templateFaults(values: RequestValues, fields: readonly ScenarioField[]): TemplateFault[] {
  const settings = requestSettingsOf(values);
  if (!("template" in settings)) {
    const compiled = compileScenario(settings.scenario, fields);
    return compiled.ok ? [] : compiled.faults;
  }
  const hasAuthorization = ["basic", "bearer", "raw"].includes(values.authentication.type);
  const compiled = compileRequest(settings, { fields, hasAuthorization });
  return compiled.ok ? [] : compiled.faults;
}

/** The message says line and column itself. */
const inWords = ({ message, remedy }: TemplateFault) => `${message.replace(/[.\s]+$/, "")}. ${remedy}`;
