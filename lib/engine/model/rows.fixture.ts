import type { SqliteDatabase } from "@/db/connect-sqlite";

/** What the model reads of the real database: plain rows, in one go, so that nothing happens in between. */

export interface DeliveryRow {
  id: string;
  eventId: string;
  state: string;
  reason: string | null;
  attempts: number;
  acceptedAt: number;
  firstAttemptAt: number | null;
  nextAttemptAt: number | null;
  finishedAt: number | null;
  batchId: string | null;
  orderKey: string | null;
  resendOf: string | null;
}

export interface RunRow {
  id: string;
  batchId: string;
  deliveryId: string | null;
  startedAt: number;
  verdict: string;
  reason: string | null;
  revision: number;
}

export interface Sums {
  succeeded: number;
  failed: number;
  lost: number;
}

export class Rows {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly webhookId: string,
  ) {}

  all<Row>(text: string, ...values: unknown[]): Row[] {
    return this.database.sqlite.prepare(text).all(...values) as Row[];
  }

  deliveries = () => this.all<DeliveryRow>(`${DELIVERY} WHERE webhook_id = ? ORDER BY id`, this.webhookId);

  /** What waits or is under way, in the order in which it was accepted. */
  unfinished = () =>
    this.all<DeliveryRow>(
      `${DELIVERY} WHERE webhook_id = ? AND finished_at IS NULL ORDER BY accepted_at, id`,
      this.webhookId,
    );

  sending = () => this.unfinished().filter(({ state }) => state === "sending");

  runs = () =>
    this.all<RunRow>(
      `SELECT id, batch_id AS batchId, delivery_id AS deliveryId, started_at AS startedAt, verdict, reason, revision
       FROM runs WHERE webhook_id = ? ORDER BY id`,
      this.webhookId,
    );

  /** Runs that are only counted by now; no other webhook has any. */
  counted = () =>
    this.all<{ batchId: string; outcome: string; runs: number; size: number }>(
      `SELECT c.batch_id AS batchId, c.outcome, c.runs, coalesce(b.size, 1) AS size FROM batch_run_counts c
       LEFT JOIN batches b ON b.id = c.batch_id`,
    );

  members = () =>
    this.all<{ batchId: string; deliveryId: string }>(
      "SELECT batch_id AS batchId, delivery_id AS deliveryId FROM batch_deliveries",
    );

  hours = () =>
    this.all<Sums & { hour: number }>(
      "SELECT hour, succeeded, failed, lost FROM run_hours WHERE webhook_id = ?",
      this.webhookId,
    );

  days = () =>
    this.all<Sums & { day: number }>(
      "SELECT day, succeeded, failed, lost FROM run_days WHERE webhook_id = ?",
      this.webhookId,
    );

  events = () =>
    this.all<{ id: string; acceptedAt: number; data: string }>(
      "SELECT id, accepted_at AS acceptedAt, data FROM events ORDER BY id",
    );

  replays = () =>
    this.all<{ state: string; queued: number; skipped: number; total: number; finishedAt: number | null }>(
      "SELECT state, queued, skipped, total, finished_at AS finishedAt FROM replays WHERE webhook_id = ?",
      this.webhookId,
    );

  webhook() {
    const [row] = this.all<{ status: string; revision: number; probeAt: number | null }>(
      `SELECT w.status, w.revision, l.probe_at AS probeAt FROM webhooks w JOIN lanes l ON l.webhook_id = w.id
       WHERE w.id = ?`,
      this.webhookId,
    );
    if (!row) throw new Error("The webhook is gone.");
    return row;
  }

  /** Everything of this history: what is left lying would spoil, and slow down, those that follow. */
  clear() {
    const { sqlite } = this.database;
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec(`BEGIN; ${TABLES.map((table) => `DELETE FROM ${table};`).join(" ")} COMMIT;`);
    sqlite.pragma("foreign_keys = ON");
  }
}

const DELIVERY = `
  SELECT id, event_id AS eventId, state, reason, attempts, accepted_at AS acceptedAt,
    first_attempt_at AS firstAttemptAt, next_attempt_at AS nextAttemptAt, finished_at AS finishedAt,
    batch_id AS batchId, order_key AS orderKey, resend_of AS resendOf
  FROM deliveries`;

const TABLES = [
  ...["batch_run_counts", "batch_deliveries", "batches", "runs", "run_hours", "run_days", "deliveries"],
  ...["event_keys", "events", "sample_events", "replays", "lanes", "signing_keys", "webhook_triggers"],
  ...["webhook_revisions", "webhooks", "mails", "audit_entries"],
];

export const sumsOf = (rows: Sums[]): Sums =>
  rows.reduce(
    (sum, row) => ({
      succeeded: sum.succeeded + row.succeeded,
      failed: sum.failed + row.failed,
      lost: sum.lost + row.lost,
    }),
    { succeeded: 0, failed: 0, lost: 0 },
  );
