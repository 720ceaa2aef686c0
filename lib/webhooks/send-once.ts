import type { NewRun } from "@/db/dialect/dialect";
import { authorize, needsToken, noteRefusal } from "@/lib/engine/authorize";
import { asKept, recordOutcome } from "@/lib/engine/deliver";
import type { Endpoint } from "@/lib/engine/endpoint";
import { judgeOutcome } from "@/lib/engine/judge";
import type { Failed, Outcome } from "@/lib/engine/outcome";
import { ANSWER_LIMIT, type PreparedRequest, prepare } from "@/lib/engine/prepare";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunReason } from "@/lib/vocabulary";

type Tidings = Pick<Instance, "now" | "wallNow" | "sender" | "tokens">;

/** A request that is ready to leave, or why there is none. */
export type Made = { prepared: PreparedRequest } | { reason: RunReason; detail: string };

export interface SentOnce {
  /** As it would be stored: marked as a test. */
  run: NewRun;
  /** Null where nothing was sent. */
  prepared: PreparedRequest | null;
  outcome: Outcome;
}

interface Sending {
  deliveries: number;
  /** @param endpoint the one that is sent for, with the token of this attempt */
  make(endpoint: Endpoint, id: string, startedAt: number): Promise<Made>;
  /** Somebody looks at how long each part took, and at the whole of the answer. */
  closely?: boolean;
}

/** Sends one real request, at once, and judges it as a delivery is judged. Nothing is stored. */
export async function sendOnce(
  tidings: Tidings,
  endpoint: Endpoint,
  { deliveries, make, closely = false }: Sending,
): Promise<SentOnce> {
  const id = newId();
  const authorized = needsToken(endpoint) ? await authorize(tidings, endpoint) : { endpoint };
  const startedAt = tidings.now();
  const made = endpoint.unreadable
    ? UNREADABLE
    : "reason" in authorized
      ? authorized
      : await make(authorized.endpoint, id, startedAt);
  const prepared = "prepared" in made ? made.prepared : null;
  const how = closely ? { timed: true, keepLimit: ANSWER_LIMIT } : {};
  const outcome =
    "prepared" in made ? await tidings.sender.send({ ...made.prepared.outgoing, ...how }) : notSent(made);
  if ("endpoint" in authorized) noteRefusal(tidings, authorized.endpoint, outcome);
  const run: NewRun = {
    id,
    ...{ accountId: endpoint.accountId, webhookId: endpoint.webhookId, revision: endpoint.revision },
    ...{ batchId: null, deliveryId: null, deliveries, attempt: 1, test: true, startedAt },
    ...judgeOutcome(outcome, endpoint.settings.delivery.success),
    ...recordOutcome(asKept(outcome)),
    request: prepared && JSON.stringify(prepared.head),
    requestBody: prepared?.outgoing.body ?? null,
  };
  return { run, prepared, outcome };
}

/** A request about these events, marked as a test. */
export const sendEvents = (tidings: Tidings, endpoint: Endpoint, events: readonly RenderableEvent[]) =>
  sendOnce(tidings, endpoint, {
    deliveries: events.length,
    async make(authorized, id, frozenAt) {
      const style = authorized.settings.delivery.payloadStyle as PayloadStyle;
      const body = renderPayload(style, events, { frozenAt, test: true });
      return { prepared: await prepare(authorized, { id, body }, tidings) };
    },
  });

const UNREADABLE = {
  reason: "credential_unreadable" as const,
  detail: "a stored credential can't be opened",
};

const notSent = ({ reason, detail }: { reason: RunReason; detail: string }): Failed => ({
  ...{ kind: "failed", reason, detail, statusCode: null, headers: [], body: Buffer.alloc(0) },
  ...{ durationMs: 0, leftAfterMs: null },
});
