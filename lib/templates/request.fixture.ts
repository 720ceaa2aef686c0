import { Budget } from "@/lib/templates/budget";
import { compileRequest, type RequestSettings } from "@/lib/templates/compile-request";
import { renderRequest } from "@/lib/templates/render-request";
import { DEFAULT_TEMPLATE, type TemplateSettings } from "@/lib/templates/schema";
import { FIELDS, SCOPE } from "./rendered.fixture";

type Body = TemplateSettings["body"];

export const settings = (changes: Partial<RequestSettings> = {}): RequestSettings => ({
  ...{ method: "POST", url: "https://crm.example.org/contacts", headers: [], template: DEFAULT_TEMPLATE },
  ...changes,
});
export const withBody = (
  format: "json" | "xml" | "text",
  template: string,
  changes: Partial<RequestSettings> = {},
) => settings({ template: { ...DEFAULT_TEMPLATE, body: { format, template } as Body }, ...changes });
export const withPairs = (place: "query" | "headers", ...pairs: [name: string, value: string][]) => ({
  ...DEFAULT_TEMPLATE,
  parameters: { in: place, pairs: pairs.map(([name, value]) => ({ name, value })) },
});
export const compile = (given: RequestSettings, hasAuthorization = false) =>
  compileRequest(given, { fields: FIELDS, hasAuthorization });
export const render = (given: RequestSettings, data = SCOPE.event?.data ?? {}, noted = false) => {
  const compiled = compile(given);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return renderRequest(
    compiled.request,
    { ...SCOPE, event: { data } },
    { noted, budget: new Budget(() => 0) },
  );
};
export const sent = (given: RequestSettings, data = SCOPE.event?.data ?? {}) => {
  const outcome = render(given, data);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const { method, url, headers, body } = outcome.request;
  return { method, url, headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])), body };
};
export const faults = (given: RequestSettings, data = SCOPE.event?.data ?? {}) => {
  const compiled = compile(given);
  if (!compiled.ok) return compiled.faults;
  const outcome = render(given, data);
  return outcome.ok ? [] : outcome.faults;
};
export const told = (given: RequestSettings, data = SCOPE.event?.data ?? {}) =>
  faults(given, data).map(({ path, message }) => `${path}: ${message}`);
