import { isSpelling, STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import { expressionFor } from "@/lib/templates/expression-for";

/** A field as pickers and *Get placeholders* offer it (S5.17). */
export interface Placeholder {
  /** The standard field's name, or the code of the data center's field. */
  name: string;
  /** What the data center calls it; null for a standard field, which the interface names. */
  label: string | null;
  /** What a picker inserts. */
  expression: string;
  /** What may be pasted instead; null where the code can't be one. */
  mergeTag: string | null;
}

const TWO_HEX_DIGITS = /^[0-9a-f]{2}$/i;

/** All fields of a contact: the standard ones that the data center has no field of its own for, then its own. */
export function placeholdersOf(
  fields: readonly { code: string; label: string; type: string }[],
): Placeholder[] {
  const hasEmail = fields.some(({ type }) => type === "email");
  const isOwn = (standard: (typeof STANDARD_FIELDS)[number]) =>
    fields.some(({ code }) => isSpelling(standard, code)) || (standard.name === "email" && hasEmail);
  const standard = STANDARD_FIELDS.filter((each) => !isOwn(each)).map(({ name, mergeTag }) => ({
    name,
    label: null,
    expression: expressionFor(["contact", name]),
    mergeTag: `%${mergeTag}%`,
  }));
  const own = fields.map(({ code, label }) => ({
    name: code,
    label,
    expression: expressionFor(["contact", code]),
    mergeTag: TWO_HEX_DIGITS.test(code) ? null : `%${code}%`,
  }));
  return [...standard, ...own];
}
