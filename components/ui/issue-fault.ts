import type { z } from "zod";
import { faults as t } from "@/texts/faults";

/** What a schema found wrong, in the words of a form: its path, and a predicate or sentence. */
export function issueFault(issue: z.core.$ZodIssue, input: unknown): [path: string, message: string] {
  const path = issue.path.join(".");
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null)?.[key],
    input,
  );
  if (value === null || value === undefined || value === "" || Number.isNaN(value)) return [path, t.missing];
  if (issue.code === "too_big" && issue.origin === "string") return [path, t.tooLong(issue.maximum)];
  if (issue.code === "too_big") return [path, t.tooBig(issue.maximum)];
  if (issue.code === "too_small" && issue.origin !== "array") {
    return [path, issue.inclusive ? t.tooSmall(issue.minimum) : t.notMore(issue.minimum)];
  }
  if (issue.code === "invalid_type" && typeof value === "number") return [path, t.notWhole];
  return [path, issue.message];
}
