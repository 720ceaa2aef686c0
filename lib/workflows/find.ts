import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Definition } from "./definition";
import { requireAutomation } from "./require-automation";
import type { WorkflowList, WorkflowView } from "./schema";
import { type Figures, NO_FIGURES, toRow, toView } from "./view";

export type LoadedWorkflow = Tables["workflows"]["$inferSelect"];

/** @throws Problem 402, 404 */
export async function findWorkflow(caller: Caller, id: string): Promise<WorkflowView> {
  await requireAutomation(caller);
  return viewWorkflow(caller, await loadWorkflow(caller, id));
}

export async function viewWorkflow(caller: Caller, workflow: LoadedWorkflow): Promise<WorkflowView> {
  const figures = await readFigures(caller);
  return toView(workflow, await readPublished(caller, workflow), figures(workflow.id));
}

/** @throws Problem 404 */
export async function loadWorkflow({ tidings, accountId }: Caller, id: string): Promise<LoadedWorkflow> {
  const { orm, tables } = tidings.database;
  const { workflows } = tables;
  const [row] = !isId(id)
    ? []
    : await orm
        .select()
        .from(workflows)
        .where(and(eq(workflows.id, id.toLowerCase()), eq(workflows.accountId, accountId)));
  if (!row) throw notFound("workflow");
  return row;
}

/** What contacts go through at present; null before the first publication. */
async function readPublished(
  { tidings }: Caller,
  { id, version }: LoadedWorkflow,
): Promise<Definition | null> {
  if (version === null) return null;
  const { orm, tables } = tidings.database;
  const { workflowVersions } = tables;
  const [row] = await orm
    .select({ definition: workflowVersions.definition })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, id), eq(workflowVersions.version, version)));
  return (row?.definition ?? null) as Definition | null;
}

/** Every workflow of the account by name, archived ones too. @throws Problem 402 */
export async function listWorkflows(caller: Caller): Promise<WorkflowList> {
  await requireAutomation(caller);
  const { orm, tables } = caller.tidings.database;
  const { workflows } = tables;
  const rows = await orm
    .select()
    .from(workflows)
    .where(eq(workflows.accountId, caller.accountId))
    .orderBy(workflows.nameKey);
  const figures = await readFigures(caller);
  return { workflows: rows.map((row) => toRow(row, figures(row.id))) };
}

async function readFigures({ tidings, accountId }: Caller): Promise<(id: string) => Figures> {
  const { orm, tables } = tidings.database;
  const { workflows, passages, stepCounts } = tables;
  const begun = await orm
    .select({
      id: passages.workflowId,
      passages: count(),
      underWay: sql<number>`sum(CASE WHEN ${isNull(passages.finishedAt)} THEN 1 ELSE 0 END)`,
    })
    .from(passages)
    .where(eq(passages.accountId, accountId))
    .groupBy(passages.workflowId);
  const ended = await orm
    .select({
      id: stepCounts.workflowId,
      failed: sql<number>`sum(${stepCounts.failed})`,
      conversions: sql<number>`sum(${stepCounts.conversions})`,
    })
    .from(stepCounts)
    .innerJoin(workflows, eq(workflows.id, stepCounts.workflowId))
    .where(eq(workflows.accountId, accountId))
    .groupBy(stepCounts.workflowId);
  const of = new Map<string, Figures>();
  for (const { id, passages: all, underWay } of begun) {
    of.set(id, { ...NO_FIGURES, passages: Number(all), underWay: Number(underWay) });
  }
  for (const { id, failed, conversions } of ended) {
    const counted = { failed: Number(failed), conversions: Number(conversions) };
    of.set(id, { ...(of.get(id) ?? NO_FIGURES), ...counted });
  }
  return (id) => of.get(id) ?? NO_FIGURES;
}
