import type { z } from "zod";
import type { FieldProblem } from "@/lib/errors";

type Issue = z.core.$ZodIssue;

/**
 * The places that a schema refused, each with what to do about it. A refinement names its own remedy in
 * `params.remedy`; an unknown key's path is that key.
 */
export function fieldProblems(error: z.ZodError, input: unknown): FieldProblem[] {
  return error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join("."),
        message: "is not known here",
        remedy: "Remove it, or check its spelling against the documentation.",
      }));
    }
    const missing = valueAt(input, issue.path) === undefined;
    return [
      {
        path: issue.path.join("."),
        message: missing ? "is missing" : messageOf(issue),
        remedy: remedyOf(issue, missing),
      },
    ];
  });
}

function messageOf(issue: Issue): string {
  if (issue.code === "invalid_union") return "is not known";
  if (issue.code === "too_big")
    return issue.origin === "number" ? `is above ${issue.maximum}` : tooLong(issue);
  if (issue.code === "too_small" && issue.origin === "number") return `is below ${issue.minimum}`;
  if (issue.code === "invalid_type" && !issue.message.startsWith("Invalid")) return issue.message;
  if (issue.code === "invalid_type") return `is not ${article(issue.expected)}`;
  return issue.message.replace(/^Invalid (input|option|discriminator)[^:]*: expected /, "is not ");
}

const tooLong = (issue: Issue & { code: "too_big" }) =>
  issue.origin === "array"
    ? `has more than ${issue.maximum} entries`
    : `is longer than ${issue.maximum} ${issue.origin === "string" ? "characters" : ""}`.trim();

function remedyOf(issue: Issue, missing: boolean): string {
  if (issue.code === "custom" && typeof issue.params?.remedy === "string") return issue.params.remedy;
  const enter = missing ? "Send" : "Use";
  switch (issue.code) {
    case "invalid_type":
      return `${enter} ${article(issue.expected)}.`;
    case "invalid_value":
      return `${enter} ${oneOf(issue.values)}.`;
    case "invalid_union":
      return `${enter} ${alternatives(issue)}.`;
    case "too_big":
      return issue.origin === "number" ? `Use at most ${issue.maximum}.` : `Use at most ${issue.maximum}.`;
    case "too_small":
      return issue.origin === "number" ? `Use at least ${issue.minimum}.` : "Fill it in.";
    default:
      return "See the documentation of this call.";
  }
}

/** zod lists what a discriminator may be in its message alone. */
const alternatives = (issue: Issue) => {
  const names = [...issue.message.matchAll(/'([^']+)'/g)].map(([, name]) => name);
  return names.length > 0 ? oneOf(names) : "one of the documented forms";
};

const oneOf = (values: unknown[]) =>
  values.length === 1
    ? JSON.stringify(values[0])
    : `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;

const article = (type: string) =>
  ({
    int: "a whole number",
    number: "a number",
    string: "a text",
    boolean: "true or false",
    array: "an array",
  })[type] ?? (type === "object" ? "an object" : type);

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
