import { Budget } from "@/lib/templates/budget";
import { compileTemplate } from "@/lib/templates/compile";
import type { TemplateField } from "@/lib/templates/contact-fields";
import type { PlacedFault } from "@/lib/templates/fault";
import type { MediumName } from "@/lib/templates/media/medium";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";

export const FIELDS: readonly TemplateField[] = [
  { code: "f_EMail", type: "email" },
  { code: "f_City", type: "text" },
  { code: "AB", type: "text" },
];

/** Somebody whose every value needs care, and an order of theirs. */
export const SCOPE: TemplateScope = {
  contact: {
    id: "1353",
    email: "john.doe@example.org",
    properties: { FirstName: "John", f_City: "Québec", "shoe size": 42, newsletter: true, nothing: null },
  },
  event: {
    data: { orderId: "O-7", externalOrderId: "4711", total: 12.5, items: [{ sku: "a" }, { sku: "b" }] },
  },
  now: Date.parse("2024-05-28T12:56:40Z"),
};

interface Given extends Partial<TemplateScope> {
  medium?: MediumName;
}

/** The faults of a template that does not parse. */
export function faultsOf(source: string, { medium = "text", ...scope }: Given = {}): PlacedFault[] {
  const compiled = compileTemplate(source, medium, { fields: FIELDS, answers: scope.answers !== undefined });
  return compiled.ok ? [] : compiled.faults;
}

/** What a template comes to; a fault is thrown, so that no test takes it for a result. */
export function rendered(source: string, given: Given = {}): string {
  const outcome = attempt(source, given);
  if (typeof outcome === "string") return outcome;
  throw new Error(outcome.message);
}

/** The same, or the fault that rendering ended with. */
export function attempt(source: string, given: Given = {}): string | PlacedFault {
  const { medium = "text", ...scope } = given;
  const allowed = { fields: FIELDS, answers: scope.answers !== undefined };
  const compiled = compileTemplate(source, medium, allowed);
  if (!compiled.ok) throw new Error(compiled.faults.map(({ message }) => message).join("; "));
  // A clock that stands still: a busy machine must not look like a slow template.
  const budget = new Budget(() => 0);
  const outcome = renderTemplate(compiled.template, { ...SCOPE, ...scope }, { budget });
  return outcome.ok ? outcome.text : outcome.fault;
}
