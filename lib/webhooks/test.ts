import { z } from "zod";
import type { NewRun } from "@/db/dialect/dialect";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { copyMasterData, createMasterDataReader } from "@/lib/data-centers/master-data";
import { recordOutcome } from "@/lib/engine/deliver";
import { loadEndpoint } from "@/lib/engine/endpoint";
import { judgeOutcome } from "@/lib/engine/judge";
import type { Outcome } from "@/lib/engine/outcome";
import { prepare } from "@/lib/engine/prepare";
import { invalid, Problem } from "@/lib/errors";
import { eventType } from "@/lib/event-types/catalogue";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { toRenderable } from "@/lib/events/to-renderable";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { canRender } from "@/lib/payloads/can-render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunRow } from "@/lib/runs/schema";
import { toRunRow } from "@/lib/runs/view";
import { type LoadedWebhook, loadWebhook } from "./find";
import { requireType, sampleFor } from "./preview";

export const testSchema = z.strictObject({ type: z.string().optional(), event: z.unknown().optional() });

/**
 * Sends a real request for a sample, or for an event in the posted form, at once and whatever the status. The run
 * is kept and marked as a test; it counts nowhere (decision 26).
 * @throws Problem 400, 404, 409 for a deleted webhook
 */
export async function testWebhook(
  caller: Caller,
  id: string,
  input: unknown = {},
): Promise<{ runs: RunRow[] }> {
  const parsed = testSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { tidings } = caller;
  const loaded = await loadWebhook(caller, id);
  if (loaded.webhook.status === "deleted")
    throw new Problem("conflict", "A deleted webhook can't be tested.");
  const event =
    parsed.data.event === undefined
      ? await sampleOf(caller, loaded, parsed.data.type)
      : await givenEvent(caller, loaded, parsed.data);
  const endpoint = await loadEndpoint(tidings, loaded.webhook);
  const runId = newId();
  const startedAt = tidings.now();
  const { payloadStyle: style } = endpoint.settings.delivery;
  const prepared = endpoint.unreadable
    ? null
    : await prepare(endpoint, { id: runId, style }, [event], tidings);
  const outcome = prepared ? await tidings.sender.send(prepared.outgoing) : UNREADABLE;
  const run: NewRun = {
    id: runId,
    accountId: caller.accountId,
    webhookId: loaded.webhook.id,
    batchId: null,
    deliveryId: null,
    deliveries: 1,
    attempt: 1,
    test: true,
    startedAt,
    ...judgeOutcome(outcome, loaded.revision.settings.delivery.success),
    ...recordOutcome(outcome),
    revision: loaded.webhook.revision,
    request: prepared && JSON.stringify(prepared.head),
    requestBody: prepared?.outgoing.body ?? null,
  };
  await writeTest(caller, run, { label: loaded.webhook.label, type: event.type });
  return { runs: [toRunRow(run)] };
}

async function sampleOf(caller: Caller, { revision }: LoadedWebhook, type: string | undefined) {
  const { settings } = revision;
  const name = requireType(type ?? settings.triggers[0]?.type);
  const trigger = settings.triggers.find((candidate) => candidate.type === name);
  if (!trigger) {
    const message = "is not among the webhook's triggers";
    throw invalid([{ path: "type", message, remedy: "Use the type of one of its triggers." }]);
  }
  return sampleFor(caller, { type: name, dataCenterId: settings.dataCenterId, refinements: trigger });
}

/** An event as a producer would post it; nothing of it is stored but the run's request. */
async function givenEvent(
  caller: Caller,
  loaded: LoadedWebhook,
  { type, event: input }: { type?: string | undefined; event?: unknown },
): Promise<RenderableEvent> {
  const now = caller.tidings.now();
  const posted = parsePostedEvents(input, { now });
  const under = (path: string) => (path ? `event.${path}` : "event");
  if (!posted.ok) throw invalid(posted.errors.map((error) => ({ ...error, path: under(error.path) })));
  const [event] = posted.events;
  if (event && type !== undefined && type !== event.type) {
    const message = "is not the type of the event";
    throw invalid([{ path: "type", message, remedy: "Leave it out where an event is sent." }]);
  }
  if (!event || posted.many) {
    throw invalid([{ path: "event", message: "is not one event", remedy: "Send one event, not an array." }]);
  }
  const { payloadStyle } = loaded.revision.settings.delivery;
  if (!canRender(payloadStyle as PayloadStyle, event.type)) {
    const message = `can't be written in the ${payloadStyle} style`;
    throw invalid([{ path: under("type"), message, remedy: "Send an event of the webhook's own type." }]);
  }
  if (event.dataCenterId !== loaded.webhook.dataCenterId) {
    const message = "is not the webhook's data center";
    throw invalid([{ path: "event.dataCenterId", message, remedy: `Use ${loaded.webhook.dataCenterId}.` }]);
  }
  const read = createMasterDataReader(caller.tidings, caller.accountId);
  const copied = await copyMasterData(read, event.dataCenterId, eventType(event.type).references(event.data));
  if ("path" in copied) throw invalid([{ ...copied, path: under(copied.path) }]);
  const { accountId } = caller;
  const occurredAt = event.occurredAt ?? now;
  return toRenderable({ ...event, id: newId(), accountId, occurredAt, masterData: copied });
}

async function writeTest(caller: Caller, run: NewRun, of: { label: string; type: string }) {
  const { database } = caller.tidings;
  await database.atomically(function* (tx) {
    yield* database.sql.insertRuns(tx, [run]);
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: run.startedAt,
      action: "webhook.tested",
      target: { kind: "webhook", id: run.webhookId },
      details: { ...of, verdict: run.verdict, reason: run.reason, runId: run.id },
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
