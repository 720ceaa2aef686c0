import type { ClaimedDelivery, NewRun, Settlement } from "@/db/dialect/dialect";
import { countRunsOf } from "@/db/run-rows";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import type { RunReason } from "@/lib/vocabulary";
import { authorize, needsToken, noteRefusal } from "./authorize";
import type { ClaimedBatch } from "./claim";
import type { ClaimedEvents } from "./claimed-events";
import type { Endpoint } from "./endpoint";
import { KEEP_LIMIT } from "./exchange";
import { type Judgement, judgeBatch } from "./judge";
import type { Outcome } from "./outcome";
import { type PreparedRequest, prepare } from "./prepare";
import { triesOf } from "./retry";

/** What an attempt leaves behind, to be written in one commit (lib/engine/settle.ts). */
export interface AttemptResult {
  /** One for each delivery of the batch. */
  settlements: Settlement[];
  run: NewRun;
  /** The webhook is to be suspended: its endpoint says that it is gone. */
  suspend: boolean;
  /** Our own network was down: nothing is held against the endpoint. */
  uncharged: boolean;
  /** Retries run at an interval: while the endpoint fails, one batch at a time probes it (S2.34). */
  probes: boolean;
  /** The contacts whose next delivery may go if this one has ended. */
  orderKeys: string[];
  /** Of a workflow's step: what its passage may be waiting for. */
  step: { deliveryId: string; statusCode: number | null; answer: Buffer | null } | null;
}

/** Kills that cut an attempt off count as tries; a payload that itself kills the process must still come to an end. */
const INTERRUPTIONS_FORGIVEN = 5;

export interface Attempt {
  result: AttemptResult;
  outcome: Outcome;
}

/**
 * One attempt for one claimed batch: prepare → send → judge. Never throws for what a receiver does.
 * @param events among them those of the batch
 */
export async function deliver(
  tidings: Instance,
  endpoint: Endpoint,
  batch: ClaimedBatch,
  { epoch, events }: { epoch: number; events: ClaimedEvents },
): Promise<Attempt> {
  const authorized = needsToken(endpoint) ? await authorize(tidings, endpoint) : { endpoint };
  const startedAt = tidings.now();
  const { delivery: rules } = endpoint.settings;
  const prepared = (await isCutOffForGood(tidings, endpoint, batch))
    ? CUT_OFF
    : "reason" in authorized
      ? authorized
      : await tryToPrepare(tidings, authorized.endpoint, batch, events);
  const outcome =
    "reason" in prepared
      ? notSent(prepared.reason, prepared.detail)
      : await tidings.sender.send(prepared.outgoing);
  const request = "reason" in prepared ? null : prepared;
  if ("endpoint" in authorized) noteRefusal(tidings, authorized.endpoint, outcome);
  const now = tidings.now();
  // Names and connections take time before the request leaves; gaps and the window count without it.
  const lateMs = Math.round(outcome.leftAfterMs ?? 0);
  const judged = judgeBatch(
    batch.deliveries.map((delivery) => ({
      attempt: delivery.attempts,
      acceptedAt: delivery.acceptedAt,
      firstAttemptAt: delivery.firstAttemptAt,
      startedAt: startedAt + lateMs,
      lateMs: delivery.lateMs + lateMs,
    })),
    request || prepared === authorized ? rules : { ...rules, retry: { kind: "none" } },
    outcome,
    { now, wallNow: tidings.wallNow(), scale: tidings.env.RETRY_TIME_SCALE, random: Math.random },
  );
  const [head] = judged as [Judgement];
  const { verdict, reason, suspend, uncharged } = head;
  const [first] = batch.deliveries as [ClaimedDelivery];
  const attempt = Math.max(...batch.deliveries.map((delivery) => delivery.attempts));
  logAttempt(tidings, batch, endpoint, outcome, head);
  return {
    outcome,
    result: {
      suspend,
      uncharged,
      probes: rules.retry.kind === "interval",
      orderKeys: batch.deliveries.flatMap(({ orderKey }) => orderKey ?? []),
      step: endpoint.steps
        ? {
            ...{ deliveryId: first.id, statusCode: outcome.statusCode },
            answer: verdict === "succeeded" ? outcome.body : null,
          }
        : null,
      settlements: batch.deliveries.map(({ id }, index) => {
        const { state, nextAttemptAt } = judged[index] as Judgement;
        // A try that is given back takes nothing of the window either.
        const lost = uncharged && nextAttemptAt !== null ? nextAttemptAt - startedAt : lateMs;
        return { id, epoch, state, reason, nextAttemptAt, lateMs: lost, now, uncharged };
      }),
      run: {
        id: newId(),
        accountId: endpoint.accountId,
        webhookId: endpoint.webhookId,
        batchId: batch.id,
        deliveryId: batch.deliveries.length === 1 ? first.id : null,
        deliveries: batch.deliveries.length,
        attempt,
        test: false,
        startedAt,
        verdict,
        reason,
        ...recordOutcome(asKept(outcome)),
        revision: endpoint.revision,
        request: request && JSON.stringify(request.head),
        // A templated body is its run's own; any other follows from stored rows.
        requestBody: endpoint.steps ? (request?.outgoing.body ?? null) : null,
      },
    },
  };
}

