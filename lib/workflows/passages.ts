import { and, asc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { isId } from "@/lib/ids";
import { iso } from "@/lib/time";
import { loadWorkflow } from "./find";
import {
  type PassageList,
  type PassageRow,
  type PassageView,
  passageFilterSchema,
  passageRowSchema,
  passageViewSchema,
  type StepStatistics,
  stepStatisticsSchema,
} from "./passage-schema";
import type { Passage } from "./read-worlds";
import { requireAutomation } from "./require-automation";
import { walkPassages } from "./walk-passages";

/** A workflow's passages, newest first; of a step alone those that it has seen. @throws Problem 400, 402, 404 */
export async function listPassages(caller: Caller, workflowId: string, input: unknown): Promise<PassageList> {
  await requireAutomation(caller);
  const parsed = passageFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { id } = await loadWorkflow(caller, workflowId);
  const { state, stepId, outcome, contactId, limit, cursor } = parsed.data;
  const { rows, next } = await walkPassages(caller, id, {
    ...{ state, stepId, outcome, cursor, limit },
    contactIds: contactId === undefined ? undefined : [contactId],
  });
  return { passages: rows.map(toPassageRow), next };
}

/** One passage with the way that it has taken, and why. @throws Problem 402, 404 */
export async function findPassage(caller: Caller, id: string): Promise<PassageView> {
  await requireAutomation(caller);
  const { orm, tables } = caller.tidings.database;
  const { passages, passageEntries, stepDeliveries } = tables;
  const [passage] = !isId(id)
    ? []
    : await orm
        .select()
        .from(passages)
        .where(and(eq(passages.id, id.toLowerCase()), eq(passages.accountId, caller.accountId)));
  if (!passage) throw notFound("passage");
  const entries = await orm
    .select()
    .from(passageEntries)
    .where(eq(passageEntries.passageId, passage.id))
    .orderBy(asc(passageEntries.id));
  const owed = await orm
    .select({ stepId: stepDeliveries.stepId, deliveryId: stepDeliveries.deliveryId })
    .from(stepDeliveries)
    .where(eq(stepDeliveries.passageId, passage.id));
  return passageViewSchema.parse({
    ...rowOf(passage),
    parameters: passage.parameters,
    way: entries.map(({ stepId, at, outcome, detail }) => ({
      ...{ stepId, at: iso(at), outcome, detail },
      deliveryId:
        outcome === "requested" ? (owed.find((one) => one.stepId === stepId)?.deliveryId ?? null) : null,
    })),
  });
}

/** What passed each step (S5.30): for good, also of what retention has taken away since. @throws Problem 402, 404 */
export async function stepStatistics(caller: Caller, workflowId: string): Promise<StepStatistics> {
  await requireAutomation(caller);
  const { id } = await loadWorkflow(caller, workflowId);
  const { orm, tables } = caller.tidings.database;
  const { stepCounts } = tables;
  const rows = await orm
    .select()
    .from(stepCounts)
    .where(eq(stepCounts.workflowId, id))
    .orderBy(asc(stepCounts.stepId));
  return stepStatisticsSchema.parse({
    steps: rows.map(({ requested, accepted, failed, workflowId: _, ...counts }) => ({
      ...{ ...counts, accepted, failed },
      pending: requested - accepted - failed,
    })),
  });
}

const rowOf = (passage: Passage) => {
  const { id, workflowId, version, contactId, state, stepId, eventId } = passage;
  return {
    ...{ id, workflowId, version, contactId, state, stepId, eventId },
    ...{ dueAt: iso(passage.dueAt), startedAt: iso(passage.startedAt), finishedAt: iso(passage.finishedAt) },
  };
};

export const toPassageRow = (passage: Passage): PassageRow => passageRowSchema.parse(rowOf(passage));
