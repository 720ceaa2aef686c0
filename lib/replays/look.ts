import type { Database, Steps, Transaction } from "@/db/database";
import type { MasterDataSnapshot } from "@/db/shapes";
import { eventType, isEventType } from "@/lib/event-types/catalogue";
import type { Facets } from "@/lib/event-types/define";
import { HOUR_MS } from "@/lib/time";
import type { Cause, JsonObject, ReplayKind } from "@/lib/vocabulary";

/** What a replay covers, and how far it has come. */
export interface ReplayScope {
  kind: ReplayKind;
  accountId: number;
  webhookId: string;
  since: number | null;
  until: number | null;
  deliveryIds: string[] | null;
  /** The last delivery or event that was looked at. */
  cursor: string | null;
}

export interface Look {
  /** What is to be sent, in the order of ids: deliveries, or for `missed` events. */
  found: string[];
  /** From where the next look goes on. */
  cursor: string | null;
  /** Nothing is left to look at. */
  ended: boolean;
}

export interface Window {
  /** How many rows to look at, and how many to find at most. */
  rows: number;
  limit: number;
}

/** Rows in the order of ids, some of which fit. */
interface Row {
  id: string;
  acceptedAt: number;
  fits: number;
}

/**
 * One look at the rows after the cursor, along an index and of bounded cost: counting goes from look to look, sending
 * a step at a time. Only reads.
 */
export function* look(database: Database, tx: Transaction, scope: ReplayScope, window: Window): Steps<Look> {
  if (scope.kind === "selected") return selected(scope, window);
  const rows =
    scope.kind === "failed"
      ? yield* readFailed(tx, scope, window.rows)
      : yield* readMissed(database, tx, scope, window.rows);
  const read = rows.length;
  // Ids follow the time of acceptance, but for clocks that were set back.
  const end = rows.findIndex(
    ({ acceptedAt }) => acceptedAt >= (scope.until ?? Number.POSITIVE_INFINITY) + HOUR_MS,
  );
  const inRange = end === -1 ? rows : rows.slice(0, end);
  const found: string[] = [];
  for (const { id, fits } of inRange) {
    if (fits !== 1) continue;
    if (found.length === window.limit) return { found, cursor: found.at(-1) ?? scope.cursor, ended: false };
    found.push(id);
  }
  const cursor = inRange.at(-1)?.id ?? scope.cursor;
  return { found, cursor, ended: end !== -1 || read < window.rows };
}

