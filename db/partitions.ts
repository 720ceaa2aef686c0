import type { PostgresDatabase } from "./connect-postgres";
import type { Transaction } from "./database";
import { leastId, momentOf, planPartitions, type Span, stampOf } from "./partition-plan";

/** The tables that PostgreSQL keeps in partitions by the time of their ids; SQLite has no such thing. */
export type PartitionedTable = "events" | "runs";

export interface Partition extends Span {
  name: string;
}

/** All but the default one. */
const PARTITIONS = `
  SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = $1::regclass`;

const BOUND = /^FOR VALUES FROM \('([0-9a-f-]{36})'\) TO \('([0-9a-f-]{36})'\)$/;

export async function listPartitions(
  { rows }: Pick<PostgresDatabase, "rows">,
  table: PartitionedTable,
): Promise<Partition[]> {
  const found = await rows<{ name: string; bound: string }>(PARTITIONS, [table]);
  return found.flatMap(({ name, bound }) => {
    const [, since, until] = BOUND.exec(bound) ?? [];
    return since && until ? [{ name, since: momentOf(since), until: momentOf(until) }] : [];
  });
}

/**
 * A partition is made, and dropped, under a lock for which everybody who reads the table waits. One that is not to be
 * had within this time, because somebody reads for long, is tried for again later.
 */
const SHORT_WAIT = "SET LOCAL lock_timeout = '1s'";

/**
 * Makes what is missing for the days to come. Rows that came meanwhile into the default partition stay there: then
 * that day has none of its own. @returns the names of those that were made
 */
export async function makePartitions(
  database: PostgresDatabase,
  now: number,
  days: number,
  from = now,
): Promise<string[]> {
  const made: string[] = [];
  for (const table of ["events", "runs"] as const) {
    const missing = planPartitions(await listPartitions(database, table), now, days, from);
    for (const span of missing)
      if (await makeOne(database, table, span)) made.push(`${table}_${stampOf(span.since)}`);
  }
  return made;
}

async function makeOne(database: PostgresDatabase, table: PartitionedTable, { since, until }: Span) {
  const name = `${table}_${stampOf(since)}`;
  try {
    return await database.atomically(function* (tx: Transaction) {
      yield* tx.rows(SHORT_WAIT, []);
      // Two processes that start at the same time make it once.
      yield* tx.rows("SELECT pg_advisory_xact_lock(hashtext('tidings partitions'))", []);
      const [there] = yield* tx.rows("SELECT 1 FROM pg_class WHERE relname = $1", [name]);
      if (there) return false;
      yield* tx.rows(
        `CREATE TABLE "${name}" PARTITION OF ${table} FOR VALUES FROM ('${leastId(since)}') TO ('${leastId(until)}')`,
        [],
      );
      return true;
    });
  } catch (error) {
    if (isPassing(error) || codeOf(error) === HAS_ROWS_ALREADY) return false;
    throw error;
  }
}

/** The default partition has rows of these days. */
const HAS_ROWS_ALREADY = "23514";

/**
 * Drops a partition unless something alive still points into it, asked under the lock that keeps everybody else out;
 * of events, the newest of each type and data center are kept as samples.
 * @returns whether it is gone; if not, it is tried again later
 */
export async function dropPartition(
  database: PostgresDatabase,
  table: PartitionedTable,
  { name, since, until }: Partition,
  samples: number,
): Promise<boolean> {
  try {
    return await database.patiently(function* (tx: Transaction) {
      // Whoever cuts samples meanwhile would take them for surplus: what they are made of is still there.
      if (!(yield* database.sql.takeTurn(tx, SAMPLES_TURN))) return false;
      if (table === "events") yield* tx.rows(keepSamplesOf(name), [samples]);
      yield* tx.rows(SHORT_WAIT, []);
      yield* tx.rows(`LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`, []);
      yield* tx.rows(`LOCK TABLE "${name}" IN ACCESS EXCLUSIVE MODE`, []);
      const { text, values } = pointingInto(table, { since, until });
      const [alive] = yield* tx.rows(text, values);
      if (!alive) yield* tx.rows(`DROP TABLE "${name}"`, []);
      return !alive;
    });
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  }
}

/** Of whom copies samples out of a partition, or cuts them to their number. */
export const SAMPLES_TURN = "samples";

const SAMPLE = `
  id, account_id, data_center_id, type, cause, occurred_at, accepted_at,
  contact_id, contact_email, contact, data, master_data`;

const keepSamplesOf = (partition: string) => `
  INSERT INTO sample_events (${SAMPLE})
  SELECT newest.* FROM (SELECT DISTINCT account_id, data_center_id, type FROM "${partition}") AS g
  CROSS JOIN LATERAL (
    SELECT ${SAMPLE} FROM "${partition}" e
    WHERE e.account_id = g.account_id AND e.data_center_id = g.data_center_id AND e.type = g.type
      AND e.erased_at IS NULL
    ORDER BY id DESC LIMIT $1
  ) AS newest
  ON CONFLICT DO NOTHING`;

const KEYS_AT_ONCE = 2_000;

const KEYS = `
  SELECT id, account_id AS "accountId", key FROM %
  WHERE key IS NOT NULL AND id > $1 ORDER BY id LIMIT ${KEYS_AT_ONCE}`;

const DELETE_KEYS = `
  DELETE FROM event_keys k USING unnest($1::bigint[], $2::text[], $3::uuid[]) AS j(account_id, key, event_id)
  WHERE k.account_id = j.account_id AND k.key = j.key AND k.event_id = j.event_id`;

interface KeyOf {
  id: string;
  accountId: number;
  key: string;
}

/**
 * The idempotency keys of a partition's events, part by part. @returns false, and takes nothing away, where something
 * alive points into it
 */
export async function takeAwayKeys(database: PostgresDatabase, partition: Partition): Promise<boolean> {
  const { text, values } = pointingInto("events", partition);
  if ((await database.rows(text, values)).length > 0) return false;
  let page: KeyOf[];
  let after = leastId(0);
  do {
    page = await database.rows<KeyOf>(KEYS.replace("%", `"${partition.name}"`), [after]);
    after = page.at(-1)?.id ?? after;
    const columns = [
      page.map(({ accountId }) => accountId),
      page.map(({ key }) => key),
      page.map(({ id }) => id),
    ];
    if (page.length > 0) await database.atomically((tx) => tx.rows(DELETE_KEYS, columns));
  } while (page.length === KEYS_AT_ONCE);
  return true;
}

/** Whatever is owed needs its event; its tries are counted by its runs, none of which is older than its first attempt. */
export const pointingInto = (table: PartitionedTable, { since, until }: Span) =>
  table === "events"
    ? {
        text: "SELECT 1 FROM deliveries WHERE event_id >= $1 AND event_id < $2 AND finished_at IS NULL LIMIT 1",
        values: [leastId(since), leastId(until)],
      }
    : {
        text: "SELECT 1 FROM deliveries WHERE finished_at IS NULL AND first_attempt_at < $1 LIMIT 1",
        values: [until],
      };

/** Somebody reads for long (55P03), holds what we want and waits for us (40P01), or was faster (42P01). */
const isPassing = (error: unknown) => /^(55P03|40P01|42P01)$/.test(codeOf(error));

function codeOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause) return String(cause.code);
  }
  return "";
}
