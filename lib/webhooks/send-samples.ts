import type { NewRun } from "@/db/dialect/dialect";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { recordOutcome } from "@/lib/engine/deliver";
import { loadEndpoint } from "@/lib/engine/endpoint";
import { judgeOutcome } from "@/lib/engine/judge";
import type { Outcome } from "@/lib/engine/outcome";
import { prepare } from "@/lib/engine/prepare";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunRow } from "@/lib/runs/schema";
import { toRunRow } from "@/lib/runs/view";
import type { JsonObject } from "@/lib/vocabulary";
import type { LoadedWebhook } from "./find";

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
  { webhook, revision }: LoadedWebhook,
  events: readonly RenderableEvent[],
  entry: Entry,
): Promise<{ runs: RunRow[] }> {
  const { tidings } = caller;
  const endpoint = await loadEndpoint(tidings, webhook);
  const runId = newId();
  const startedAt = tidings.now();
  const style = endpoint.settings.delivery.payloadStyle as PayloadStyle;
  const render = () => renderPayload(style, events, { frozenAt: startedAt, test: true });
  const prepared = endpoint.unreadable
    ? null
    : await prepare(endpoint, { id: runId, body: render() }, tidings);
  const outcome = prepared ? await tidings.sender.send(prepared.outgoing) : UNREADABLE;
  const run: NewRun = {
    id: runId,
    accountId: caller.accountId,
    webhookId: webhook.id,
    batchId: null,
    deliveryId: null,
    deliveries: events.length,
    attempt: 1,
    test: true,
    startedAt,
    ...judgeOutcome(outcome, revision.settings.delivery.success),
    ...recordOutcome(outcome),
    revision: webhook.revision,
    request: prepared && JSON.stringify(prepared.head),
    requestBody: prepared?.outgoing.body ?? null,
  };
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

const UNREADABLE: Outcome = {
  kind: "failed",
  reason: "credential_unreadable",
  detail: "a stored credential can't be opened",
  statusCode: null,
  headers: [],
  body: Buffer.alloc(0),
  durationMs: 0,
  leftAfterMs: null,
};
