import type { Database, Steps, Transaction } from "./database";
import type { NewRun } from "./dialect/dialect";

/** The batches that a delivery was sent in: those of several that name it, and the one that it is named in. */
const BATCHES_OF = `
  SELECT batch_id FROM batch_deliveries WHERE delivery_id = $1
  UNION SELECT batch_id FROM deliveries WHERE id = $1 AND batch_id IS NOT NULL`;

const COUNT_RUNS_OF = `
  SELECT (SELECT count(*) FROM runs WHERE delivery_id = $1)
    + (SELECT count(*) FROM runs WHERE delivery_id IS NULL AND batch_id IN (${BATCHES_OF}))
    + (SELECT coalesce(sum(runs), 0) FROM batch_run_counts WHERE batch_id IN (${BATCHES_OF})) AS n`;

/** How many attempts of a delivery left a run, those included that are only counted by now. */
export async function countRunsOf(database: Database, deliveryId: string): Promise<number> {
  const [row] = await database.rows<{ n: number }>(COUNT_RUNS_OF, [deliveryId]);
  return Number(row?.n ?? 0);
}

/** A batch's first runs and its last ones are kept one by one; what lies between is counted (S2.34). */
export const FIRST_RUNS = 10;
export const LAST_RUNS = 20;

const COUNT_ONE_RUN = `
  INSERT INTO batch_run_counts (batch_id, outcome, runs, last_at)
  SELECT batch_id, coalesce(CAST(status_code AS text), reason, 'failed'), 1, started_at FROM runs WHERE id = $1
  ON CONFLICT (batch_id, outcome) DO UPDATE SET runs = batch_run_counts.runs + 1, last_at = excluded.last_at`;

const RUN_OF_ATTEMPT = {
  delivery: "SELECT id FROM runs WHERE delivery_id = $1 AND attempt = $2 ORDER BY id LIMIT 1",
  batch:
    "SELECT id FROM runs WHERE delivery_id IS NULL AND batch_id = $1 AND attempt = $2 ORDER BY id LIMIT 1",
};

/** After attempt number `attempt`: the run that is neither among the first nor any longer among the last is only counted. */
export function* compactRuns(
  tx: Transaction,
  { deliveryId, batchId, attempt }: Pick<NewRun, "deliveryId" | "batchId" | "attempt">,
): Steps<void> {
  const old = attempt - LAST_RUNS;
  if (old <= FIRST_RUNS) return;
  const [text, id] = deliveryId ? [RUN_OF_ATTEMPT.delivery, deliveryId] : [RUN_OF_ATTEMPT.batch, batchId];
  const [run] = yield* tx.rows<{ id: string }>(text, [id, old]);
  if (!run) return;
  yield* tx.rows(COUNT_ONE_RUN, [run.id]);
  yield* tx.rows("DELETE FROM runs WHERE id = $1", [run.id]);
}
