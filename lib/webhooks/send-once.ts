import type { NewRun } from "@/db/dialect/dialect";
import { recordOutcome } from "@/lib/engine/deliver";
import type { Endpoint } from "@/lib/engine/endpoint";
import { judgeOutcome } from "@/lib/engine/judge";
import type { Outcome } from "@/lib/engine/outcome";
import { type PreparedRequest, prepare } from "@/lib/engine/prepare";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";

export interface SentOnce {
  /** As it would be stored: marked as a test. */
  run: NewRun;
  /** Null where a credential could not be opened, so that nothing was sent. */
  prepared: PreparedRequest | null;
  outcome: Outcome;
}

/** Sends one real request for the events, at once, and judges it as a delivery is judged. Nothing is stored. */
export async function sendOnce(
  tidings: Pick<Instance, "now" | "wallNow" | "sender">,
  endpoint: Endpoint,
  events: readonly RenderableEvent[],
): Promise<SentOnce> {
  const id = newId();
  const startedAt = tidings.now();
  const { payloadStyle, success } = endpoint.settings.delivery;
  const render = () =>
    renderPayload(payloadStyle as PayloadStyle, events, { frozenAt: startedAt, test: true });
  const prepared = endpoint.unreadable ? null : await prepare(endpoint, { id, body: render() }, tidings);
  const outcome = prepared ? await tidings.sender.send(prepared.outgoing) : UNREADABLE;
  const run: NewRun = {
    id,
    ...{ accountId: endpoint.accountId, webhookId: endpoint.webhookId, revision: endpoint.revision },
    ...{ batchId: null, deliveryId: null, deliveries: events.length, attempt: 1, test: true, startedAt },
    ...judgeOutcome(outcome, success),
    ...recordOutcome(outcome),
    request: prepared && JSON.stringify(prepared.head),
    requestBody: prepared?.outgoing.body ?? null,
  };
  return { run, prepared, outcome };
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
