import { together } from "@/db/together";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";
import { CLAIMED_ALONE, CLAIMED_IN_BATCH, longestDueFirst } from "./claimed";
import type { ClaimedDelivery, Dialect, NewEvent, NewRun, TakenKey } from "./dialect";
import { freshBatches } from "./fresh-batches";
import { FIND_PROBES, NOTE_HEALTH } from "./health.postgres";

const FIND_KEYS = `
  SELECT k.account_id AS "accountId", k.key, k.event_id AS "eventId", k.content_hash AS "contentHash"
  FROM unnest($1::bigint[], $2::text[]) AS j(account_id, key)
  JOIN event_keys k ON k.account_id = j.account_id AND k.key = j.key`;

/** Sorted, so that two processes that insert the same keys can't block each other. */
const INSERT_KEYS = `
  INSERT INTO event_keys (account_id, key, event_id, content_hash)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[]) AS j(account_id, key, event_id, hash)
  ORDER BY account_id, key
  ON CONFLICT DO NOTHING RETURNING 1`;

const INSERT_EVENTS = `
  INSERT INTO events (id, account_id, data_center_id, type, key, cause, occurred_at, accepted_at,
    contact_id, contact_email, contact, data, master_data, merged)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[],
    $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[])`;

/**
 * Whether trigger `t` wants the event whose facets are `j.facets`: for every refinement it has, any wanted value is
 * among them. The fan-out and replays ask the same.
 */
const WANTS = `(t.wanted = '{}' OR NOT EXISTS (
    SELECT 1 FROM jsonb_each(t.wanted::jsonb) AS refinement
    WHERE NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(refinement.value) AS wanted
      JOIN jsonb_array_elements(coalesce(j.facets::jsonb -> refinement.key, '[]')) AS facet
        ON facet.value = wanted.value
    )
  ))`;

const FAN_OUT = `
  INSERT INTO deliveries (id, account_id, webhook_id, event_id, state, accepted_at, next_attempt_at, order_key)
  SELECT uuid7_at($3, j.place), e.account_id, t.webhook_id, e.id, 'pending', e.accepted_at, e.accepted_at,
    CASE WHEN w.order_by = 'contact' THEN coalesce(e.contact_id, e.contact_email) END
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS j(id, facets, place)
  JOIN events e ON e.id = j.id
  JOIN webhook_triggers t
    ON t.account_id = e.account_id AND t.data_center_id = e.data_center_id AND t.type = e.type
  JOIN webhooks w ON w.id = t.webhook_id AND w.status IN ('active', 'suspended')
  WHERE ${WANTS}
  FOR SHARE OF w
  RETURNING event_id AS "eventId", webhook_id AS "webhookId"`;

const LANES_WITH_WORK = `
  SELECT l.webhook_id AS "webhookId", l.account_id AS "accountId", w.updated_at AS "updatedAt",
    c.revision AS "connectorRevision", l.owner, l.lease_until AS "leaseUntil",
    CASE WHEN w.status = 'active' THEN due.next_attempt_at ELSE l.probe_at END AS "dueAt"
  FROM webhooks w
  JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid'
  JOIN lanes l ON l.webhook_id = w.id
  LEFT JOIN connectors c ON c.id = w.connector_id
  CROSS JOIN LATERAL (
    SELECT d.next_attempt_at FROM deliveries d
    WHERE d.webhook_id = l.webhook_id AND d.state = 'pending'
    ORDER BY d.next_attempt_at LIMIT 1
  ) AS due
  WHERE w.status = 'active' OR (w.status = 'suspended' AND l.probe_at IS NOT NULL)`;

const PRESENT_WEBHOOKS = `
  SELECT w.id, w.status, w.revision, w.updated_at AS "updatedAt", c.revision AS "connectorRevision",
    CASE WHEN w.status = 'suspended' THEN (SELECT probe_at FROM lanes WHERE webhook_id = w.id) END AS "probeAt"
  FROM webhooks w
  JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid'
  LEFT JOIN connectors c ON c.id = w.connector_id
  WHERE w.id = ANY ($1::uuid[]) AND w.status IN ('active', 'suspended')`;

const LEASE_LANE = `
  UPDATE lanes SET epoch = epoch + (owner IS DISTINCT FROM $2)::int, owner = $2, lease_until = $4
  WHERE webhook_id = $1 AND (owner IS NULL OR owner = $2 OR lease_until < $3)
  RETURNING epoch`;

