import type { HealthRow } from "@/db/dialect/dialect";
import type { StoredSettings } from "@/db/shapes";
import type { Instance } from "@/lib/instance";
import { judgeHealth } from "@/lib/webhooks/health";
import { judgeSignals, nothing, wantsWord } from "./judge-health";

/** Those to which something happened; while an account isn't on the paid plan, silence is not its endpoints' fault. */
const FAILING = `
  SELECT w.id AS "webhookId", w.lost_in_a_row AS "lostInARow", w.last_success_at AS "lastSuccessAt",
    coalesce(w.activated_at, w.created_at) AS "activatedAt", w.failing_since AS "failingSince",
    w.warned_at AS "warnedAt", r.settings
  FROM webhooks w
  JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid'
  JOIN webhook_revisions r ON r.webhook_id = w.id AND r.revision = w.revision
  WHERE w.status = 'active' AND w.kind = 'event' AND w.failing_since IS NOT NULL`;

/**
 * Time alone brings warnings and suspensions too: judges, once a minute, what is failing. Each webhook that wants a
 * word gets a transaction of its own, which judges it again by what is true then.
 */
export async function sweepHealth(tidings: Instance): Promise<void> {
  const { database } = tidings;
  const now = tidings.now();
  for (const row of await database.rows<HealthRow & { settings: string }>(FAILING, [])) {
    const health = judgeHealth(row, (JSON.parse(row.settings) as StoredSettings).delivery, now);
    if (health.state !== "suspended" && !wantsWord(row, health)) continue;
    await database.atomically((tx) => judgeSignals(tidings, tx, [nothing(row.webhookId)], now));
  }
}
