import type { FieldPath, UseFormReturn } from "react-hook-form";
import type { FieldProblem } from "@/lib/errors";
import { requestPath } from "./request-resolver";
import type { RequestValues } from "./request-values";

const PLACES =
  /^(label|description|dataCenterId|method|url|authentication|headers|delivery|template|scenario)(\.|$)/;

/** Shows what the server refuses beside the field it is about. @returns false where there is none */
export function showRequestFault(
  form: UseFormReturn<RequestValues>,
  { path, message, remedy }: FieldProblem,
): boolean {
  if (!PLACES.test(path)) return false;
  const text = [message.replace(/[.\s]+$/, ""), remedy].filter(Boolean).join(". ");
  form.setError(requestPath(path) as FieldPath<RequestValues>, { type: "server", message: text });
  return true;
}
