import type { NewRun } from "@/db/dialect/dialect";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { loadEndpoint } from "@/lib/engine/endpoint";
import { Problem } from "@/lib/errors";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunRow } from "@/lib/runs/schema";
import { toRunRow } from "@/lib/runs/view";
import type { JsonObject } from "@/lib/vocabulary";
import type { LoadedWebhook } from "./find";
import { type SentOnce, sendEvents } from "./send-once";

/** How the audit log calls it, and what it says besides label, verdict and run. */
interface Entry {
  action: "webhook.tested" | "webhook.verified";
  details: JsonObject;
}

/**
 * Sends one real request for the events, at once and whatever the status, and judges it as a delivery is judged. The
 * run is kept and marked as a test; it counts nowhere (decision 26).
 */
export async function sendSamples(
  caller: Caller,
  { webhook }: LoadedWebhook,
  events: readonly RenderableEvent[],
  entry: Entry,
): Promise<{ runs: RunRow[] }> {
  const endpoint = await loadEndpoint(caller.tidings, webhook);
  return keepTest(caller, webhook, await sendEvents(caller.tidings, endpoint, events), entry);
}

/** Writes the run down, and who sent it. */
export async function keepTest(
  caller: Caller,
  webhook: { label: string },
  { run }: SentOnce,
  entry: Entry,
): Promise<{ runs: RunRow[] }> {
  await writeTest(caller, run, { ...entry, details: { label: webhook.label, ...entry.details } });
  return { runs: [toRunRow(run)] };
}

/** @throws Problem 409 */
export function refuseDeleted({ webhook }: LoadedWebhook): void {
  if (webhook.status === "deleted") throw new Problem("conflict", "A deleted webhook can't be tested.");
}

async function writeTest({ tidings, accountId, actor }: Caller, run: NewRun, { action, details }: Entry) {
  const { database } = tidings;
  await database.atomically(function* (tx) {
    yield* database.sql.insertRuns(tx, [run]);
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: run.startedAt, action },
      target: { kind: "webhook", id: run.webhookId },
      details: { ...details, verdict: run.verdict, reason: run.reason, runId: run.id },
    });
  });
}