type Unsendable = { reason: RunReason; detail: string };

const CUT_OFF: Unsendable = { reason: "payload_failed", detail: "its attempts were cut off again and again" };

/** An attempt without a run was cut off. Asked only where the schedule alone can't explain the count. */
async function isCutOffForGood(
  tidings: Instance,
  endpoint: Endpoint,
  { deliveries }: ClaimedBatch,
): Promise<boolean> {
  const tries = triesOf(endpoint.settings.delivery.retry);
  const explained = Number.isFinite(tries) ? tries : 0;
  const [first] = deliveries as [ClaimedDelivery];
  if (first.attempts <= explained + INTERRUPTIONS_FORGIVEN) return false;
  return first.attempts - 1 - (await countRunsOf(tidings.database, first.id)) > INTERRUPTIONS_FORGIVEN;
}

/** A fault of ours is final: trying again would not mend it. */
async function tryToPrepare(
  tidings: Instance,
  endpoint: Endpoint,
  { id, revision, frozenAt, deliveries }: ClaimedBatch,
  events: ClaimedEvents,
): Promise<PreparedRequest | Unsendable> {
  if (endpoint.unreadable)
    return { reason: "credential_unreadable", detail: "a stored credential can't be opened" };
  try {
    // The style of the batch's own revision: an edit must not change the bytes (decision 16).
    const style = endpoint.styles.get(revision) ?? endpoint.settings.delivery.payloadStyle;
    const eventIds = deliveries.map(({ eventId }) => eventId);
    if (endpoint.steps) {
      const event = events.event(eventIds[0] as string);
      const made = await endpoint.steps.make(tidings, endpoint, { id, revision, frozenAt, event });
      return "prepared" in made ? made.prepared : made;
    }
    const body = events.body(style as PayloadStyle, eventIds, frozenAt);
    return await prepare(endpoint, { id, body }, tidings);
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

/** What a run keeps of an answer that was read further, for a passage or for who looks at a test. */
export const asKept = (outcome: Outcome): Outcome =>
  outcome.body.length <= KEEP_LIMIT
    ? outcome
    : {
        ...outcome,
        ...(outcome.kind === "answered" && { truncated: true }),
        body: outcome.body.subarray(0, KEEP_LIMIT),
      };

/** One request, one run, one line. */
function logAttempt(
  tidings: Instance,
  batch: ClaimedBatch,
  endpoint: Endpoint,
  outcome: Outcome,
  { verdict, reason, state, nextAttemptAt }: Judgement,
) {
  const level = verdict === "succeeded" ? "debug" : "info";
  if (!tidings.log.isLevelEnabled(level)) return;
  const [first] = batch.deliveries as [ClaimedDelivery];
  tidings.log[level](
    {
      accountId: endpoint.accountId,
      webhookId: endpoint.webhookId,
      deliveryId: first.id,
      deliveries: batch.deliveries.length,
      batchId: batch.id,
      eventId: first.eventId,
      attempt: first.attempts,
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
