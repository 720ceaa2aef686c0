import { and, desc, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { findContactsBy } from "@/lib/contacts/find";
import { toRow } from "@/lib/contacts/stored";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { type Definition, type Step, walkSteps } from "./definition";
import { type LoadedWorkflow, loadWorkflow } from "./find";
import { type PassageRows, passageFilterSchema, passageRowsSchema } from "./passage-schema";
import { toPassageRow } from "./passages";
import { requireAutomation } from "./require-automation";
import { walkPassages } from "./walk-passages";

/**
 * A workflow's passages as the console lists them, newest first: with who goes there.
 * @param input `contactId` is a contact's id or e-mail
 * @throws Problem 400, 402, 404
 */
export async function listPassageRows(
  caller: Caller,
  workflowId: string,
  input: unknown,
): Promise<PassageRows> {
  await requireAutomation(caller);
  const parsed = passageFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const workflow = await loadWorkflow(caller, workflowId);
  const { contactId, limit, state, stepId, outcome, cursor } = parsed.data;
  const contactIds = contactId === undefined ? undefined : await idsOf(caller, workflow, contactId);
  const { rows, next } = await walkPassages(caller, workflow.id, {
    ...{ state, stepId, outcome, cursor, contactIds, limit },
  });
  const contactOf = await readContacts(
    caller,
    workflow.dataCenterId,
    rows.map(({ contactId }) => contactId),
  );
  return passageRowsSchema.parse({
    rows: rows.map((row) => ({ ...toPassageRow(row), contact: contactOf(row.contactId) })),
    next,
  });
}

async function idsOf(caller: Caller, { dataCenterId }: LoadedWorkflow, text: string): Promise<string[]> {
  if (!text.includes("@")) return [text];
  const place = { accountId: caller.accountId, dataCenterId };
  const found = await findContactsBy(caller, place, { email: text });
  return [text, ...found.map(({ id }) => id)];
}

/** @returns who they are, for as long as the directory has them */
export async function readContacts(caller: Caller, dataCenterId: number, ids: readonly string[]) {
  const { orm, tables } = caller.tidings.database;
  const { contacts } = tables;
  const rows =
    ids.length === 0
      ? []
      : await orm
          .select()
          .from(contacts)
          .where(
            and(
              eq(contacts.accountId, caller.accountId),
              eq(contacts.dataCenterId, dataCenterId),
              inArray(contacts.id, [...new Set(ids)]),
            ),
          );
  const known = new Map(
    rows.map((contact) => {
      const { id, name, email } = toRow(contact);
      return [id, { id, name, email }];
    }),
  );
  return (id: string) => known.get(id) ?? null;
}

/** The steps that passages of a workflow can have seen: of the draft, then what older versions had besides. */
export async function listKnownSteps(caller: Caller, workflow: LoadedWorkflow): Promise<Step[]> {
  const { orm, tables } = caller.tidings.database;
  const { workflowVersions } = tables;
  const versions = await orm
    .select({ definition: workflowVersions.definition })
    .from(workflowVersions)
    .where(eq(workflowVersions.workflowId, workflow.id))
    .orderBy(desc(workflowVersions.version));
  const known = new Map<string, Step>();
  for (const definition of [workflow.draft, ...versions.map((version) => version.definition)]) {
    for (const { step } of walkSteps((definition as unknown as Definition).steps)) {
      if (!known.has(step.id)) known.set(step.id, step);
    }
  }
  return [...known.values()];
}
