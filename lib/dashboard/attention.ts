import { and, desc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { isSecureContext } from "@/lib/env";
import { statusOf } from "@/lib/health";
import { DAY_MS, HOUR_MS, hourOf, iso } from "@/lib/time";
import type { WebhookStatus } from "@/lib/vocabulary";
import { loadWebhook } from "@/lib/webhooks/find";
import { healthOf, suspendedBecause } from "@/lib/webhooks/health-of";
import { type Attention, attentionSchema } from "./schema";

/** From so many failed runs in a row on, a webhook is worth looking at. */
const FAILED_IN_A_ROW = 3;
/** What is named of each kind; the rest is a number. */
const NAMED = 5;

interface Row {
  id: string;
  label: string;
  status: WebhookStatus;
  suspendedReason: string | null;
  suspendedAt: number | null;
  activatedAt: number | null;
  createdAt: number;
  updatedAt: number;
  failedInARow: number;
  lostInARow: number;
  lastSuccessAt: number | null;
  failingSince: number | null;
  warnedAt: number | null;
  /** Since when the oldest of its deliveries waits. */
  oldestAt: number | null;
  /** Events given up in the last 24 hours. */
  lost: number;
}

/**
 * What needs attention today, from one indexed look at each webhook of the account. Whoever is suspended or failing
 * is not told a second time that events wait for it.
 */
export async function readAttention(
  caller: Caller,
  { administrator }: { administrator: boolean },
): Promise<Attention> {
  const { env, now: clock } = caller.tidings;
  const now = clock();
  const rows = await readRows(caller, now);
  const suspended = rows.filter(({ status }) => status === "suspended");
  const failing = rows
    .filter(({ status }) => status === "active")
    .filter(({ failedInARow, warnedAt }) => failedInARow >= FAILED_IN_A_ROW || warnedAt !== null)
    .toSorted((a, b) => b.failedInARow - a.failedInARow);
  const told = new Set([...suspended, ...failing]);
  const waiting = rows
    .filter((row) => !told.has(row) && row.oldestAt !== null && row.oldestAt < now - HOUR_MS)
    .toSorted((a, b) => Number(a.oldestAt) - Number(b.oldestAt));
  const never = rows.filter(({ status, activatedAt }) => status !== "active" && activatedAt === null);
  return attentionSchema.parse({
    engineSilent: statusOf(caller.tidings) === "degraded",
    plainHttp: isSecureContext(env.PUBLIC_URL) ? null : env.PUBLIC_URL,
    mailsAreKept: administrator && !env.SMTP_URL,
    webhooks: rows.length,
    suspended: await some(suspended, (row) => ({
      ...{ reason: suspendedBecause(row), at: iso(row.suspendedAt ?? row.updatedAt) },
    })),
    failing: await some(failing, async (row) => ({
      ...{ failedInARow: row.failedInARow, last: await readLastFailure(caller, row.id) },
      warning: row.warnedAt === null ? null : await readWarning(caller, row.id, now),
    })),
    lost: await some(
      rows.filter(({ lost }) => lost > 0).toSorted((a, b) => b.lost - a.lost),
      ({ lost }) => ({ lost }),
    ),
    waiting: await some(waiting, ({ status, oldestAt }) => ({
      ...{ active: status === "active", oldestAt: iso(oldestAt) },
    })),
    neverActivated: await some(never, ({ createdAt }) => ({ createdAt: iso(createdAt) })),
  });
}

async function readRows(caller: Caller, now: number): Promise<Row[]> {
  const rows = await caller.tidings.database.rows<Record<string, string | number | null>>(
    `SELECT w.id, w.label, w.status, w.suspended_reason, w.suspended_at, w.activated_at, w.created_at, w.updated_at,
       w.failed_in_a_row, w.lost_in_a_row, w.last_success_at, w.failing_since, w.warned_at,
       (SELECT min(d.accepted_at) FROM deliveries d WHERE d.webhook_id = w.id AND d.finished_at IS NULL) AS oldest_at,
       (SELECT sum(h.lost) FROM run_hours h WHERE h.webhook_id = w.id AND h.hour >= $2) AS lost
     FROM webhooks w WHERE w.account_id = $1 AND w.status <> 'deleted' ORDER BY w.created_at DESC, w.id DESC`,
    [caller.accountId, hourOf(now) - DAY_MS],
  );
  const whole = (value: string | number | null | undefined) => (value == null ? null : Number(value));
  return rows.map((row) => ({
    ...{ id: String(row.id), label: String(row.label), status: String(row.status) as WebhookStatus },
    suspendedReason: row.suspended_reason === null ? null : String(row.suspended_reason),
    ...{ suspendedAt: whole(row.suspended_at), lostInARow: Number(row.lost_in_a_row) },
    ...{ lastSuccessAt: whole(row.last_success_at), failingSince: whole(row.failing_since) },
    ...{
      warnedAt: whole(row.warned_at),
      activatedAt: whole(row.activated_at),
      oldestAt: whole(row.oldest_at),
    },
    ...{ createdAt: Number(row.created_at), updatedAt: Number(row.updated_at) },
    ...{ failedInARow: Number(row.failed_in_a_row), lost: whole(row.lost) ?? 0 },
  }));
}

async function some<Facts extends object>(rows: Row[], factsOf: (row: Row) => Facts | Promise<Facts>) {
  const items = rows
    .slice(0, NAMED)
    .map(async (row) => ({ id: row.id, label: row.label, ...(await factsOf(row)) }));
  return { items: await Promise.all(items), more: Math.max(0, rows.length - NAMED) };
}

/** What it is warned of, in words; null if settings became milder in the last minute. */
async function readWarning(caller: Caller, webhookId: string, now: number) {
  const { webhook, revision } = await loadWebhook(caller, webhookId);
  return healthOf(webhook, revision.settings.delivery, now).reason;
}

/** The newest counted run, which failed: it is the last of several in a row. */
async function readLastFailure(caller: Caller, webhookId: string) {
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  const [run] = await orm
    .select({ verdict: runs.verdict, reason: runs.reason, statusCode: runs.statusCode })
    .from(runs)
    .where(and(eq(runs.webhookId, webhookId), eq(runs.accountId, caller.accountId), eq(runs.test, false)))
    .orderBy(desc(runs.id))
    .limit(1);
  return run?.verdict === "failed" ? run : null;
}
