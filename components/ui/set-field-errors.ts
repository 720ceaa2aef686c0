import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import type { ActionResult } from "@/lib/action";
import { fieldSentence } from "@/texts/sentence";

type Failure = Extract<ActionResult<never>, { ok: false }>["problem"];

/**
 * Shows at the fields what the server found wrong with them, with the remedy; the first one gets the focus.
 * @param labels the form's fields, by path
 */
export function setFieldErrors<Values extends FieldValues>(
  { errors }: Failure,
  labels: Partial<Record<FieldPath<Values>, string>>,
  setError: UseFormSetError<Values>,
): void {
  const known = errors.filter(({ path }) => path in labels);
  for (const [index, { path, message, remedy }] of known.entries()) {
    const name = path as FieldPath<Values>;
    const sentence = fieldSentence(labels[name] ?? "", message);
    const text = remedy && remedy !== message ? `${sentence} ${remedy}` : sentence;
    setError(name, { message: text }, { shouldFocus: index === 0 });
  }
}