const FREE_DEAD_LANES = `
  UPDATE lanes SET owner = NULL, epoch = epoch + 1, lease_until = 0
  WHERE owner IS NOT NULL AND owner <> $1 AND ($3 OR lease_until < $2 OR owner = ANY($4::text[]))`;

/** Repeated at once: with its old place it comes before what has waited for less long. */
const PUT_BACK = `
  UPDATE deliveries SET
    state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'pending' END,
    finished_at = CASE WHEN cancel_requested THEN $1::bigint END,
    next_attempt_at = CASE WHEN cancel_requested THEN NULL ELSE least(next_attempt_at, $1::bigint) END,
    lease_epoch = NULL
  WHERE state = 'sending' AND NOT EXISTS (
    SELECT 1 FROM lanes l
    WHERE l.webhook_id = deliveries.webhook_id AND l.owner IS NOT NULL AND l.epoch = deliveries.lease_epoch
  )
  RETURNING 1`;

/**
 * Only while the lane is still leased under this epoch: an engine that was stopped for longer than its lease lasts, and
 * doesn't know it yet, gets nothing.
 */
const stillLeased = (webhookId: string, epoch: string) =>
  `EXISTS (SELECT 1 FROM lanes l WHERE l.webhook_id = ${webhookId} AND l.epoch = ${epoch} AND l.owner IS NOT NULL)`;

