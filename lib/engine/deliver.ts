import type { ClaimedRow, NewRun, Settlement } from "@/db/dialect/dialect";
import { rowToRenderable } from "@/lib/events/to-renderable";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { RunReason } from "@/lib/vocabulary";
import type { Endpoint } from "./endpoint";
import { judge } from "./judge";
import type { Outcome } from "./outcome";
import { type PreparedRequest, prepare } from "./prepare";
import { triesOf } from "./retry";

/** What an attempt leaves behind, to be written in one commit (lib/engine/settle.ts). */
export interface AttemptResult {
  settlement: Settlement;
  run: NewRun;
  suspend: boolean;
}

/** Kills that cut an attempt off count as tries; a payload that itself kills the process must still come to an end. */
const INTERRUPTIONS_FORGIVEN = 5;

/** One attempt for one claimed delivery: prepare → send → judge. Never throws. */
export async function deliver(
  tidings: Instance,
  endpoint: Endpoint,
  delivery: ClaimedRow,
  epoch: number,
): Promise<AttemptResult> {
  const startedAt = tidings.now();
  const prepared = (await isCutOffForGood(tidings, endpoint, delivery))
    ? CUT_OFF
    : tryToPrepare(endpoint, delivery, startedAt);
  const outcome =
    "reason" in prepared
      ? notSent(prepared.reason, prepared.detail)
      : await tidings.sender.send(prepared.outgoing);
  const request = "reason" in prepared ? null : prepared;
  const now = tidings.now();
  const { settings } = endpoint;
  // Names and connections take time before the request leaves; gaps and the window count without it.
  const leftAfterMs = Math.round(outcome.leftAfterMs ?? 0);
  const judgement = judge(
    {
      attempt: delivery.attempts,
      firstAttemptAt: delivery.firstAttemptAt,
      startedAt: startedAt + leftAfterMs,
      lateMs: delivery.lateMs + leftAfterMs,
    },
    request ? settings.delivery : { ...settings.delivery, retry: { kind: "none" } },
    outcome,
    { now, scale: tidings.env.RETRY_TIME_SCALE, random: Math.random },
  );
  const { verdict, reason, state, nextAttemptAt } = judgement;
  logAttempt(tidings, delivery, endpoint, outcome, judgement);
  return {
    suspend: judgement.suspend,
    settlement: { id: delivery.id, epoch, state, reason, nextAttemptAt, lateMs: leftAfterMs, now },
    run: {
      id: newId(),
      accountId: delivery.accountId,
      webhookId: delivery.webhookId,
      batchId: delivery.batchId,
      deliveryId: delivery.id,
      deliveries: 1,
      attempt: delivery.attempts,
      test: false,
      startedAt,
      verdict,
      reason,
      ...recordOutcome(outcome),
      revision: endpoint.revision,
      request: request && JSON.stringify(request.head),
      requestBody: null,
    },
  };
}

type Unsendable = { reason: RunReason; detail: string };

const CUT_OFF: Unsendable = { reason: "payload_failed", detail: "its attempts were cut off again and again" };

/** An attempt without a run was cut off. Asked only where the schedule alone can't explain the count. */
async function isCutOffForGood(
  tidings: Instance,
  endpoint: Endpoint,
  delivery: ClaimedRow,
): Promise<boolean> {
  if (delivery.attempts <= triesOf(endpoint.settings.delivery.retry) + INTERRUPTIONS_FORGIVEN) return false;
  const [runs] = await tidings.database.rows<{ n: number }>(
    "SELECT count(*) AS n FROM runs WHERE delivery_id = $1",
    [delivery.id],
  );
  return delivery.attempts - 1 - Number(runs?.n ?? 0) > INTERRUPTIONS_FORGIVEN;
}

/** A fault of ours is final: trying again would not mend it. */
function tryToPrepare(endpoint: Endpoint, delivery: ClaimedRow, now: number): PreparedRequest | Unsendable {
  if (endpoint.unreadable)
    return { reason: "credential_unreadable", detail: "a stored credential can't be opened" };
  try {
    // To be the style of the batch's pinned revision: an edit must not change the bytes (decision 16).
    const style = endpoint.settings.delivery.payloadStyle;
    return prepare(endpoint, { id: delivery.batchId, style }, [rowToRenderable(delivery)], now);
  } catch (error) {
    return { reason: "payload_failed", detail: String(error).slice(0, 200) };
  }
}

const notSent = (reason: RunReason, detail: string): Outcome => ({
  kind: "failed",
  reason,
  detail,
  statusCode: null,
  headers: [],
  body: Buffer.alloc(0),
  durationMs: 0,
  leftAfterMs: null,
});

/** The part of a run that the outcome tells. */
export const recordOutcome = (outcome: Outcome) => ({
  durationMs: Math.round(outcome.durationMs),
  detail: outcome.kind === "failed" ? outcome.detail : null,
  statusCode: outcome.statusCode,
  inbox: outcome.inbox === true,
  responseTruncated: outcome.kind === "answered" && outcome.truncated,
  responseHeaders: outcome.statusCode === null ? null : JSON.stringify(outcome.headers),
  responseBody: outcome.statusCode === null ? null : outcome.body,
});

/** One request, one run, one line. */
function logAttempt(
  tidings: Instance,
  delivery: ClaimedRow,
  endpoint: Endpoint,
  outcome: Outcome,
  { verdict, reason, state, nextAttemptAt }: ReturnType<typeof judge>,
) {
  const level = verdict === "succeeded" ? "debug" : "info";
  if (!tidings.log.isLevelEnabled(level)) return;
  tidings.log[level](
    {
      accountId: delivery.accountId,
      webhookId: delivery.webhookId,
      deliveryId: delivery.id,
      batchId: delivery.batchId,
      eventId: delivery.eventId,
      attempt: delivery.attempts,
      revision: endpoint.revision,
      verdict,
      reason,
      statusCode: outcome.statusCode,
      durationMs: Math.round(outcome.durationMs),
      state,
      nextAttemptAt,
      detail: outcome.kind === "failed" ? outcome.detail : undefined,
    },
    "delivery.attempted",
  );
}
