import { z } from "zod";
import type { StoredSettings } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { masterDataCopier } from "@/lib/data-centers/copy-master-data";
import { loadEndpoint } from "@/lib/engine/endpoint";
import { invalid } from "@/lib/errors";
import { eventType } from "@/lib/event-types/catalogue";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { toRenderable } from "@/lib/events/to-renderable";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { canRender } from "@/lib/payloads/can-render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunRow } from "@/lib/runs/schema";
import { makeWorkflowRequest } from "@/lib/workflow-requests/make";
import { readScope } from "@/lib/workflow-requests/read-scope";
import { type LoadedWebhook, loadWebhook } from "./find";
import { requireType, sampleFor } from "./preview";
import { sendOnce } from "./send-once";
import { keepTest, refuseDeleted, sendSamples } from "./send-samples";

export const testSchema = z.strictObject({ type: z.string().optional(), event: z.unknown().optional() });

/**
 * Sends a real request for a sample of one of the triggers, or for an event in the posted form.
 * @throws Problem 400, 404, 409 for a deleted webhook
 */
export async function testWebhook(
  caller: Caller,
  id: string,
  input: unknown = {},
): Promise<{ runs: RunRow[] }> {
  const parsed = testSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const loaded = await loadWebhook(caller, id);
  refuseDeleted(loaded);
  if (loaded.webhook.kind === "workflow") return testOfWorkflow(caller, loaded, parsed.data);
  const event =
    parsed.data.event === undefined
      ? await sampleOfTrigger(caller, loaded.revision.settings, parsed.data.type)
      : await givenEvent(caller, loaded, parsed.data);
  return sendSamples(caller, loaded, [event], { action: "webhook.tested", details: { type: event.type } });
}

/**
 * What the step of a workflow would send for the event's contact; a data request without one for a sample contact, a
 * scenario notification as printed (S5.21).
 */
async function testOfWorkflow(
  caller: Caller,
  loaded: LoadedWebhook,
  { type, event }: z.infer<typeof testSchema>,
) {
  if (type !== undefined) {
    const message = "is for event webhooks";
    throw invalid([{ path: "type", message, remedy: "Leave it out, or send an event." }]);
  }
  const { webhook, revision } = loaded;
  const { dataCenterId, profile } = revision.settings;
  const fixed = profile === "scenario" && event === undefined;
  const scope = fixed ? null : await readScope(caller, dataCenterId, { event });
  const endpoint = await loadEndpoint(caller.tidings, webhook);
  const sent = await sendOnce(caller.tidings, endpoint, {
    deliveries: 1,
    make: (authorized, id, startedAt) =>
      makeWorkflowRequest(caller.tidings, authorized, { id, startedAt, scope }),
  });
  return keepTest(caller, webhook, sent, { action: "webhook.tested", details: { profile } });
}

/** @param type of one of the triggers; the first if not given @throws Problem 400 */
export async function sampleOfTrigger(
  caller: Caller,
  settings: Pick<StoredSettings, "triggers" | "dataCenterId"> & { delivery: { payloadStyle: string } },
  type: string | undefined,
) {
  const name = requireType(type ?? settings.triggers[0]?.type);
  const trigger = settings.triggers.find((candidate) => candidate.type === name);
  if (!trigger) {
    const message = "is not among the webhook's triggers";
    throw invalid([{ path: "type", message, remedy: "Use the type of one of its triggers." }]);
  }
  const { dataCenterId, delivery } = settings;
  const payloadStyle = delivery.payloadStyle as PayloadStyle;
  return sampleFor(caller, { type: name, dataCenterId, payloadStyle, refinements: trigger });
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
  const copied = await masterDataCopier(caller.tidings, caller.accountId)(event, eventType(event.type));
  if ("path" in copied) throw invalid([{ ...copied, path: under(copied.path) }]);
  const { accountId } = caller;
  const occurredAt = event.occurredAt ?? now;
  return toRenderable({ ...event, id: newId(), accountId, occurredAt, masterData: copied.masterData });
}
