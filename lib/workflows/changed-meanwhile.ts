import { and, desc, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { Problem } from "@/lib/errors";

/** Of two people who save, the second is told who was first. */
export async function changedBefore({ tidings, accountId }: Caller, workflowId: string): Promise<Problem> {
  const { orm, tables } = tidings.database;
  const { auditEntries } = tables;
  const [entry] = await orm
    .select({ by: auditEntries.actorName })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.targetKind, "workflow"),
        eq(auditEntries.targetId, workflowId),
        inArray(auditEntries.action, ["workflow.created", "workflow.updated"]),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return changedMeanwhile(entry?.by);
}

export const changedMeanwhile = (by = "Somebody else") =>
  new Problem(
    "changed_meanwhile",
    `${by} has changed the workflow meanwhile. Reload it to see what; nothing of yours was saved.`,
  );
