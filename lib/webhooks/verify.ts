import type { Caller } from "@/lib/accounts/caller";
import { createMasterDataReader } from "@/lib/data-centers/master-data";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RunRow } from "@/lib/runs/schema";
import { type LoadedWebhook, loadWebhook } from "./find";
import { requireType, sampleFor } from "./preview";
import { refuseDeleted, sendSamples } from "./send-samples";
import { verifySchema } from "./verify-schema";

/**
 * Asks the receiver of an event stream whether it is ready: one real request with 1 to 100 samples as one list, before
 * the webhook is activated or after (S2.38).
 * @throws Problem 400, also for a webhook whose requests are no lists (S2.14), 404, 409 for a deleted one
 */
export async function verifyWebhook(
  caller: Caller,
  id: string,
  input: unknown = {},
): Promise<{ runs: RunRow[] }> {
  const parsed = verifySchema.safeParse(input ?? {});
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { mailingId, numberOfEvents } = parsed.data;
  const loaded = await loadWebhook(caller, id);
  refuseDeleted(loaded);
  refuseUnlessStream(loaded);
  if (mailingId !== undefined) await requireMailing(caller, loaded, mailingId);
  const sample = await sampleOf(caller, loaded, mailingId);
  return sendSamples(caller, loaded, repeated(sample, numberOfEvents), {
    action: "webhook.verified",
    details: { type: sample.type, numberOfEvents },
  });
}

/** Not the profile: the style is what is obeyed (decision 2). */
function refuseUnlessStream({ revision }: LoadedWebhook) {
  const { payloadStyle } = revision.settings.delivery;
  if (payloadStyle === "stream") return;
  throw new Problem(
    "validation_failed",
    `Only webhooks in the stream style can be verified, and this one writes the ${payloadStyle} style. Use test instead.`,
    [
      {
        path: "delivery.payloadStyle",
        message: `is ${payloadStyle}, not stream`,
        remedy: "Send a test instead: POST /webhooks/{id}/test.",
      },
    ],
  );
}

/** Of the webhook's data center; it need not be among those that the trigger is narrowed to. */
async function requireMailing(caller: Caller, { webhook }: LoadedWebhook, mailingId: number) {
  const read = createMasterDataReader(caller.tidings, caller.accountId);
  if (await read.mailing(webhook.dataCenterId, mailingId)) return;
  const here = `data center ${webhook.dataCenterId}`;
  const message = `there is no mailing ${mailingId} in ${here}`;
  const remedy = `Use the id of a mailing of ${here}, or leave it out for a sample mailing.`;
  throw invalid([{ path: "mailingId", message, remedy }]);
}

/** Types that have no mailing take none from it. */
async function sampleOf(caller: Caller, { revision }: LoadedWebhook, mailingId: number | undefined) {
  const { dataCenterId, triggers } = revision.settings;
  const [trigger] = triggers;
  const refinements = { ...trigger, ...(mailingId !== undefined && { mailingIds: [mailingId] }) };
  return sampleFor(caller, { type: requireType(trigger?.type), dataCenterId, refinements });
}

/** A millisecond apart and the last one now, so that a receiver that drops repeats still counts them all. */
const repeated = (sample: RenderableEvent, count: number): RenderableEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    ...sample,
    id: newId(),
    occurredAt: sample.occurredAt - (count - 1 - index),
  }));
