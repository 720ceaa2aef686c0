import { checkBody } from "@/lib/templates/check-body";
import { type AllowedNames, compileTemplate, type Template } from "@/lib/templates/compile";
import { faultAt, type PlacedFault, type TemplateFault } from "@/lib/templates/fault";
import type { MediumName } from "@/lib/templates/media/medium";
import { Insert, Literal, partsOf } from "@/lib/templates/nodes";
import { renderTemplate } from "@/lib/templates/render";
import type { BodyFormat, TemplateSettings } from "@/lib/templates/schema";
import { judgeHeaders } from "@/lib/webhooks/header-rules";

/** A data request as it is set up, its secrets opened where they are known. */
export interface RequestSettings {
  method: "GET" | "POST";
  url: string;
  /** Values may hold expressions, but for secret ones, which are sent as they are. */
  headers: readonly { name: string; value?: string | null; secret?: boolean }[];
  template: TemplateSettings;
}

export interface RequestRules extends Pick<AllowedNames, "fields"> {
  /** The webhook's authentication sends `Authorization` already. */
  hasAuthorization: boolean;
}

interface Pair {
  path: string;
  name: string;
  value: Template;
}

/** A data request whose every template parses; render-request.ts fills in the values. */
export interface TemplatedRequest {
  method: "GET" | "POST";
  url: Template;
  query: readonly Pair[];
  headers: readonly (Pair | { path: string; name: string; secret: string })[];
  body: { format: Exclude<BodyFormat, "none">; template: Template } | null;
  /** The URL with a 0 for every expression: what can be judged before there are values. */
  address: string;
}

export type CompiledRequest =
  /** Warnings are of a body that is not well-formed while it has no values: it hardly will be with them. */
  { ok: true; request: TemplatedRequest; warnings: TemplateFault[] } | { ok: false; faults: TemplateFault[] };

/** Parses all that can hold expressions, and tells every fault of it by its field. */
export function compileRequest(settings: RequestSettings, rules: RequestRules): CompiledRequest {
  const faults: TemplateFault[] = [];
  const compile = (path: string, source: string, medium: MediumName): Template | undefined => {
    const compiled = compileTemplate(source, medium, { fields: rules.fields, answers: false });
    if (compiled.ok) return compiled.template;
    faults.push(...compiled.faults.map((fault) => ({ path, ...fault })));
    return undefined;
  };

  const { parameters, body } = settings.template;
  const url = compile("url", settings.url, "url");
  const fixed = url && hostFault(url);
  if (fixed) faults.push({ path: "url", ...fixed });
  const pairs = parameters.pairs.map(({ name, value }, index) => {
    const path = `template.parameters.pairs.${index}`;
    const template = compile(`${path}.value`, value, parameters.in === "query" ? "text" : "header");
    return { path, name, value: template };
  });
  const set = settings.headers.map(({ name, value, secret }, index) => {
    const path = `headers.${index}`;
    if (secret) return { path, name, secret: value ?? "" };
    return { path, name, value: compile(`${path}.value`, value ?? "", "header") };
  });
  const headers = parameters.in === "headers" ? [...pairs, ...set] : set;
  faults.push(...headerFaults(headers, rules));
  if (settings.method === "GET" && body.format !== "none") faults.push(BODY_WITH_GET);
  const template = body.format === "none" ? undefined : compile(BODY_PATH, body.template, body.format);
  if (faults.length > 0 || !url) return { ok: false, faults };
  const request: TemplatedRequest = {
    method: settings.method,
    url,
    query: parameters.in === "query" ? (pairs as Pair[]) : [],
    headers: headers as TemplatedRequest["headers"],
    body: body.format === "none" || !template ? null : { format: body.format, template },
    address: addressOfTemplate(url),
  };
  return { ok: true, request, warnings: warningsOf(request) };
}

function warningsOf({ body }: TemplatedRequest): TemplateFault[] {
  if (!body) return [];
  const empty = renderTemplate(body.template, { contact: null, event: null, now: 0 });
  const fault = empty.ok ? checkBody(body.format, empty.text) : undefined;
  if (!fault) return [];
  return [{ path: BODY_PATH, ...fault, message: `Without values: ${fault.message}` }];
}

/** Where the body's template stands. */
export const BODY_PATH = "template.body.template";

const BODY_WITH_GET: TemplateFault = {
  path: "template.body.format",
  message: "can't be sent with GET",
  remedy: 'Use "none", or choose the method POST.',
};

/**
 * A contact's value must not choose who gets the request, or its credentials would follow; so scheme and host are
 * written out.
 */
function hostFault(url: Template): PlacedFault | undefined {
  let text = "";
  for (const part of partsOf(url.nodes)) {
    if (part instanceof Literal) text += part.text;
    else if (!/^[^/?#]*\/\/[^/?#]*[/?#]/.test(text)) {
      const message = "the host can't hold expressions or tags";
      const remedy = "Write it out, as in https://crm.example.org/contacts?email=${email}.";
      return faultAt(url.source, part.token.begin, message, remedy);
    }
  }
  return undefined;
}

/** The URL with a 0 for every expression. */
export const addressOfTemplate = ({ nodes }: Template): string =>
  partsOf(nodes)
    .map((part) => (part instanceof Literal ? part.text : part instanceof Insert ? "0" : ""))
    .join("");

/** Names, and what of the values is written out; the rest is judged when it is there. */
function headerFaults(
  headers: readonly { path: string; name: string; value?: Template; secret?: string }[],
  { hasAuthorization }: RequestRules,
): TemplateFault[] {
  const known = headers.map(({ name, value, secret }) => ({
    name,
    value: secret ?? (value ? literalText(value) : ""),
  }));
  const context = { sent: hasAuthorization ? ["authorization"] : [], allowContentType: true };
  return judgeHeaders(known, context).map(({ index, part, message, remedy }) => {
    const path = headers[index]?.path ?? "headers";
    return { path: part === "all" ? path : `${path}.${part}`, message, remedy };
  });
}

const literalText = ({ nodes }: Template): string =>
  partsOf(nodes)
    .map((part) => (part instanceof Literal ? part.text : ""))
    .join("");
