import { groupBy } from "@/lib/group-by";
import type { Remains } from "./examine";

/** A passage as the database tells of it: where it ended, and what each step did, in their order. */
export interface Way {
  contactId: string;
  state: string;
  way: string[];
}

/** Everything that a workflow has left behind. */
export async function readWays({ rows }: Remains, workflowId: string) {
  const entries = await rows<{ passageId: string; entry: string }>(
    `SELECT e.passage_id AS "passageId", e.step_id || ' ' || e.outcome AS entry FROM passage_entries e
     JOIN passages p ON p.id = e.passage_id WHERE p.workflow_id = '${workflowId}' ORDER BY e.passage_id, e.id`,
  );
  const byPassage = groupBy(entries, ({ passageId }) => passageId);
  const passages = await rows<{ id: string; contactId: string; state: string }>(
    `SELECT id, contact_id AS "contactId", state FROM passages WHERE workflow_id = '${workflowId}'`,
  );
  return {
    passages: passages.map(({ id, ...passage }): Way => {
      return { ...passage, way: (byPassage.get(id) ?? []).map(({ entry }) => entry) };
    }),
    counts: await rows<{ stepId: string; requested: number; accepted: number; failed: number }>(
      `SELECT step_id AS "stepId", requested, accepted, failed FROM step_counts
       WHERE workflow_id = '${workflowId}'`,
    ),
    /** To contacts: whether the mail server took it, as far as was noted. */
    mails: await rows<{ recipient: string; sent: boolean | 0 | 1; attempts: number }>(
      `SELECT m.recipient, m.sent_at IS NOT NULL AS sent, m.attempts FROM mails m
       JOIN passages p ON p.id = m.passage_id WHERE p.workflow_id = '${workflowId}'`,
    ),
    /** With the `webhook-id` under which each was sent. */
    deliveries: await rows<{ stepId: string; outcome: string | null; webhookId: string }>(
      `SELECT s.step_id AS "stepId", s.outcome, coalesce(d.batch_id, d.id) AS "webhookId"
       FROM step_deliveries s JOIN deliveries d ON d.id = s.delivery_id WHERE s.workflow_id = '${workflowId}'`,
    ),
  };
}
