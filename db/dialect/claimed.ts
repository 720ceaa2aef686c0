import type { ClaimedDelivery } from "./dialect";

/** What both databases say of a claimed delivery, whose table goes by its own name there. */
export const CLAIMED_COLUMNS = `
  deliveries.id, deliveries.attempts, deliveries.accepted_at AS "acceptedAt",
  deliveries.next_attempt_at AS "nextAttemptAt", deliveries.first_attempt_at AS "firstAttemptAt",
  deliveries.late_ms AS "lateMs", deliveries.batch_id AS "batchId", deliveries.event_id AS "eventId",
  deliveries.order_key AS "orderKey"`;

/** As a request of its own: no batch has a row that says otherwise. */
export const CLAIMED_ALONE = `
  ${CLAIMED_COLUMNS}, deliveries.revision AS "batchRevision", deliveries.frozen_at AS "frozenAt"`;

/** Alone or among several, whose batch has a row. */
export const CLAIMED_IN_BATCH = `
  ${CLAIMED_COLUMNS}, coalesce(b.revision, deliveries.revision) AS "batchRevision",
  coalesce(b.frozen_at, deliveries.frozen_at) AS "frozenAt"`;

/** What an UPDATE returns comes in no order. */
export const longestDueFirst = (rows: ClaimedDelivery[]) =>
  rows.sort((a, b) => a.nextAttemptAt - b.nextAttemptAt || (a.id < b.id ? -1 : 1));
