import { Budget } from "@/lib/templates/budget";
import { CONTENT_TYPES, checkBody } from "@/lib/templates/check-body";
import type { Template } from "@/lib/templates/compile";
import { BODY_PATH, type TemplatedRequest } from "@/lib/templates/compile-request";
import type { TemplateFault } from "@/lib/templates/fault";
import { urlComponent } from "@/lib/templates/media/url";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import { MAX_URL_CHARACTERS } from "@/lib/templates/schema";
import type { Written } from "@/lib/templates/template-writer";
import { judgeHeaders } from "@/lib/webhooks/header-rules";

export interface RenderedHeader {
  name: string;
  value: string;
  /** Not to be shown to anybody. */
  secret: boolean;
}

/** One template of the request and what became of it, for who shows where every value comes from (S4.32). */
export interface RenderedPart {
  /** The field that it stands in: `url`, `headers.0.value`, `template.body.template`. */
  path: string;
  template: Template;
  text: string;
  written: readonly Written[];
}

export interface RenderedRequest {
  method: "GET" | "POST";
  url: string;
  headers: RenderedHeader[];
  body: string | null;
  parts: RenderedPart[];
}

export type RequestOutcome =
  | { ok: true; request: RenderedRequest }
  | { ok: false; faults: TemplateFault[]; parts: RenderedPart[] };

/**
 * The request for these values, or everything that stands in its way; a delivery then fails with `template_failed`.
 * The work of all its templates together is bounded. Pure but for the clock that stops what counting overlooks.
 */
export function renderRequest(
  templated: TemplatedRequest,
  scope: TemplateScope,
  { noted = false, budget = new Budget() } = {},
): RequestOutcome {
  const faults: TemplateFault[] = [];
  const parts: RenderedPart[] = [];
  const render = (path: string, template: Template, header = ""): string => {
    // Where values stand in the URL is always noted, since a value alone must not be `..` there.
    const rendered = renderTemplate(template, scope, { noted: noted || path === "url", budget });
    if (!rendered.ok) {
      const { fault } = rendered;
      faults.push({ path, ...fault, message: header ? `${header}: ${fault.message}` : fault.message });
      return "";
    }
    parts.push({ path, template, text: rendered.text, written: rendered.written });
    return rendered.text;
  };

  const address = render("url", templated.url);
  faults.push(...dotSegments(parts[0]));
  const query = templated.query.map(
    ({ path, name, value }) => [name, render(`${path}.value`, value)] as const,
  );
  const headers = templated.headers.map((header): RenderedHeader => {
    const { path, name } = header;
    if ("secret" in header) return { name, value: header.secret, secret: true };
    return { name, value: render(`${path}.value`, header.value, name), secret: false };
  });
  faults.push(...headerFaults(templated, headers));
  const url = withQuery(address, query);
  if (url.length > MAX_URL_CHARACTERS) faults.push(tooLong(url.length));
  const { body } = templated;
  const text = body && render(BODY_PATH, body.template);
  if (faults.length === 0 && body && text !== null) {
    const fault = checkBody(body.format, text);
    if (fault) faults.push({ path: BODY_PATH, ...fault });
  }
  if (faults.length > 0) return { ok: false, faults, parts };
  const all = body ? [...contentType(CONTENT_TYPES[body.format], headers), ...headers] : headers;
  return { ok: true, request: { method: templated.method, url, headers: all, body: text, parts } };
}

/** The pairs join the query that the URL has; what comes after # stays at the end. */
function withQuery(address: string, query: readonly (readonly [name: string, value: string])[]): string {
  if (query.length === 0) return address;
  const [, before = "", fragment = ""] = /^([^#]*)(.*)$/s.exec(address) ?? [];
  const added = query.map(([name, value]) => `${urlComponent(name)}=${urlComponent(value)}`).join("&");
  const joint = before.includes("?") ? (/[?&]$/.test(before) ? "" : "&") : "?";
  return before + joint + added + fragment;
}

/** `..` between two slashes leads to another address than the one that was set up. */
function dotSegments(part: RenderedPart | undefined): TemplateFault[] {
  if (part?.path !== "url") return [];
  const path = /^[^?#]*/.exec(part.text)?.[0] ?? "";
  return [...path.matchAll(/[^/]+/g)].flatMap(({ 0: segment, index }) => {
    const end = index + segment.length;
    const fromValue = part.written.some(({ at, length }) => length > 0 && at < end && at + length > index);
    if (!fromValue || !/^(\.|%2e){1,2}$/i.test(segment)) return [];
    return [
      {
        path: "url",
        message: `a value makes a part of the path ${segment}, which leads elsewhere`,
        remedy: "Send the value in the query, or put fixed text beside it.",
      },
    ];
  });
}

/** Names are known to be good, and so is every value; together they may be too long. */
function headerFaults({ headers }: TemplatedRequest, rendered: readonly RenderedHeader[]): TemplateFault[] {
  const context = { allowContentType: true };
  return judgeHeaders(rendered, context).map(({ index, message, remedy }) => ({
    path: `${headers[index]?.path ?? "headers"}.value`,
    message: `${rendered[index]?.name}: ${message}`,
    remedy,
  }));
}

const tooLong = (length: number): TemplateFault => ({
  path: "url",
  message: `comes to ${length.toLocaleString("en")} characters, more than ${MAX_URL_CHARACTERS.toLocaleString("en")}`,
  remedy: "Send long values in headers or in the body.",
});

const contentType = (value: string, set: readonly RenderedHeader[]): RenderedHeader[] =>
  set.some(({ name }) => name.toLowerCase() === "content-type")
    ? []
    : [{ name: "content-type", value, secret: false }];