/** The first attempt fixes the bytes; a resend's are fixed already. MATERIALIZED: without it the planner may run the locking subquery again for every row. */
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT found.id, j.revision, j.epoch
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS j(webhook_id, revision, epoch, most)
    CROSS JOIN LATERAL (
      SELECT d.id FROM deliveries d
      WHERE d.webhook_id = j.webhook_id AND d.state = 'pending' AND d.next_attempt_at <= $5
      ORDER BY d.next_attempt_at, d.id LIMIT j.most
      FOR UPDATE SKIP LOCKED
    ) AS found
    WHERE ${stillLeased("j.webhook_id", "j.epoch")}
  )
  UPDATE deliveries SET
    state = 'sending', attempts = attempts + 1, lease_epoch = due.epoch,
    first_attempt_at = coalesce(first_attempt_at, $5), batch_id = coalesce(batch_id, deliveries.id),
    revision = coalesce(deliveries.revision, due.revision), frozen_at = coalesce(frozen_at, $5),
    late_ms = late_ms + greatest(0, $5 - next_attempt_at)
  FROM due WHERE deliveries.id = due.id
  RETURNING deliveries.webhook_id AS "webhookId", ${CLAIMED_ALONE}`;

const EVENTS_OF = `
  SELECT id, account_id AS "accountId", type, cause, occurred_at AS "occurredAt", contact, data,
    master_data AS "masterData"
  FROM events WHERE id = ANY ($1::uuid[])`;

/** One index seek a webhook. */
const NEXT_DUE_OF = `
  SELECT j.webhook_id AS "webhookId",
    (SELECT next_attempt_at FROM deliveries WHERE webhook_id = j.webhook_id AND state = 'pending'
     ORDER BY next_attempt_at LIMIT 1) AS "at"
  FROM unnest($1::uuid[]) AS j(webhook_id)`;

const MEMBERS = `
  SELECT d.id, d.batch_id AS "batchId"
  FROM batch_deliveries m
  JOIN deliveries d ON d.id = m.delivery_id AND d.batch_id = m.batch_id AND d.state = 'pending'
  WHERE m.batch_id = ANY ($1::uuid[])`;

const FIRST_OF = `
  SELECT first.id, j.order_key AS "orderKey", first.state, first.next_attempt_at AS "nextAttemptAt"
  FROM unnest($2::text[]) AS j(order_key)
  CROSS JOIN LATERAL (
    SELECT id, state, next_attempt_at FROM deliveries
    WHERE webhook_id = $1 AND order_key = j.order_key AND finished_at IS NULL ORDER BY id LIMIT 1
  ) AS first`;

/** One among several leaves it to the batch's row to fix the bytes. */
const CLAIM_GIVEN = `
  UPDATE deliveries d SET
    state = 'sending', attempts = attempts + 1, lease_epoch = $5,
    first_attempt_at = coalesce(first_attempt_at, $4), batch_id = j.batch_id,
    revision = CASE WHEN j.alone THEN coalesce(revision, $6) ELSE revision END,
    frozen_at = CASE WHEN j.alone THEN coalesce(frozen_at, $4) ELSE frozen_at END,
    late_ms = late_ms + greatest(0, $4 - next_attempt_at)
  FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS j(id, batch_id, alone)
  WHERE d.id = j.id AND d.state = 'pending' AND ${stillLeased("$7", "$5")}
  RETURNING d.id, d.batch_id AS "batchId"`;

const INSERT_BATCHES = `
  INSERT INTO batches (id, account_id, webhook_id, size, revision, frozen_at)
  SELECT id, $3, $4, size, $5, $6 FROM unnest($1::uuid[], $2::bigint[]) AS j(id, size) ON CONFLICT DO NOTHING`;

const INSERT_MEMBERS = `
  INSERT INTO batch_deliveries (batch_id, delivery_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])`;

const POSTPONE = `
  UPDATE deliveries d SET next_attempt_at = j.until
  FROM unnest($1::uuid[], $2::bigint[]) AS j(id, until) WHERE d.id = j.id AND d.state = 'pending'`;

const RELEASE_NEXT = `
  UPDATE deliveries SET next_attempt_at = $3
  WHERE id IN (
    SELECT (SELECT id FROM deliveries d
      WHERE d.webhook_id = j.webhook_id AND d.order_key = j.order_key AND d.finished_at IS NULL
      ORDER BY id LIMIT 1)
    FROM unnest($1::uuid[], $2::text[]) AS j(webhook_id, order_key)
  ) AND state = 'pending' AND attempts = 0 AND next_attempt_at > $3`;

const CLAIMED = `
  SELECT ${CLAIMED_IN_BATCH}
  FROM deliveries
  LEFT JOIN batches b ON b.id = deliveries.batch_id
  WHERE deliveries.id = ANY ($1::uuid[])`;

/**
 * A success stands even when it was cancelled meanwhile; any other end of a cancelled one is the cancellation. Found by
 * id: from a plain comparison of the state the planner would take the small index of what is being sent, and hold each
 * of its rows against each result.
 */
const SETTLE = `
  UPDATE deliveries d SET
    state = CASE WHEN cancel_requested AND j.state <> 'delivered' THEN 'cancelled' ELSE j.state END,
    reason = j.reason,
    next_attempt_at = CASE WHEN cancel_requested THEN NULL ELSE j.next_attempt_at END,
    late_ms = d.late_ms + j.late_ms,
    attempts = d.attempts - j.uncharged,
    finished_at = CASE WHEN cancel_requested OR j.state <> 'pending' THEN j.now END,
    lease_epoch = NULL
  FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
      $7::bigint[], $8::bigint[]) AS j(id, epoch, state, reason, next_attempt_at, late_ms, now, uncharged)
  WHERE d.id = j.id AND coalesce(d.state, '') = 'sending' AND d.lease_epoch = j.epoch
  RETURNING d.id, d.state`;

const INSERT_RUNS = `
  INSERT INTO runs (id, account_id, webhook_id, batch_id, delivery_id, deliveries, attempt, test, inbox,
    started_at, duration_ms, verdict, reason, detail, status_code, response_truncated, revision, request,
    request_body, response_headers, response_body)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[],
    $8::boolean[], $9::boolean[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
    $15::bigint[], $16::boolean[], $17::bigint[], $18::text[], $19::bytea[], $20::text[], $21::bytea[])`;

const TOOK = DURATION_BOUNDS_MS.map((_, index) => `took_${index}`);

const ADD_TO_RUN_HOURS = `
  INSERT INTO run_hours (webhook_id, hour, succeeded, failed, lost, ${TOOK.join(", ")})
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
      ${TOOK.map((_, index) => `$${index + 6}::bigint[]`).join(", ")})
    AS j(webhook_id, hour, succeeded, failed, lost, ${TOOK.join(", ")})
  ORDER BY webhook_id, hour
  ON CONFLICT (webhook_id, hour) DO UPDATE SET succeeded = run_hours.succeeded + excluded.succeeded,
    failed = run_hours.failed + excluded.failed, lost = run_hours.lost + excluded.lost,
    ${TOOK.map((took) => `${took} = run_hours.${took} + excluded.${took}`).join(", ")}`;

const ADD_TO_RUN_DAYS = `
  INSERT INTO run_days (webhook_id, day, succeeded, failed, lost)
  SELECT webhook_id, hour / 86400000 * 86400000 AS day, sum(succeeded), sum(failed), sum(lost)
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
    AS j(webhook_id, hour, succeeded, failed, lost)
  GROUP BY webhook_id, day ORDER BY webhook_id, day
  ON CONFLICT (webhook_id, day) DO UPDATE SET succeeded = run_days.succeeded + excluded.succeeded,
    failed = run_days.failed + excluded.failed, lost = run_days.lost + excluded.lost`;

/**
 * A millisecond of each fan-out's own, so that what this process accepts later has the later ids: where a webhook asks
 * for order, deliveries of one moment go in the order of their ids.
 */
function momentOfNextIds(): number {
  lastMoment = Math.max(lastMoment + 1, Date.now());
  return lastMoment;
}
let lastMoment = 0;

/** In the order of the ids, so that two who hold the same ones can't block each other. */
const HOLD_EVENTS = `
  SELECT id FROM events WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

