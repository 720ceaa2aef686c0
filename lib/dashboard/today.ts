import type { Caller } from "@/lib/accounts/caller";
import { DAY_MS, hourOf } from "@/lib/time";
import { type Today, todaySchema } from "./schema";

/** Counting stops here: a page is not worth a walk through millions of rows. */
const COUNTED = 10_000;

/** The last 24 hours, to the hour, from the counters; what waits, as it is at this moment. */
export async function readToday(caller: Caller): Promise<Today> {
  const { accountId } = caller;
  const { database, now } = caller.tidings;
  const since = hourOf(now()) - DAY_MS;
  const count = async (sql: string, values: unknown[]) => {
    const [row] = await database.rows<{ n: number | string }>(sql, values);
    const found = Number(row?.n ?? 0);
    return { count: Math.min(found, COUNTED), more: found > COUNTED };
  };
  const [runs] = await database.rows<{ delivered: number | string | null; lost: number | string | null }>(
    `SELECT sum(h.succeeded) AS delivered, sum(h.lost) AS lost
     FROM webhooks w JOIN run_hours h ON h.webhook_id = w.id AND h.hour >= $2 WHERE w.account_id = $1`,
    [accountId, since],
  );
  return todaySchema.parse({
    // The newest events first: where fewer are of these hours, the others are left out.
    accepted: await count(
      `SELECT count(*) AS n FROM (SELECT accepted_at FROM events WHERE account_id = $1
       ORDER BY id DESC LIMIT ${COUNTED + 1}) newest WHERE accepted_at >= $2`,
      [accountId, since],
    ),
    delivered: Number(runs?.delivered ?? 0),
    lost: Number(runs?.lost ?? 0),
    waiting: await count(
      `SELECT count(*) AS n FROM (SELECT 1 FROM webhooks w JOIN deliveries d ON d.webhook_id = w.id
       WHERE w.account_id = $1 AND d.finished_at IS NULL LIMIT ${COUNTED + 1}) waiting`,
      [accountId],
    ),
  });
}
