import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { changedBefore, changedMeanwhile } from "./changed-meanwhile";
import { createWorkflow } from "./create";
import type { Definition } from "./definition";
import { type LoadedWorkflow, loadWorkflow, viewWorkflow } from "./find";
import { readPlan } from "./read-plans";
import { refuseUnknown } from "./references";
import { requireAutomation } from "./require-automation";
import { copySchema, type WorkflowView } from "./schema";
import { refuseUnknownStart } from "./start-references";
import { unfinishedSteps } from "./unfinished-steps";
import { startOf } from "./view";
import { endWatch, watchFor } from "./watches";

/**
 * Publishes the draft and lets contacts in; of an active one, the draft takes the place of what is published, and
 * passages under way end as they began.
 * @throws Problem 400 naming each step that can't run yet, 402, 404, 409 where it is archived or changed meanwhile
 */
export async function activateWorkflow(
  caller: Caller,
  id: string,
  { ifRevision }: { ifRevision?: number } = {},
): Promise<WorkflowView> {
  await requireAutomation(caller);
  const workflow = await loadWorkflow(caller, id);
  if (workflow.status === "archived") throw new Problem("conflict", ARCHIVED);
  if (ifRevision !== undefined && ifRevision !== workflow.revision)
    throw await changedBefore(caller, workflow.id);
  const definition = workflow.draft as unknown as Definition;
  const problems = unfinishedSteps(definition);
  if (problems.length > 0) throw invalid(problems);
  const { database } = caller.tidings;
  const { workflows, workflowVersions } = database.tables;
  const now = caller.tidings.now();
  const version = (workflow.version ?? 0) + 1;
  return change(caller, workflow, "workflow.activated", { from: workflow.status, version }, function* (tx) {
    yield* refuseUnknown(caller, tx, workflow.dataCenterId, definition);
    yield* refuseUnknownStart(caller, tx, workflow.dataCenterId, definition.trigger);
    yield* tx.run(
      tx.orm.insert(workflowVersions).values({
        ...{ workflowId: workflow.id, version, accountId: caller.accountId },
        ...{ definition: workflow.draft, publishedAt: now, publishedBy: caller.actor.name },
      }),
    );
    yield* watchFor(database, tx, { ...workflow, version }, definition.trigger);
    return yield* tx.run(
      tx.orm
        .update(workflows)
        .set({ status: "active", version, startsOn: startOf(definition.trigger), updatedAt: now })
        .where(as(caller, workflow, workflows))
        .returning(),
    );
  });
}

/** Holds passages where they are, and starts none, until it is activated again. @throws Problem 402, 404, 409 */
export async function pauseWorkflow(caller: Caller, id: string): Promise<WorkflowView> {
  await requireAutomation(caller);
  const workflow = await loadWorkflow(caller, id);
  if (workflow.status !== "active") throw new Problem("conflict", "Only an active workflow can be paused.");
  const { workflows } = caller.tidings.database.tables;
  return change(caller, workflow, "workflow.paused", {}, (tx) =>
    tx.run(
      tx.orm
        .update(workflows)
        .set({ status: "paused", startsOn: null, updatedAt: caller.tidings.now() })
        .where(as(caller, workflow, workflows))
        .returning(),
    ),
  );
}

/** Lets contacts go on again where they are, by what was published. @throws Problem 402, 404, 409 */
export async function resumeWorkflow(caller: Caller, id: string): Promise<WorkflowView> {
  await requireAutomation(caller);
  const workflow = await loadWorkflow(caller, id);
  if (workflow.status !== "paused") throw new Problem("conflict", "Only a paused workflow can be resumed.");
  const { workflows } = caller.tidings.database.tables;
  return change(caller, workflow, "workflow.resumed", {}, function* (tx) {
    const plan = yield* readPlan(caller.tidings.database, tx, workflow.id, workflow.version ?? 0);
    const startsOn = startOf(plan.definition.trigger);
    return yield* tx.run(
      tx.orm
        .update(workflows)
        .set({ status: "active", startsOn, updatedAt: caller.tidings.now() })
        .where(as(caller, workflow, workflows))
        .returning(),
    );
  });
}

/** Lets nobody in any more, for good; who is under way goes on to the end. @throws Problem 402, 404, 409 */
export async function archiveWorkflow(caller: Caller, id: string): Promise<WorkflowView> {
  await requireAutomation(caller);
  const workflow = await loadWorkflow(caller, id);
  if (workflow.status === "archived") throw new Problem("conflict", ARCHIVED);
  if (workflow.version === null) {
    throw new Problem("conflict", "A draft that was never activated can't be archived; delete it.");
  }
  const { workflows } = caller.tidings.database.tables;
  return change(caller, workflow, "workflow.archived", { from: workflow.status }, function* (tx) {
    yield* endWatch(caller.tidings.database, tx, workflow.id);
    return yield* tx.run(
      tx.orm
        .update(workflows)
        .set({ status: "archived", startsOn: null, updatedAt: caller.tidings.now() })
        .where(as(caller, workflow, workflows))
        .returning(),
    );
  });
}

/** Takes a draft away that was never activated. @throws Problem 402, 404, 409 */
export async function deleteWorkflow(caller: Caller, id: string): Promise<void> {
  await requireAutomation(caller);
  const workflow = await loadWorkflow(caller, id);
  if (workflow.version !== null) {
    throw new Problem("conflict", "A workflow that contacts have gone through is archived, not deleted.");
  }
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { workflows, workflowWebhooks, workflowMessages } = database.tables;
  await database.atomically(function* (tx) {
    yield* tx.run(tx.orm.delete(workflowMessages).where(eq(workflowMessages.workflowId, workflow.id)));
    yield* tx.run(tx.orm.delete(workflowWebhooks).where(eq(workflowWebhooks.workflowId, workflow.id)));
    const deleted = yield* tx.run(
      tx.orm
        .delete(workflows)
        .where(as(caller, workflow, workflows))
        .returning({ id: workflows.id }),
    );
    if (deleted.length === 0) throw changedMeanwhile();
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "workflow.deleted" },
      target: { kind: "workflow", id: workflow.id },
      details: { name: workflow.name },
    });
  });
}

/** A draft with the same steps, under another name. @throws Problem 402, 404, 409 */
export async function duplicateWorkflow(
  caller: Caller,
  id: string,
  input: unknown,
  made: { id?: string | undefined } = {},
): Promise<WorkflowView> {
  await requireAutomation(caller);
  const { dataCenterId, draft: definition } = await loadWorkflow(caller, id);
  const parsed = copySchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  return createWorkflow(caller, { ...parsed.data, dataCenterId, definition }, made);
}

const ARCHIVED = "The workflow is archived, which is for good; duplicate it to go on with a new one.";

const as = (
  { accountId }: Caller,
  { id, status, revision }: LoadedWorkflow,
  workflows: Caller["tidings"]["database"]["tables"]["workflows"],
) =>
  and(
    eq(workflows.id, id),
    eq(workflows.accountId, accountId),
    eq(workflows.status, status),
    eq(workflows.revision, revision),
  );

async function change(
  caller: Caller,
  workflow: LoadedWorkflow,
  action: string,
  details: Record<string, string | number>,
  write: (tx: Transaction) => Steps<LoadedWorkflow[]>,
): Promise<WorkflowView> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const after = await database.atomically(function* (tx) {
    const [row] = yield* write(tx);
    if (!row) throw changedMeanwhile();
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action },
      target: { kind: "workflow", id: workflow.id },
      details: { name: workflow.name, ...details },
    });
    return row;
  });
  tidings.wakeEngine([]);
  return viewWorkflow(caller, after);
}