function selected({ deliveryIds, cursor }: ReplayScope, { limit }: Window): Look {
  const left = (deliveryIds ?? []).toSorted().filter((id) => cursor === null || id > cursor);
  const found = left.slice(0, limit);
  return { found, cursor: found.at(-1) ?? cursor, ended: left.length <= limit };
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * What ended without success in the range and was not sent again with success since; of several deliveries of one
 * event the last, so that it goes once. The webhook of the newer one is wrapped, or SQLite would look for it among
 * all of the webhook's deliveries instead of the event's few.
 */
export const FAILED = `
  SELECT d.id, d.accepted_at AS "acceptedAt",
    CASE WHEN d.webhook_id = $3 AND d.finished_at >= $4 AND d.finished_at < $5
      AND EXISTS (SELECT 1 FROM events e WHERE e.id = d.event_id AND e.erased_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM deliveries newer
        WHERE newer.event_id = d.event_id AND coalesce(newer.webhook_id, newer.webhook_id) = d.webhook_id
          AND newer.id > d.id AND (newer.state IN ('pending', 'sending', 'delivered')
            OR (newer.state IN ('failed', 'discarded') AND newer.finished_at >= $4 AND newer.finished_at < $5))
      ) THEN 1 ELSE 0 END AS fits
  FROM (
    SELECT * FROM (${unsuccessful("failed")}) AS f
    UNION ALL
    SELECT * FROM (${unsuccessful("discarded")}) AS g
    ORDER BY 1 LIMIT $6
  ) AS d
  ORDER BY d.id`;

/** Named in the very words of the index deliveries_unsuccessful, which covers these states alone. */
function unsuccessful(state: "failed" | "discarded") {
  return `SELECT id, webhook_id, event_id, accepted_at, finished_at FROM deliveries
    WHERE account_id = $1 AND state in ('failed','discarded','cancelled') AND state = '${state}' AND id > $2
    ORDER BY id LIMIT $6`;
}

const readFailed = (tx: Transaction, scope: ReplayScope, rows: number): Steps<Row[]> =>
  tx.rows<Row>(FAILED, [
    ...[scope.accountId, scope.cursor ?? FIRST_ID, scope.webhookId],
    ...[scope.since ?? 0, scope.until ?? Number.MAX_SAFE_INTEGER, rows],
  ]);

/** Stored events of the webhook's types and data center that are not owed to it in any state. */
export const missedOf = (types: number) => `
  SELECT e.id, e.type, e.cause, e.accepted_at AS "acceptedAt",
    CASE WHEN ${FITS} THEN e.data END AS data, e.master_data AS "masterData"
  FROM (
    ${Array.from({ length: types }, (_, index) => `SELECT * FROM (${eventsOf(index)}) AS t${index}`).join(" UNION ALL ")}
    ORDER BY 1 LIMIT $7
  ) AS e
  ORDER BY e.id`;

const FITS = `e.erased_at IS NULL AND e.data_center_id = $3 AND e.accepted_at >= $4 AND e.accepted_at < $5
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND coalesce(d.webhook_id, d.webhook_id) = $6)`;

const eventsOf = (
  index: number,
) => `SELECT id, type, cause, data_center_id, accepted_at, data, master_data, erased_at FROM events
    WHERE account_id = $1 AND type = $${8 + index} AND id > $2 ORDER BY id LIMIT $7`;

interface Trigger {
  type: string;
  dataCenterId: number;
  refined: number;
}

function* readMissed(database: Database, tx: Transaction, scope: ReplayScope, rows: number): Steps<Row[]> {
  const triggers = yield* tx.rows<Trigger>(
    `SELECT type, data_center_id AS "dataCenterId", CASE WHEN wanted = '{}' THEN 0 ELSE 1 END AS refined
     FROM webhook_triggers WHERE webhook_id = $1 ORDER BY type`,
    [scope.webhookId],
  );
  if (triggers.length === 0) return [];
  const events = yield* tx.rows<{
    id: string;
    type: string;
    cause: Cause;
    acceptedAt: number;
    data: string | null;
    masterData: string;
  }>(missedOf(triggers.length), [
    ...[scope.accountId, scope.cursor ?? FIRST_ID, triggers[0]?.dataCenterId],
    ...[scope.since ?? 0, scope.until ?? Number.MAX_SAFE_INTEGER, scope.webhookId, rows],
    ...triggers.map(({ type }) => type),
  ]);
  const refined = new Set(triggers.flatMap((trigger) => (trigger.refined === 1 ? trigger.type : [])));
  const candidates = events.flatMap(({ id, type, cause, data, masterData }) =>
    data === null ? [] : { id, facets: refined.has(type) ? facetsOf(type, cause, data, masterData) : {} },
  );
  const wanted = new Set<string>();
  if (candidates.length > 0) {
    const { text, values } = database.sql.wantedBy(scope.webhookId, candidates);
    for (const { id } of yield* tx.rows<{ id: string }>(text, values)) wanted.add(id);
  }
  return events.map(({ id, acceptedAt }) => ({ id, acceptedAt, fits: wanted.has(id) ? 1 : 0 }));
}

/** What a type offers that is no longer in the catalogue nobody knows. */
const facetsOf = (type: string, cause: Cause, data: string, masterData: string): Facets =>
  isEventType(type)
    ? eventType(type).facets({
        cause,
        data: JSON.parse(data) as JsonObject,
        masterData: JSON.parse(masterData) as MasterDataSnapshot,
      })
    : {};
