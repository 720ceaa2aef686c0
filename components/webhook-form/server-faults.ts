import type { FieldPath, UseFormReturn } from "react-hook-form";
import type { FieldProblem } from "@/lib/errors";
import { formPath } from "./form-resolver";
import type { FormValues } from "./form-values";

const PLACES =
  /^(label|description|dataCenterId|triggers|url|authentication|headers|delivery|notifyUserIds)(\.|$)/;

/** Shows what the server refuses beside the field it is about. @returns false where there is none */
export function showBeside(
  form: UseFormReturn<FormValues>,
  { path, message, remedy }: FieldProblem,
): boolean {
  if (!PLACES.test(path)) return false;
  const text = [message.replace(/[.\s]+$/, ""), remedy].filter(Boolean).join(". ");
  form.setError(formPath(path) as FieldPath<FormValues>, { type: "server", message: text });
  return true;
}
