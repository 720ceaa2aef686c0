import type { FieldProblem } from "@/lib/errors";
import { compileTemplate, type Template } from "@/lib/templates/compile";
import type { TemplateField } from "@/lib/templates/contact-fields";
import { problemOf } from "@/lib/templates/fault";
import type { Content } from "./schema";

/** A message whose expressions parse. */
export interface CompiledMessage {
  subject: Template;
  text: Template;
  html: Template;
  /** The labels of webhooks whose answers it reads. */
  sources: string[];
}

export type CompileResult = { ok: true; message: CompiledMessage } | { ok: false; faults: FieldProblem[] };

const PARTS = [
  ["subject", "text"],
  ["text", "text"],
  ["html", "html"],
] as const;

/** Subject, text and HTML each with their expressions (S4.37); every fault is told at its place. */
export function compileMessage(content: Content, fields: readonly TemplateField[]): CompileResult {
  const faults: FieldProblem[] = [];
  const templates = PARTS.flatMap(([part, medium]) => {
    const compiled = compileTemplate(content[part], medium, { fields, answers: true });
    if (compiled.ok) return [compiled.template];
    faults.push(...compiled.faults.map((fault) => problemOf(fault, part)));
    return [];
  });
  const [subject, text, html] = templates;
  if (!subject || !text || !html) return { ok: false, faults };
  const paths = templates.flatMap(({ variables, locals }) =>
    variables.flatMap(({ path }) => (locals.has(String(path[0])) ? [] : [path])),
  );
  const sources = paths.flatMap(([root, label]) =>
    root === "data" && typeof label === "string" ? [label] : [],
  );
  return {
    ok: true,
    message: {
      ...{ subject, text, html },
      sources: [...new Set(sources)],
    },
  };
}
