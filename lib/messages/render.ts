import { compile } from "html-to-text";
import type { FieldProblem } from "@/lib/errors";
import { escapeHtml } from "@/lib/notifications/escape-html";
import { Budget } from "@/lib/templates/budget";
import { problemOf } from "@/lib/templates/fault";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import type { CompiledMessage } from "./compile";
import { MAX_SUBJECT } from "./schema";

/** A mail's words, ready to leave. */
export interface Mail {
  subject: string;
  text: string;
  /** Empty where the mail is text alone. */
  html: string;
}

/** @param scope with `unsubscribeUrl` unless the message is transactional */
export function renderMessage(
  message: CompiledMessage,
  scope: TemplateScope,
): { ok: true; mail: Mail } | { ok: false; faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  // One for the three, so that a message takes no more than a request may.
  const budget = new Budget();
  const render = (part: keyof Mail) => {
    const rendered = renderTemplate(message[part], scope, { budget });
    if (rendered.ok) return rendered.text.replace(UNPRINTABLE, "");
    faults.push(problemOf(rendered.fault, part));
    return "";
  };
  const subject = render("subject").replace(/\s+/g, " ").trim();
  const [text, html] = [render("text"), render("html")];
  if (faults.length > 0) return { ok: false, faults };
  if (subject === "") faults.push(NO_SUBJECT);
  if (text.trim() === "" && html.trim() === "") faults.push(NO_BODY);
  if (faults.length > 0) return { ok: false, faults };
  const written = text.trim() === "" ? plainTextOf(html) : text;
  return {
    ok: true,
    mail: {
      subject: subject.slice(0, MAX_SUBJECT).toWellFormed(),
      text: withLink(written, scope, (url) => `${written.trimEnd()}\n\n-- \n${FOOTER}: ${url}\n`),
      html: html.trim() === "" ? "" : withLink(html, scope, (url) => withFooter(html, url)),
    },
  };
}

/** Readers see one of the two: each has the link, its own or one that is added. */
function withLink(
  part: string,
  { unsubscribeUrl: url }: TemplateScope,
  add: (url: string) => string,
): string {
  const isThere = url === undefined || part.includes(url) || part.includes(escapeHtml(url));
  return isThere ? part : add(url);
}

/** No mail program can do anything with them, and PostgreSQL stores no NUL; values may hold any. */
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}/gu;

const FOOTER = "Unsubscribe";

const NO_SUBJECT: FieldProblem = {
  path: "subject",
  message: "is empty",
  remedy: "Write a subject; if it is only an expression, give it a default.",
};
const NO_BODY: FieldProblem = {
  path: "text",
  message: "and HTML are both empty",
  remedy: "Write the text, the HTML or both.",
};

/**
 * For readers that show no HTML: links with their addresses, nothing of pictures. Its options are read once, which
 * took ten times as long as a short mail (measured: 2 ms of each).
 */
const plainTextOf = compile({
  wordwrap: 100,
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
    { selector: "table", format: "dataTable" },
  ],
});

/** Within the page, where it has an end. */
function withFooter(html: string, url: string): string {
  const footer = `<p style="margin-top:32px;font-size:12px;color:#5f6b76"><a href="${escapeHtml(url)}" style="color:#5f6b76">${FOOTER}</a></p>`;
  const end = html.search(/<\/body\s*>/i);
  return end === -1 ? `${html}\n${footer}` : `${html.slice(0, end)}${footer}${html.slice(end)}`;
}
