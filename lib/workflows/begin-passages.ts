import { and, eq, gte, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { insertPassages, type NewPassage } from "@/db/passage-rows";
import type { Place } from "@/lib/data-centers/items";
import { newId } from "@/lib/ids";
import type { JsonObject } from "@/lib/vocabulary";
import { readPlan } from "./read-plans";
import type { Reentry } from "./start-schema";

/** Something that happened to a contact of the directory. */
export interface Happening {
  /** An event type, or a trigger of another kind. */
  type: string;
  contactId: string;
  /** The event, and its data; null where no event tells it. */
  eventId: string | null;
  data: JsonObject | null;
}

/** A workflow that lets contacts in. */
export interface Starting {
  id: string;
  version: number;
}

/** Begins a passage for each of these, but for contacts that the rule of re-entry keeps out. */
export function* beginPassages(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  given: { workflow: Starting; wanted: readonly Happening[]; now: number },
): Steps<number> {
  const { workflow, wanted, now } = given;
  if (wanted.length === 0) return 0;
  const { workflows } = database.tables;
  const { id: workflowId, version } = workflow;
  const { reentry } = (yield* readPlan(database, tx, workflowId, version)).definition;
  const been = yield* whoHasBeen(database, tx, { workflowId, reentry, wanted, now });
  const rows: NewPassage[] = [];
  for (const { contactId, eventId, data } of wanted) {
    if (been.has(contactId)) continue;
    if (reentry.kind !== "always") been.add(contactId);
    rows.push({
      ...{ id: newId(), accountId, workflowId, version, dataCenterId, contactId, eventId },
      parameters: data,
    });
  }
  if (rows.length === 0) return 0;
  yield* insertPassages(tx, rows, now);
  yield* tx.run(
    tx.orm
      .update(workflows)
      .set({ begun: sql`${workflows.begun} + ${rows.length}` })
      .where(eq(workflows.id, workflowId)),
  );
  return rows.length;
}

/** Whom the rule of re-entry keeps out, by the passages that are there and those that retention has taken away. */
function* whoHasBeen(
  { tables: { passages, pastPassages } }: Database,
  tx: Transaction,
  given: { workflowId: string; reentry: Reentry; wanted: readonly Happening[]; now: number },
): Steps<Set<string>> {
  const { workflowId, reentry, wanted, now } = given;
  if (reentry.kind === "always") return new Set();
  const since = reentry.kind === "after" ? now - reentry.seconds * 1_000 : 0;
  const ids = [...new Set(wanted.map(({ contactId }) => contactId))];
  const been = new Set<string>();
  for (const table of [passages, pastPassages]) {
    const rows = yield* tx.run(
      tx.orm
        .selectDistinct({ contactId: table.contactId })
        .from(table)
        .where(
          and(eq(table.workflowId, workflowId), inArray(table.contactId, ids), gte(table.startedAt, since)),
        ),
    );
    for (const { contactId } of rows) been.add(contactId);
  }
  return been;
}
