import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelKey } from "@/lib/label-schema";
import { changedBefore, changedMeanwhile } from "./changed-meanwhile";
import { refuseTakenName } from "./create";
import type { Definition } from "./definition";
import { type LoadedWorkflow, loadWorkflow, viewWorkflow } from "./find";
import { noteReferences, refuseUnknown } from "./references";
import { requireAutomation } from "./require-automation";
import { type WorkflowView, workflowChangeSchema } from "./schema";

/**
 * Changes name or draft. Contacts go by what is published, until this is.
 * @param ifRevision what the person had in view; what somebody else has saved meanwhile is not overwritten
 * @throws Problem 400, 402, 404, 409 (the name is taken, `changed_meanwhile`, archived)
 */
export async function updateWorkflow(
  caller: Caller,
  id: string,
  input: unknown,
  { ifRevision }: { ifRevision?: number } = {},
): Promise<WorkflowView> {
  await requireAutomation(caller);
  const before = await loadWorkflow(caller, id);
  const parsed = workflowChangeSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  if (before.status === "archived") throw new Problem("conflict", "An archived workflow can't be changed.");
  if (ifRevision !== undefined && ifRevision !== before.revision)
    throw await changedBefore(caller, before.id);
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { workflows } = database.tables;
  const { name = before.name, definition } = parsed.data;
  const draft = definition ? JSON.parse(JSON.stringify(definition)) : before.draft;
  const now = tidings.now();
  const changed = { name, nameKey: labelKey(name), draft, revision: before.revision + 1, updatedAt: now };
  await database.atomically(function* (tx) {
    yield* refuseTakenName(caller, tx, name, before.id);
    if (definition) yield* refuseUnknown(caller, tx, before.dataCenterId, definition);
    const mine = and(eq(workflows.id, before.id), eq(workflows.accountId, accountId));
    const updated = yield* tx.run(
      tx.orm
        .update(workflows)
        .set(changed)
        .where(and(mine, eq(workflows.revision, before.revision)))
        .returning({ id: workflows.id }),
    );
    if (updated.length === 0) throw changedMeanwhile();
    const published = yield* publishedOf(caller, tx, before);
    yield* noteReferences(caller, tx, before.id, [draft, ...published]);
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "workflow.updated" },
      target: { kind: "workflow", id: before.id },
      details: { name, ...(name !== before.name && { was: before.name }) },
    });
  });
  return viewWorkflow(caller, { ...before, ...changed });
}

/** Every published version: passages may yet go through any of them. */
export function* publishedOf(
  { tidings }: Caller,
  tx: Transaction,
  { id }: Pick<LoadedWorkflow, "id">,
): Steps<Definition[]> {
  const { workflowVersions } = tidings.database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ definition: workflowVersions.definition, version: workflowVersions.version })
      .from(workflowVersions)
      .where(eq(workflowVersions.workflowId, id)),
  );
  return rows.map(({ definition }) => definition as unknown as Definition);
}
