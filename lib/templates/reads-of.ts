import { compileTemplate } from "@/lib/templates/compile";
import { standardField, type TemplateField } from "@/lib/templates/contact-fields";
import { UNSUBSCRIBE } from "@/lib/templates/names";

export interface Reads {
  /** Whether a field of the contact is read. */
  contact: boolean;
  /** Parameters of an event that are read, as far as the templates parse. */
  parameters: string[];
}

/** Whose values templates read, so that a test can suggest where to take them from (S4.30 to S4.32). */
export function readsOf(
  sources: readonly string[],
  fields: readonly TemplateField[],
  { answers = false }: { answers?: boolean } = {},
): Reads {
  let contact = false;
  const parameters = new Set<string>();
  for (const source of sources) {
    const compiled = compileTemplate(source, "text", { fields, answers });
    if (!compiled.ok) continue;
    const { variables, locals } = compiled.template;
    for (const { path } of variables) {
      const [root, second] = path;
      const isField = standardField(String(root)) || fields.some(({ code }) => code === root);
      if (answers && (root === "data" || root === UNSUBSCRIBE)) continue;
      if (root === "event") parameters.add(typeof second === "string" ? second : "");
      else if (root === "contact" || isField) contact = true;
      else if (typeof root === "string" && !locals.has(root)) parameters.add(root);
    }
  }
  return { contact, parameters: [...parameters] };
}