/** One array a column, as unnest wants them. */
const columnsOf = <Row extends object>(rows: Row[], names: (keyof Row)[]) =>
  names.map((name) => rows.map((row) => row[name]));

/** PostgreSQL's text can't hold a NUL, and one bad receiver must not make everybody's results unwritable. */
const withoutNul = (text: string | null) => text?.replaceAll("\0", "\ufffd") ?? null;

/** Rows sorted by id, so that two transactions that touch the same ones can't block each other. */
const sorted = <Row extends { id: string }>(rows: Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

export const postgresDialect: Dialect = {
  findKeys: (tx, keys) => tx.rows<TakenKey>(FIND_KEYS, columnsOf(keys, ["accountId", "key"])),
  *insertKeys(tx, events) {
    const values = columnsOf<NewEvent>(events, ["accountId", "key", "id", "contentHash"]);
    return (yield* tx.rows(INSERT_KEYS, values)).length;
  },
  *insertEvents(tx, events) {
    yield* tx.rows(INSERT_EVENTS, [
      ...columnsOf<NewEvent>(events, [
        ...(["id", "accountId", "dataCenterId", "type", "key", "cause", "occurredAt", "acceptedAt"] as const),
        ...(["contactId", "contactEmail", "contact", "data", "masterData"] as const),
      ]),
      events.map(({ merged = false }) => merged),
    ]);
  },
  fanOut: (tx, events) =>
    tx.rows(FAN_OUT, [
      events.map((event) => event.id),
      events.map((event) => JSON.stringify(event.facets)),
      momentOfNextIds(),
    ]),

  lanesWithWork: LANES_WITH_WORK,
  *leaseLane(tx, webhookId, owner, now, until) {
    return (yield* tx.rows<{ epoch: number }>(LEASE_LANE, [webhookId, owner, now, until]))[0]?.epoch;
  },
  *rescue(tx, owner, now, dead) {
    const others = dead === "others";
    yield* tx.rows(FREE_DEAD_LANES, [owner, now, others, others ? [] : dead]);
    return (yield* tx.rows(PUT_BACK, [now])).length;
  },
  *releaseLanes(tx, owner) {
    yield* tx.rows("UPDATE lanes SET owner = NULL, lease_until = 0 WHERE owner = $1", [owner]);
  },
  presentWebhooks: (ids) => ({ text: PRESENT_WEBHOOKS, values: [ids] }),
  membersOf: (tx, batchIds) => tx.rows(MEMBERS, [batchIds]),
  firstOf: (tx, webhookId, orderKeys) => tx.rows(FIRST_OF, [webhookId, orderKeys]),
  *claimGroups(tx, lane, groups, now) {
    const wanted = groups.flatMap(({ ids, batchId }) =>
      ids.map((id) => ({ id, batchId, alone: ids.length === 1 })),
    );
    const claimed = yield* tx.rows<{ id: string; batchId: string }>(CLAIM_GIVEN, [
      ...columnsOf(sorted(wanted), ["id", "batchId", "alone"]),
      ...[now, lane.epoch, lane.revision, lane.webhookId],
    ]);
    const { batches, members } = freshBatches(groups, claimed);
    const { accountId, webhookId, revision } = lane;
    if (batches.length > 0) {
      const columns = [batches.map(([id]) => id), batches.map(([, size]) => size)];
      yield* tx.rows(INSERT_BATCHES, [...columns, accountId, webhookId, revision, now]);
    }
    if (members.length > 0) {
      yield* tx.rows(INSERT_MEMBERS, [members.map(([batch]) => batch), members.map(([, id]) => id)]);
    }
    return longestDueFirst(yield* tx.rows<ClaimedDelivery>(CLAIMED, [claimed.map(({ id }) => id)]));
  },
  *postpone(tx, rows) {
    yield* tx.rows(POSTPONE, columnsOf(sorted(rows), ["id", "until"]));
  },
  *releaseNext(tx, contacts, now) {
    yield* tx.rows(RELEASE_NEXT, [...columnsOf(contacts, ["webhookId", "orderKey"]), now]);
  },
  *claimDue(tx, lanes, now) {
    const values = [...columnsOf(lanes, ["webhookId", "revision", "epoch", "limit"]), now];
    const rows = yield* tx.rows<ClaimedDelivery & { webhookId: string }>(CLAIM, values);
    const claimed = new Map(lanes.map(({ webhookId }) => [webhookId, [] as ClaimedDelivery[]]));
    for (const row of rows) claimed.get(row.webhookId)?.push(row);
    return [...claimed.values()].map(longestDueFirst);
  },
  duePassages: (workflowId, now, limit) => ({ text: DUE_PASSAGES, values: [workflowId, now, limit] }),
  eventsOf: (ids) => ({ text: EVENTS_OF, values: [ids] }),
  nextDueOf: (webhookIds) => ({ text: NEXT_DUE_OF, values: [webhookIds] }),

  settle(tx, settlements) {
    const rows = sorted(settlements);
    return tx.rows(SETTLE, [
      ...columnsOf(rows, ["id", "epoch", "state", "reason", "nextAttemptAt", "lateMs", "now"]),
      rows.map(({ uncharged }) => (uncharged ? 1 : 0)),
    ]);
  },
  *insertRuns(tx, runs) {
    const storable = runs.map((run) => ({ ...run, detail: withoutNul(run.detail) }));
    yield* tx.rows(
      INSERT_RUNS,
      columnsOf<NewRun>(storable, [
        ...([
          "id",
          "accountId",
          "webhookId",
          "batchId",
          "deliveryId",
          "deliveries",
          "attempt",
          "test",
          "inbox",
        ] as const),
        ...(["startedAt", "durationMs", "verdict", "reason", "detail", "statusCode"] as const),
        ...(["responseTruncated", "revision", "request", "requestBody", "responseHeaders"] as const),
        "responseBody",
      ]),
    );
  },
  noteHealth: (tx, signals, quietSince) =>
    tx.rows(NOTE_HEALTH, [
      signals.map((signal) => signal.webhookId),
      quietSince,
      ...columnsOf(signals, ["succeededAt", "failed", "lost", "failedAt"]),
    ]),
  findProbes: (tx, webhookIds) => tx.rows(FIND_PROBES, [webhookIds]),
  *addToRunCounts(tx, counts) {
    const values = columnsOf(counts, ["webhookId", "hour", "succeeded", "failed", "lost"]);
    const took = TOOK.map((_, index) => counts.map((count) => count.took[index]));
    yield* together([tx.rows(ADD_TO_RUN_HOURS, [...values, ...took]), tx.rows(ADD_TO_RUN_DAYS, values)]);
  },

  *holdEvents(tx, ids) {
    return (yield* tx.rows<{ id: string }>(HOLD_EVENTS, [ids])).map(({ id }) => id);
  },
  *takeTurn(tx, name) {
    const [row] = yield* tx.rows<{ mine: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtext('tidings ' || $1)) AS mine",
      [name],
    );
    return row?.mine === true;
  },
  holdWebhook: (tx, webhookId, { alone }) => tx.rows(alone ? HOLD_ALONE : HOLD, [webhookId]),
  wantedBy: (webhookId, events) => ({
    text: WANTED_BY,
    values: [webhookId, events.map(({ id }) => id), events.map(({ facets }) => JSON.stringify(facets))],
  }),
};

const HOLD = `
  SELECT id, account_id AS "accountId", status, revision, order_by AS "orderBy" FROM webhooks WHERE id = $1
  FOR SHARE`;

const HOLD_ALONE = HOLD.replace("FOR SHARE", "FOR NO KEY UPDATE");

const WANTED_BY = `
  SELECT e.id FROM unnest($2::uuid[], $3::text[]) AS j(id, facets)
  JOIN events e ON e.id = j.id
  JOIN webhook_triggers t ON t.webhook_id = $1 AND t.account_id = e.account_id
    AND t.data_center_id = e.data_center_id AND t.type = e.type
  WHERE ${WANTS}`;

const DUE_PASSAGES = `
  SELECT id FROM passages WHERE workflow_id = $1 AND due_at <= $2 ORDER BY due_at, id LIMIT $3
  FOR UPDATE SKIP LOCKED`;
