import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { readPlan } from "./read-plans";

/** The workflows that let in who is added to the group, by name; paused ones too, for they may be resumed. */
export function* startedByGroup(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  groupId: number,
): Steps<{ label: string }[]> {
  const { workflows } = database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ id: workflows.id, label: workflows.name, version: workflows.version })
      .from(workflows)
      .where(
        and(
          eq(workflows.accountId, accountId),
          eq(workflows.dataCenterId, dataCenterId),
          ne(workflows.status, "archived"),
          isNotNull(workflows.version),
        ),
      )
      .orderBy(workflows.nameKey),
  );
  const started: { label: string }[] = [];
  for (const { id, label, version } of rows) {
    const { trigger } = (yield* readPlan(database, tx, id, version ?? 0)).definition;
    if (trigger?.type === "group_added" && trigger.groupId === groupId) started.push({ label });
  }
  return started;
}
