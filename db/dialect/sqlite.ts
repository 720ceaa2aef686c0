import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";
import { CLAIMED_ALONE, CLAIMED_IN_BATCH, longestDueFirst } from "./claimed";
import type { ClaimedDelivery, Dialect, TakenKey } from "./dialect";
import { freshBatches } from "./fresh-batches";
import { FIND_PROBES, NOTE_HEALTH } from "./health.sqlite";

/**
 * Rows go in as one JSON array: one statement, prepared once, for any number of rows. CROSS JOIN keeps its order, the
 * few given rows first: after an ANALYZE of empty tables SQLite would go through all webhooks, triggers and events.
 */
const FIND_KEYS = `
  SELECT k.account_id AS accountId, k.key, k.event_id AS eventId, k.content_hash AS contentHash
  FROM json_each(?) j
  CROSS JOIN event_keys k ON k.account_id = j.value->>0 AND k.key = j.value->>1`;

const INSERT_KEY = `
  INSERT INTO event_keys (account_id, key, event_id, content_hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`;

const INSERT_EVENT = `
  INSERT INTO events (id, account_id, data_center_id, type, key, cause, occurred_at, accepted_at,
    contact_id, contact_email, contact, data, master_data, merged)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Whether trigger `t` wants the event whose facets are `j.value->1`: for every refinement it has, any wanted value is
 * among them. The fan-out and replays ask the same.
 */
const WANTS = `(t.wanted = '{}' OR NOT EXISTS (
    SELECT 1 FROM json_each(t.wanted) refinement
    WHERE NOT EXISTS (
      SELECT 1 FROM json_each(refinement.value) wanted
      JOIN json_each(j.value->1, '$."' || refinement.key || '"') facet ON facet.value = wanted.value
    )
  ))`;

const FAN_OUT = `
  INSERT INTO deliveries (id, account_id, webhook_id, event_id, state, accepted_at, next_attempt_at, order_key)
  SELECT uuid7(), e.account_id, t.webhook_id, e.id, 'pending', e.accepted_at, e.accepted_at,
    CASE WHEN w.order_by = 'contact' THEN coalesce(e.contact_id, e.contact_email) END
  FROM json_each(?) j
  CROSS JOIN events e ON e.id = j.value->>0
  CROSS JOIN webhook_triggers t
    ON t.account_id = e.account_id AND t.data_center_id = e.data_center_id AND t.type = e.type
  CROSS JOIN webhooks w ON w.id = t.webhook_id AND w.status IN ('active', 'suspended')
  WHERE ${WANTS}
  RETURNING event_id AS eventId, webhook_id AS webhookId`;

/** One index seek a webhook: the partial index on pending deliveries starts with the earliest due one. */
const LANES_WITH_WORK = `
  SELECT * FROM (
    SELECT l.webhook_id AS webhookId, l.account_id AS accountId, w.updated_at AS updatedAt,
      c.revision AS connectorRevision, l.owner, l.lease_until AS leaseUntil,
      (SELECT CASE WHEN w.status = 'active' THEN d.next_attempt_at ELSE l.probe_at END FROM deliveries d
       WHERE d.webhook_id = l.webhook_id AND d.state = 'pending'
       ORDER BY d.next_attempt_at LIMIT 1) AS dueAt
    FROM webhooks w
    JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid'
    JOIN lanes l ON l.webhook_id = w.id
    LEFT JOIN connectors c ON c.id = w.connector_id
    WHERE w.status = 'active' OR (w.status = 'suspended' AND l.probe_at IS NOT NULL)
  ) WHERE dueAt IS NOT NULL`;

const PRESENT_WEBHOOKS = `
  SELECT w.id, w.status, w.revision, w.updated_at AS updatedAt, c.revision AS connectorRevision,
    CASE WHEN w.status = 'suspended' THEN (SELECT probe_at FROM lanes WHERE webhook_id = w.id) END AS probeAt
  FROM json_each(?) j
  CROSS JOIN webhooks w ON w.id = j.value AND w.status IN ('active', 'suspended')
  CROSS JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid'
  LEFT JOIN connectors c ON c.id = w.connector_id`;

const LEASE_LANE = `
  UPDATE lanes SET epoch = epoch + (owner IS NOT $2), owner = $2, lease_until = $4
  WHERE webhook_id = $1 AND (owner IS NULL OR owner = $2 OR lease_until < $3)
  RETURNING epoch`;

const FREE_DEAD_LANES = `
  UPDATE lanes SET owner = NULL, epoch = epoch + 1, lease_until = 0
  WHERE owner IS NOT NULL AND owner <> $1
    AND ($3 OR lease_until < $2 OR owner IN (SELECT value FROM json_each($4)))`;

/** Repeated at once: with its old place it comes before what has waited for less long. */
const PUT_BACK = `
  UPDATE deliveries SET
    state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'pending' END,
    finished_at = CASE WHEN cancel_requested THEN $1 END,
    next_attempt_at = CASE WHEN cancel_requested THEN NULL ELSE min(next_attempt_at, $1) END,
    lease_epoch = NULL
  WHERE state = 'sending' AND NOT EXISTS (
    SELECT 1 FROM lanes l
    WHERE l.webhook_id = deliveries.webhook_id AND l.owner IS NOT NULL AND l.epoch = deliveries.lease_epoch
  )`;

/**
 * Up to so many are read and then claimed one by one, which costs a third less for eight: a statement that returns
 * what it updates sets up three tables of its own, which pay for many rows only.
 */
const FEW = 16;

/** The first attempt fixes the bytes; a resend's are fixed already. By row, so that ids need not be looked up again. */
const CLAIM = `
  UPDATE deliveries SET
    state = 'sending', attempts = attempts + 1, lease_epoch = $4,
    first_attempt_at = coalesce(first_attempt_at, $2), batch_id = coalesce(batch_id, id),
    revision = coalesce(revision, $5), frozen_at = coalesce(frozen_at, $2),
    late_ms = late_ms + max(0, $2 - next_attempt_at)
  WHERE rowid IN (
    SELECT rowid FROM deliveries
    WHERE webhook_id = $1 AND state = 'pending' AND next_attempt_at <= $2
    ORDER BY next_attempt_at, id LIMIT $3
  )
  RETURNING ${CLAIMED_ALONE}`;

/** What CLAIM would make of each. */
const READ_DUE = `
  SELECT rowid AS row, id, attempts + 1 AS attempts, accepted_at AS acceptedAt, next_attempt_at AS nextAttemptAt,
    coalesce(first_attempt_at, $2) AS firstAttemptAt, late_ms + max(0, $2 - next_attempt_at) AS lateMs,
    coalesce(batch_id, id) AS batchId, event_id AS eventId, order_key AS orderKey,
    coalesce(revision, $4) AS batchRevision, coalesce(frozen_at, $2) AS frozenAt
  FROM deliveries
  WHERE webhook_id = $1 AND state = 'pending' AND next_attempt_at <= $2
  ORDER BY next_attempt_at, id LIMIT $3`;

const CLAIM_ONE = `
  UPDATE deliveries SET state = 'sending', attempts = attempts + 1, lease_epoch = ?, first_attempt_at = ?,
    batch_id = ?, revision = ?, frozen_at = ?, late_ms = ?
  WHERE rowid = ?`;

const EVENTS_OF = `
  SELECT e.id, e.account_id AS accountId, e.type, e.cause, e.occurred_at AS occurredAt, e.contact, e.data,
    e.master_data AS masterData
  FROM json_each(?) j CROSS JOIN events e ON e.id = j.value`;

/** One index seek a webhook. */
const NEXT_DUE_OF = `
  SELECT j.value AS webhookId,
    (SELECT next_attempt_at FROM deliveries WHERE webhook_id = j.value AND state = 'pending'
     ORDER BY next_attempt_at LIMIT 1) AS at
  FROM json_each(?) j`;

const MEMBERS = `
  SELECT d.id, d.batch_id AS batchId
  FROM json_each(?) j
  CROSS JOIN batch_deliveries m ON m.batch_id = j.value
  CROSS JOIN deliveries d ON d.id = m.delivery_id AND d.batch_id = m.batch_id AND d.state = 'pending'`;

const FIRST_OF = `
  SELECT d.id, d.order_key AS orderKey, d.state, d.next_attempt_at AS nextAttemptAt
  FROM json_each($2) j
  CROSS JOIN deliveries d ON d.id = (
    SELECT id FROM deliveries
    WHERE webhook_id = $1 AND order_key = j.value AND finished_at IS NULL ORDER BY id LIMIT 1
  )`;

/** `[id, batch, whether it goes alone]`: one among several leaves it to the batch's row to fix the bytes. */
const CLAIM_GIVEN = `
  UPDATE deliveries SET
    state = 'sending', attempts = attempts + 1, lease_epoch = $3,
    first_attempt_at = coalesce(first_attempt_at, $2), batch_id = j.value->>1,
    revision = CASE WHEN j.value->>2 THEN coalesce(revision, $4) ELSE revision END,
    frozen_at = CASE WHEN j.value->>2 THEN coalesce(frozen_at, $2) ELSE frozen_at END,
    late_ms = late_ms + max(0, $2 - next_attempt_at)
  FROM json_each($1) j WHERE deliveries.id = j.value->>0 AND deliveries.state = 'pending'
  RETURNING id, batch_id AS batchId`;

const INSERT_BATCHES = `
  INSERT INTO batches (id, account_id, webhook_id, size, revision, frozen_at)
  SELECT value->>0, $2, $3, value->>1, $4, $5 FROM json_each($1) WHERE true ON CONFLICT DO NOTHING`;

const INSERT_MEMBERS = `
  INSERT INTO batch_deliveries (batch_id, delivery_id) SELECT value->>0, value->>1 FROM json_each(?)`;

const POSTPONE = `
  UPDATE deliveries SET next_attempt_at = j.value->>1
  FROM json_each(?) j WHERE deliveries.id = j.value->>0 AND deliveries.state = 'pending'`;

const RELEASE_NEXT = `
  UPDATE deliveries SET next_attempt_at = $2
  WHERE id IN (
    SELECT (SELECT id FROM deliveries
      WHERE webhook_id = j.value->>0 AND order_key = j.value->>1 AND finished_at IS NULL ORDER BY id LIMIT 1)
    FROM json_each($1) j
  ) AND state = 'pending' AND attempts = 0 AND next_attempt_at > $2`;

const CLAIMED = `
  SELECT ${CLAIMED_IN_BATCH}
  FROM json_each(?) j
  CROSS JOIN deliveries ON deliveries.id = j.value
  LEFT JOIN batches b ON b.id = deliveries.batch_id`;

/** A success stands even when it was cancelled meanwhile. Most end so, and nothing need be read back. */
const SETTLE_DELIVERED = `
  UPDATE deliveries SET
    state = 'delivered', reason = NULL, next_attempt_at = NULL, late_ms = late_ms + $2, finished_at = $3,
    lease_epoch = NULL
  WHERE id = $1 AND state = 'sending' AND lease_epoch = $4`;

/** Any other end of one that was to be cancelled is the cancellation. */
const SETTLE = `
  UPDATE deliveries SET
    state = CASE WHEN cancel_requested THEN 'cancelled' ELSE ? END,
    reason = ?,
    next_attempt_at = CASE WHEN cancel_requested THEN NULL ELSE ? END,
    late_ms = late_ms + ?,
    attempts = attempts - ?,
    finished_at = CASE WHEN cancel_requested OR ? <> 'pending' THEN ? END,
    lease_epoch = NULL
  WHERE id = ? AND state = 'sending' AND lease_epoch = ?
  RETURNING id, state`;

const INSERT_RUN = `
  INSERT INTO runs (id, account_id, webhook_id, batch_id, delivery_id, deliveries, attempt, test, inbox,
    started_at, duration_ms, verdict, reason, detail, status_code, response_truncated, revision, request,
    request_body, response_headers, response_body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const TOOK = DURATION_BOUNDS_MS.map((_, index) => `took_${index}`);

const ADD_TO_RUN_HOURS = `
  INSERT INTO run_hours (webhook_id, hour, succeeded, failed, lost, ${TOOK.join(", ")})
  VALUES (?, ?, ?, ?, ?, ${TOOK.map(() => "?").join(", ")})
  ON CONFLICT (webhook_id, hour) DO UPDATE SET succeeded = succeeded + excluded.succeeded,
    failed = failed + excluded.failed, lost = lost + excluded.lost,
    ${TOOK.map((took) => `${took} = ${took} + excluded.${took}`).join(", ")}`;

const ADD_TO_RUN_DAYS = `
  INSERT INTO run_days (webhook_id, day, succeeded, failed, lost)
  VALUES (?, CAST(? AS INTEGER) / 86400000 * 86400000, ?, ?, ?)
  ON CONFLICT (webhook_id, day) DO UPDATE SET succeeded = succeeded + excluded.succeeded,
    failed = failed + excluded.failed, lost = lost + excluded.lost`;

/** A transaction that writes has the database to itself, so nothing needs to be held. */
const HOLD_EVENTS = `
  SELECT id FROM events WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id`;

export const sqliteDialect: Dialect = {
  findKeys: (tx, keys) =>
    tx.rows<TakenKey>(FIND_KEYS, [JSON.stringify(keys.map(({ accountId, key }) => [accountId, key]))]),
  *insertKeys(tx, events) {
    let inserted = 0;
    for (const { accountId, key, id, contentHash } of events) {
      const { changes } = (yield* tx.rows(INSERT_KEY, [accountId, key, id, contentHash])) as unknown as {
        changes: number;
      };
      inserted += changes;
    }
    return inserted;
  },
  *insertEvents(tx, events) {
    for (const e of events) {
      yield* tx.rows(INSERT_EVENT, [
        ...[e.id, e.accountId, e.dataCenterId, e.type, e.key, e.cause, e.occurredAt, e.acceptedAt],
        ...[e.contactId, e.contactEmail, e.contact, e.data, e.masterData, e.merged ? 1 : 0],
      ]);
    }
  },
  fanOut: (tx, events) => tx.rows(FAN_OUT, [JSON.stringify(events.map((event) => [event.id, event.facets]))]),

  lanesWithWork: LANES_WITH_WORK,
  *leaseLane(tx, webhookId, owner, now, until) {
    const rows = yield* tx.rows<{ epoch: number }>(LEASE_LANE, [webhookId, owner, now, until]);
    return rows[0]?.epoch;
  },
  *rescue(tx, owner, now, dead) {
    const others = dead === "others";
    yield* tx.rows(FREE_DEAD_LANES, [owner, now, others ? 1 : 0, JSON.stringify(others ? [] : dead)]);
    const { changes } = (yield* tx.rows(PUT_BACK, [now])) as unknown as { changes: number };
    return changes;
  },
  *releaseLanes(tx, owner) {
    yield* tx.rows("UPDATE lanes SET owner = NULL, lease_until = 0 WHERE owner = ?", [owner]);
  },
  presentWebhooks: (ids) => ({ text: PRESENT_WEBHOOKS, values: [JSON.stringify(ids)] }),
  membersOf: (tx, batchIds) => tx.rows(MEMBERS, [JSON.stringify(batchIds)]),
  firstOf: (tx, webhookId, orderKeys) => tx.rows(FIRST_OF, [webhookId, JSON.stringify(orderKeys)]),
  *claimGroups(tx, lane, groups, now) {
    const wanted = groups.flatMap(({ ids, batchId }) => ids.map((id) => [id, batchId, ids.length === 1]));
    const claimed = yield* tx.rows<{ id: string; batchId: string }>(CLAIM_GIVEN, [
      ...[JSON.stringify(wanted), now, lane.epoch, lane.revision],
    ]);
    const { batches, members } = freshBatches(groups, claimed);
    const { accountId, webhookId, revision } = lane;
    if (batches.length > 0) {
      const values = [JSON.stringify(batches), accountId, webhookId, revision, now];
      yield* tx.rows(INSERT_BATCHES, values);
    }
    if (members.length > 0) yield* tx.rows(INSERT_MEMBERS, [JSON.stringify(members)]);
    const rows = yield* tx.rows<ClaimedDelivery>(CLAIMED, [JSON.stringify(claimed.map(({ id }) => id))]);
    return longestDueFirst(rows);
  },
  *postpone(tx, rows) {
    yield* tx.rows(POSTPONE, [JSON.stringify(rows.map(({ id, until }) => [id, until]))]);
  },
  *releaseNext(tx, contacts, now) {
    const keys = JSON.stringify(contacts.map(({ webhookId, orderKey }) => [webhookId, orderKey]));
    yield* tx.rows(RELEASE_NEXT, [keys, now]);
  },
  *claimDue(tx, lanes, now) {
    const claimed: ClaimedDelivery[][] = [];
    for (const { webhookId, revision, epoch, limit } of lanes) {
      if (limit > FEW) {
        const values = [webhookId, now, limit, epoch, revision];
        claimed.push(longestDueFirst(yield* tx.rows<ClaimedDelivery>(CLAIM, values)));
        continue;
      }
      const due = [webhookId, now, limit, revision];
      const rows = yield* tx.rows<ClaimedDelivery & { row: number }>(READ_DUE, due);
      for (const { row, firstAttemptAt, batchId, batchRevision, frozenAt, lateMs } of rows) {
        yield* tx.rows(CLAIM_ONE, [epoch, firstAttemptAt, batchId, batchRevision, frozenAt, lateMs, row]);
      }
      claimed.push(rows);
    }
    return claimed;
  },
  duePassages: (workflowId, now, limit) => ({ text: DUE_PASSAGES, values: [workflowId, now, limit] }),
  eventsOf: (ids) => ({ text: EVENTS_OF, values: [JSON.stringify(ids)] }),
  nextDueOf: (webhookIds) => ({ text: NEXT_DUE_OF, values: [JSON.stringify(webhookIds)] }),

  /** One statement each: taking eight values out of JSON costs more than running it anew. */
  *settle(tx, settlements) {
    const settled: { id: string; state: string }[] = [];
    for (const { id, epoch, state, reason, nextAttemptAt, lateMs, now, uncharged } of settlements) {
      if (state === "delivered") {
        const ended = (yield* tx.rows(SETTLE_DELIVERED, [id, lateMs, now, epoch])) as unknown as {
          changes: number;
        };
        if (ended.changes > 0) settled.push({ id, state });
        continue;
      }
      const next = [state, reason, nextAttemptAt, lateMs, uncharged ? 1 : 0, state, now];
      settled.push(...(yield* tx.rows<{ id: string; state: string }>(SETTLE, [...next, id, epoch])));
    }
    return settled;
  },
  *insertRuns(tx, runs) {
    for (const r of runs) {
      yield* tx.rows(INSERT_RUN, [
        ...[r.id, r.accountId, r.webhookId, r.batchId, r.deliveryId, r.deliveries, r.attempt],
        ...[r.test ? 1 : 0, r.inbox ? 1 : 0],
        ...[
          r.startedAt,
          r.durationMs,
          r.verdict,
          r.reason,
          r.detail,
          r.statusCode,
          r.responseTruncated ? 1 : 0,
        ],
        ...[r.revision, r.request, r.requestBody, r.responseHeaders, r.responseBody],
      ]);
    }
  },
  noteHealth: (tx, signals, quietSince) =>
    tx.rows(NOTE_HEALTH, [
      JSON.stringify(signals.map((s) => [s.webhookId, s.succeededAt, s.failed, s.lost, s.failedAt])),
      quietSince,
    ]),
  findProbes: (tx, webhookIds) => tx.rows(FIND_PROBES, [JSON.stringify(webhookIds)]),
  *addToRunCounts(tx, counts) {
    for (const { webhookId, hour, succeeded, failed, lost, took } of counts) {
      yield* tx.rows(ADD_TO_RUN_HOURS, [webhookId, hour, succeeded, failed, lost, ...took]);
      yield* tx.rows(ADD_TO_RUN_DAYS, [webhookId, hour, succeeded, failed, lost]);
    }
  },

  *holdEvents(tx, ids) {
    return (yield* tx.rows<{ id: string }>(HOLD_EVENTS, [JSON.stringify(ids)])).map(({ id }) => id);
  },
  // biome-ignore lint/correctness/useYield: the transaction itself is the turn
  *takeTurn() {
    return true;
  },
  // The transaction that asks holds the whole database already.
  holdWebhook: (tx, webhookId) => tx.rows(WEBHOOK, [webhookId]),
  wantedBy: (webhookId, events) => ({
    text: WANTED_BY,
    values: [webhookId, JSON.stringify(events.map(({ id, facets }) => [id, facets]))],
  }),
};

const WEBHOOK = `
  SELECT id, account_id AS accountId, status, revision, order_by AS orderBy FROM webhooks WHERE id = $1`;

/** CROSS JOIN keeps the order: SQLite would go through all events of the webhook's types, and the list for each. */
const WANTED_BY = `
  SELECT e.id FROM json_each($2) j
  CROSS JOIN events e ON e.id = j.value->>0
  CROSS JOIN webhook_triggers t ON t.webhook_id = $1 AND t.account_id = e.account_id
    AND t.data_center_id = e.data_center_id AND t.type = e.type
  WHERE ${WANTS}`;

const DUE_PASSAGES = `
  SELECT id FROM passages WHERE workflow_id = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`;
