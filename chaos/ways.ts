import type Sqlite from "better-sqlite3";
import { groupBy } from "@/lib/group-by";

/** A passage as the database tells of it: where it ended, and what each step did, in their order. */
export interface Way {
  contactId: string;
  state: string;
  way: string[];
}

/** Everything that a workflow has left behind. */
export function readWays(sqlite: Sqlite.Database, workflowId: string) {
  const entries = sqlite
    .prepare(
      `SELECT e.passage_id AS passageId, e.step_id || ' ' || e.outcome AS entry FROM passage_entries e
       JOIN passages p ON p.id = e.passage_id WHERE p.workflow_id = ? ORDER BY e.passage_id, e.id`,
    )
    .all(workflowId) as { passageId: string; entry: string }[];
  const byPassage = groupBy(entries, ({ passageId }) => passageId);
  const passages = sqlite
    .prepare("SELECT id, contact_id AS contactId, state FROM passages WHERE workflow_id = ?")
    .all(workflowId) as { id: string; contactId: string; state: string }[];
  return {
    passages: passages.map(({ id, ...passage }): Way => {
      return { ...passage, way: (byPassage.get(id) ?? []).map(({ entry }) => entry) };
    }),
    counts: sqlite
      .prepare("SELECT step_id AS stepId, requested, accepted, failed FROM step_counts WHERE workflow_id = ?")
      .all(workflowId) as { stepId: string; requested: number; accepted: number; failed: number }[],
    /** With the `webhook-id` under which each was sent. */
    deliveries: sqlite
      .prepare(
        `SELECT s.step_id AS stepId, s.outcome, coalesce(d.batch_id, d.id) AS webhookId FROM step_deliveries s
         JOIN deliveries d ON d.id = s.delivery_id WHERE s.workflow_id = ?`,
      )
      .all(workflowId) as { stepId: string; outcome: string | null; webhookId: string }[],
  };
}
