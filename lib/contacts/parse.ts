import type { z } from "zod";
import { inputProblems, parseInput } from "@/lib/data-centers/parse";
import { type FieldProblem, invalid } from "@/lib/errors";
import { type ContactWrite, contactSchema, MAX_CONTACTS, MAX_GROUPS_OF_ONE } from "./schema";

/** @throws Problem 400 at every place that the schema refuses */
export const parseContactInput = <Output>(schema: z.ZodType<Output>, input: unknown): Output =>
  parseInput(schema, input, REMEDIES);

/** Gives up at the tenth faulty one: a thousand contacts usually share one mistake. */
const MAX_FAULTY = 10;

/** @throws Problem 400 at the places of the first faulty ones */
export function parseEach(contacts: readonly unknown[]): ContactWrite[] {
  const errors: FieldProblem[] = [];
  let faulty = 0;
  const parsed = contacts.flatMap((contact, index) => {
    const one = contactSchema.safeParse(contact);
    if (one.success) return [one.data];
    if (++faulty <= MAX_FAULTY) {
      const place = (path: string) => (path ? `contacts.${index}.${path}` : `contacts.${index}`);
      const problems = inputProblems(one.error, contact, REMEDIES);
      errors.push(...problems.map((each) => ({ ...each, path: place(each.path) })));
    }
    return [];
  });
  if (errors.length > 0) throw invalid(errors);
  return parsed;
}

/** What to do about a place, by its last name. */
export const REMEDIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: "Send the platform's own id, text of 1 to 200 characters or a whole number.",
    email: "Send an address such as john.doe@example.org.",
    properties: 'Send an object such as {"FirstName": "John"}.',
    groupIds: `List at most ${MAX_GROUPS_OF_ONE} ids of groups of the data center, or leave it out.`,
    consentType: 'Use "express", "implied" or null.',
    relationType: "Use 1 to 200 characters, such as active-clients, or null.",
    consentDate: "Send a date or time such as 2022-01-01 or 2022-01-01T00:00:00Z, or null.",
    consentExpiration: "Send a date or time such as 2024-01-01 or 2024-01-01T00:00:00Z, or null.",
    consentProof: "Use up to 2,000 characters, or null.",
    mailingsReceived: "Use a whole number from 0, or null.",
    mailingsOpened: "Use a whole number from 0, or null.",
    mailingsClicked: "Use a whole number from 0, or null.",
    joinedOn: "Send a time such as 2024-05-28T12:56:40Z.",
    contacts: `Send a list of 1 to ${MAX_CONTACTS.toLocaleString("en")}, such as [{"id": "1353", "email": "john.doe@example.org"}].`,
    name: "Choose a name of 1 to 200 characters, without control characters.",
    rules: 'Send {"match": "all", "conditions": [{"subject": "field.city", "is": "is", "value": "Graz"}]}.',
    match: 'Use "all" or "any".',
    conditions: 'List 1 to 20, such as [{"subject": "field.city", "is": "is", "value": "Graz"}].',
    subject:
      'Use "field." and a field\'s name, "group", "consent", "mailingsReceived", "mailingsOpened" or "mailingsClicked".',
    is: "Use a comparison that goes with the subject; docs/edge.md lists them.",
    value: "Send what is compared with, of the kind that the comparison takes.",
    q: "Use up to 200 characters, without control characters.",
    segmentId: "Use the id of a segment of the data center, or leave it out.",
    groupId: "Use the id of a group of the data center, or leave it out.",
    limit: "Use a whole number from 1 to 1,000, or leave it out for 100.",
    cursor: "Send the next of the page before, or leave it out for the first page.",
  }),
);
