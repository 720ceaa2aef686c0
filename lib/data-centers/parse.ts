import { z } from "zod";
import { type FieldProblem, invalid, notFound, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { listOfSegment, MASTER_LISTS, MAX_STAGES, type MasterList, segmentOf } from "./schema";

/** @throws Problem 400 at every place that the schema refuses */
export function parseInput<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  remedies: ReadonlyMap<string, string> = REMEDIES,
): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(inputProblems(parsed.error, input, remedies));
}

export const inputProblems = (error: z.ZodError, input: unknown, remedies: ReadonlyMap<string, string>) =>
  error.issues.flatMap((issue) => problemsOf(issue, input, remedies));

/** Ids of master data as addresses carry them. @throws Problem 404 */
export function parseId(text: string | number, what: string): number {
  if (!/^[1-9]\d{0,15}$/.test(String(text)) || !Number.isSafeInteger(Number(text))) throw notFound(what);
  return Number(text);
}

/** The list that an address names. @throws Problem 404 */
export function requireList(segment: string): MasterList {
  const list = listOfSegment(segment);
  if (list) return list;
  const known = MASTER_LISTS.map(segmentOf).join(", ");
  throw new Problem("not_found", `A data center has no such list. Its lists are ${known}.`);
}

function problemsOf(
  issue: z.core.$ZodIssue,
  input: unknown,
  remedies: ReadonlyMap<string, string>,
): FieldProblem[] {
  const problems = fieldProblems(new z.ZodError([issue]), input);
  if (issue.code === "custom" && issue.params?.remedy) return problems;
  if (issue.code === "unrecognized_keys") return problems;
  if (issue.code === "too_big" && issue.origin === "array") return problems;
  const remedy = remedies.get(issue.path.findLast((key) => typeof key === "string") ?? "");
  return problems.map((problem) => (remedy ? { ...problem, remedy } : problem));
}

/** What to do about a place, by its last name. */
const REMEDIES = new Map(
  Object.entries({
    id: "Use a whole number from 1 to 9,007,199,254,740,991, such as 12.",
    name: "Choose a name of 1 to 200 characters, without control characters.",
    threshold: "Use a whole number from -9,007,199,254,740,991 to 9,007,199,254,740,991, such as 100.",
    code: "Use 1 to 100 letters, digits and underscores, such as f_EMail.",
    label: "Choose a label of 1 to 200 characters, without control characters.",
    type: 'Use "text", "email", "number", "date" or "boolean".',
    keyField: "Use true for a field of the key that names a contact, else false, or leave it out.",
    stages: `Send a list of at most ${MAX_STAGES}, such as [{"id": 1, "name": "Sales ready", "threshold": 150}].`,
    personas: 'Send a list such as [{"id": 1, "name": "Decision maker", "threshold": 100}].',
    leadScorings:
      'Send a list such as [{"id": 1, "name": "Product interest", "stages": [{"id": 1, "name": "Sales ready", "threshold": 150}]}].',
    fields:
      'Send a list such as [{"id": 1, "code": "f_EMail", "label": "E-mail", "type": "email", "keyField": true}].',
    mailings: 'Send a list such as [{"id": 1, "name": "Spring newsletter"}].',
    communicationTypes: 'Send a list such as [{"id": 1, "name": "Newsletter"}].',
  }),
);
