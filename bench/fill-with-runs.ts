import type { SqliteDatabase } from "@/db/connect-sqlite";
import { createAccount } from "@/lib/accounts/create-account";
import { createDataCenter } from "@/lib/data-centers/create";
import { newId } from "@/lib/ids";
import { openInstance } from "@/lib/instance";
import { durationClassOf, noRuns } from "@/lib/runs/count";
import { DAY_MS, HOUR_MS, hourOf } from "@/lib/time";
import { createWebhook } from "@/lib/webhooks/create";

const ADMINISTRATOR = { email: "ada@example.org", password: "correct horse battery" };

/**
 * An installation with an account of so many webhooks and runs, spread unevenly over the webhooks and the last 14
 * days, counted as the engine counts them. @returns who may sign in
 */
export async function fillWithRuns(dataDir: string, size: { webhooks: number; runs: number }) {
  const tidings = await openInstance({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const { clientId } = await createAccount(tidings, {
    name: "Bench",
    plan: "paid",
    administrator: ADMINISTRATOR,
  });
  const { dataCenterId } = await createDataCenter(tidings, clientId, { name: "Quantum", sampleData: true });
  await tidings.database.rows("UPDATE accounts SET webhook_limit = $1", [size.webhooks]);
  const caller = {
    tidings,
    accountId: clientId,
    actor: { kind: "command_line" as const, id: null, name: "bench" },
  };
  const webhookIds: string[] = [];
  for (let number = 1; number <= size.webhooks; number++) {
    const webhook = await createWebhook(caller, {
      label: `Webhook ${number}`,
      status: "active",
      dataCenterId,
      url: `https://receiver.example.com/hook/${number}`,
      triggers: [{ type: "contact.became_contact" }],
    });
    webhookIds.push(webhook.id);
  }
  const counters = insertRuns(tidings.database as SqliteDatabase, clientId, webhookIds, size.runs);
  for (const some of chunks([...counters.values()], 1_000)) {
    await tidings.database.atomically((tx) => tidings.database.sql.addToRunCounts(tx, some));
  }
  await tidings.database.rows("ANALYZE", []);
  await tidings.close();
  return ADMINISTRATOR;
}

function insertRuns({ sqlite }: SqliteDatabase, accountId: number, webhookIds: string[], runs: number) {
  const counters = new Map<string, ReturnType<typeof noRuns>>();
  const now = Date.now();
  const request = JSON.stringify({
    method: "POST",
    url: "https://receiver.example.com/hook",
    headers: [
      ["content-type", "application/json"],
      ["webhook-id", newId()],
    ],
  });
  const insert = sqlite.prepare(`
    INSERT INTO runs (id, account_id, webhook_id, batch_id, delivery_id, deliveries, attempt, test, inbox, started_at,
      duration_ms, verdict, reason, status_code, response_truncated, revision, request, response_headers, response_body)
    VALUES (?, ?, ?, ?, ?, 1, 1, 0, 0, ?, ?, ?, ?, ?, 0, 1, ?, '[["content-type","application/json"]]', ?)`);
  const body = Buffer.from('{"received":true}');
  sqlite.transaction(() => {
    for (let index = 0; index < runs; index++) {
      // The first webhooks have many times the runs of the last.
      const webhookId = webhookIds[Math.floor(((index % 997) ** 2 / 997 ** 2) * webhookIds.length)] as string;
      const startedAt = now - Math.floor((index / runs) * 14 * DAY_MS);
      const failed = index % 20 === 0;
      const durationMs = 20 + ((index * 7_919) % 900);
      const id = newId();
      insert.run(
        ...[id, accountId, webhookId, id, id, startedAt, durationMs],
        ...(failed ? ["failed", "status_not_accepted", 503] : ["succeeded", null, 200]),
        ...[request, body],
      );
      const hour = hourOf(startedAt);
      const key = `${webhookId} ${hour / HOUR_MS}`;
      const count = counters.get(key) ?? noRuns(webhookId, hour);
      if (failed) count.failed++;
      else count.succeeded++;
      const took = durationClassOf(durationMs);
      count.took[took] = (count.took[took] ?? 0) + 1;
      counters.set(key, count);
    }
  })();
  return counters;
}

function* chunks<Item>(items: Item[], size: number) {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
