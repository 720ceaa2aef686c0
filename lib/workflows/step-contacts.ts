import type { Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";

/**
 * Whom the steps have seen, so that contacts are counted once (S5.30): by step first, since a step that is reached
 * looks there. Who asks by contact goes through the steps, which are few; contacts are not.
 */

const FORGET = `
  DELETE FROM step_contacts WHERE contact_id = $3 AND (workflow_id, step_id) IN (
    SELECT c.workflow_id, c.step_id FROM workflows w JOIN step_counts c ON c.workflow_id = w.id
    WHERE w.account_id = $1 AND w.data_center_id = $2)`;

/** Of an erased contact; the figures stay. */
export function* forgetStepContact(
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactId: string,
): Steps<void> {
  yield* tx.rows(FORGET, [accountId, dataCenterId, contactId]);
}

const KNOW = `
  INSERT INTO step_contacts (workflow_id, step_id, contact_id)
  SELECT s.workflow_id, s.step_id, CAST($3 AS text) FROM step_counts c
  JOIN step_contacts s ON s.workflow_id = c.workflow_id AND s.step_id = c.step_id AND s.contact_id = $2
  WHERE c.workflow_id = $1 ON CONFLICT DO NOTHING`;

const DROP = `
  DELETE FROM step_contacts WHERE contact_id = $2 AND (workflow_id, step_id) IN (
    SELECT workflow_id, step_id FROM step_counts WHERE workflow_id = $1)`;

/** So that the contact is not counted again under its new id. */
export function* renameStepContact(
  tx: Transaction,
  workflowId: string,
  from: string,
  to: string,
): Steps<void> {
  yield* tx.rows(KNOW, [workflowId, from, to]);
  yield* tx.rows(DROP, [workflowId, from]);
}
