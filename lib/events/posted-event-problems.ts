import type { z } from "zod";
import type { FieldProblem } from "@/lib/errors";
import { POSTABLE_NAMES } from "@/lib/event-types/catalogue";
import { CAUSES } from "@/lib/vocabulary";

/** Which event of an array, and below which key of it. */
export interface Place {
  index?: number;
  under?: string;
}

/** What a producer can do about a fault, by path; what an event type's `data` needs stands in the catalogue. */
export const REMEDIES = {
  "": 'Post a JSON object such as {"type": "contact.became_contact", "dataCenterId": 1, "contact": {"id": 1353}}.',
  id: "Send the key you know this event by, as text of 1 to 200 characters, or leave it out.",
  type: `Use one of ${POSTABLE_NAMES.join(", ")}.`,
  dataCenterId: "Send the id of one of the account's data centers, a whole number such as 84.",
  occurredAt:
    "Send when it happened, such as 2024-05-28T12:56:40Z, at most 5 minutes ahead, or leave it out for now.",
  cause: `Use one of ${CAUSES.join(", ")}, or leave it out for api.`,
  contact: 'Send the contact with its id or its email, such as {"id": 1353}.',
  "contact.id":
    "Send your platform's id of the contact: text of 1 to 200 characters, or a whole number; if it is a larger one, send it as a string.",
  "contact.email": "Send an address such as john.doe@example.org, at most 254 characters, or leave it out.",
  "contact.properties": 'Send an object such as {"FirstName": "John"}, or leave it out.',
  data: "Send an object with the fields of this event type.",
} as const;

const UNKNOWN_FIELD =
  "Remove it, or check its spelling. Further fields are kept only inside data and contact.properties.";

/** zod's issues in a producer's words. */
export function fieldProblems(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  remedies: Readonly<Record<string, string>>,
  place: Place,
): FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) =>
        fieldProblem([...path, key].join("."), "is not a known field", UNKNOWN_FIELD, place),
      );
    }
    const message = valueAt(input, path) === undefined ? "is missing" : issue.message;
    const pattern = path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".");
    return fieldProblem(path.join("."), message, remedies[pattern] ?? nearest(pattern, remedies), place);
  });
}

/** Paths are cut, since they may hold a key that someone made a megabyte long. */
export function fieldProblem(path: string, message: string, remedy: string, place: Place): FieldProblem {
  const full = place.under === undefined ? path : [place.under, path].filter(Boolean).join(".");
  return {
    ...(place.index !== undefined && { index: place.index }),
    path: full.slice(0, 200),
    message,
    remedy,
  };
}

/** The remedy of the field around, where a field has none of its own. */
function nearest(pattern: string, remedies: Readonly<Record<string, string>>): string {
  for (let around = pattern; around !== ""; around = around.slice(0, Math.max(0, around.lastIndexOf(".")))) {
    const remedy = remedies[around];
    if (remedy) return remedy;
  }
  return remedies[""] ?? REMEDIES.data;
}

function valueAt(input: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
    input,
  );
}
