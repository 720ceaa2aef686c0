import { and, asc, desc, eq, exists, inArray, isNull, lt, sql } from "drizzle-orm";
import type { z } from "zod";
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

/** A workflow's passages, newest first; of a step alone those that it has seen. @throws Problem 400, 402, 404 */
export async function listPassages(caller: Caller, workflowId: string, input: unknown): Promise<PassageList> {
  await requireAutomation(caller);
  const parsed = passageFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { id } = await loadWorkflow(caller, workflowId);
  const { state, stepId, outcome, contactId, limit, cursor } = parsed.data;
  const rows = await readPassages(caller, id, {
    ...{ state, stepId, outcome, cursor },
    contactIds: contactId === undefined ? undefined : [contactId],
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    passages: shown.map(toPassageRow),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

interface Wanted {
  state: z.infer<typeof passageFilterSchema>["state"];
  stepId: string | undefined;
  outcome: "accepted" | "failed" | "pending" | undefined;
  contactIds: string[] | undefined;
  cursor: string | undefined;
  limit: number;
}

/** Walks the workflow's passages from the newest on, but for the few whose request failed or is pending. */
export async function readPassages(
  { tidings }: Caller,
  workflowId: string,
  { state, stepId, outcome, contactIds, cursor, limit }: Wanted,
): Promise<Passage[]> {
  const { orm, tables } = tidings.database;
  const { passages, passageEntries, stepDeliveries } = tables;
  const seen = () =>
    orm
      .select({ one: sql`1` })
      .from(passageEntries)
      .where(and(eq(passageEntries.passageId, passages.id), eq(passageEntries.stepId, stepId ?? "")));
  const ended =
    outcome === "accepted" || outcome === "failed"
      ? eq(stepDeliveries.outcome, outcome)
      : isNull(stepDeliveries.outcome);
  const ofStep = stepId === undefined ? undefined : eq(stepDeliveries.stepId, stepId);
  const owed = () =>
    orm
      .select({ one: sql`1` })
      .from(stepDeliveries)
      .where(and(eq(stepDeliveries.passageId, passages.id), ofStep, ended));
  const few = () =>
    orm
      .select({ id: stepDeliveries.passageId })
      .from(stepDeliveries)
      .where(and(eq(stepDeliveries.workflowId, workflowId), ofStep, ended));
  const asked =
    outcome === undefined
      ? stepId === undefined
        ? undefined
        : exists(seen())
      : ofStep && outcome !== "accepted"
        ? inArray(passages.id, few())
        : exists(owed());
  return orm
    .select()
    .from(passages)
    .where(
      and(
        eq(passages.workflowId, workflowId),
        state === "under_way" ? isNull(passages.finishedAt) : state ? eq(passages.state, state) : undefined,
        contactIds === undefined ? undefined : inArray(passages.contactId, contactIds),
        asked,
        cursor === undefined ? undefined : lt(passages.id, cursor),
      ),
    )
    .orderBy(desc(passages.id))
    .limit(limit);
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
