import { and, eq, sql } from "drizzle-orm";
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
  const { workflows, stepCounts } = tables;
  const counted = await orm
    .select({ id: workflows.id, begun: workflows.begun, ended: workflows.ended })
    .from(workflows)
    .where(eq(workflows.accountId, accountId));
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
  for (const { id, begun, ended: over } of counted)
    of.set(id, { ...NO_FIGURES, passages: begun, underWay: begun - over });
  for (const { id, failed, conversions } of ended) {
    const figures = { failed: Number(failed), conversions: Number(conversions) };
    of.set(id, { ...(of.get(id) ?? NO_FIGURES), ...figures });
  }
  return (id) => of.get(id) ?? NO_FIGURES;
}
