import type { Caller } from "@/lib/accounts/caller";
import { judgeUrl } from "@/lib/engine/address-guard";
import { headersWithoutSecrets } from "@/lib/engine/endpoint";
import { headOf } from "@/lib/engine/prepare";
import { unsignedHeaders } from "@/lib/engine/signature-headers";
import { type FieldProblem, invalid } from "@/lib/errors";
import { toRenderable } from "@/lib/events/to-renderable";
import { fieldProblems } from "@/lib/field-problems";
import { inboxToken } from "@/lib/inbox/schema";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import { toHeaders } from "@/lib/runs/view";
import type { WebhookSettings } from "@/lib/webhooks/schema";
import { withoutSecrets } from "@/lib/webhooks/settings";
import { hindsight as t, UNSIGNED } from "@/texts/hindsight";
import { type RecalledRequest, recalledRequestInputSchema, recalledRequestSchema } from "./hindsight-schema";
import { readUnsaved } from "./read-unsaved";
import { loadRecalled } from "./recall-events";

/**
 * The request that a draft would have made for a stored event at the moment that it was accepted, by the renderer of
 * real requests. No credential is opened and no key made for it: secrets are masked, words stand for the signature.
 * @throws Problem 400 at places of the settings or at `eventId`, 404, 429
 */
export async function showRecalledRequest(caller: Caller, input: unknown): Promise<RecalledRequest> {
  const parsed = recalledRequestInputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const settings = await readUnsaved(caller, parsed.data.settings);
  const event = await loadRecalled(caller, parsed.data.eventId);
  const fault = judgeEvent(settings, event);
  if (fault) throw invalid([{ path: "eventId", ...fault }]);

  const stored = withoutSecrets(settings);
  const { payloadStyle, signature } = settings.delivery;
  // Only event webhooks have triggers, and so come this far.
  const body = renderPayload(payloadStyle as PayloadStyle, [toRenderable(event)], {
    frozenAt: event.acceptedAt,
    test: false,
  });
  const head = headOf(stored, headersWithoutSecrets(stored), unsignedHeaders(signature, UNSIGNED));
  return recalledRequestSchema.parse({
    request: { ...head, headers: toHeaders(head.headers), body },
    urlProblem: judgeAddress(caller, settings),
  });
}

/** Only what it would have been about has a request. */
function judgeEvent(
  { dataCenterId, triggers }: WebhookSettings,
  event: { dataCenterId: number; type: string },
): Omit<FieldProblem, "path"> | undefined {
  if (event.dataCenterId !== dataCenterId) {
    return { message: "happened in another data center", remedy: `Choose an event of ${dataCenterId}.` };
  }
  if (triggers.some(({ type }) => type === event.type)) return undefined;
  return { message: "is of a type that no trigger names", remedy: "Choose an event of a trigger's type." };
}

/** By its text alone; nothing is looked up for it. */
function judgeAddress({ tidings }: Caller, { url, delivery }: WebhookSettings): string | null {
  if (url === "") return t.noUrl;
  if (inboxToken(url)) return null;
  const judged = judgeUrl(url, delivery.urlPolicy, tidings.env.egress);
  return judged.ok ? null : `${t.refusedUrl} ${judged.message} ${judged.remedy}`;
}
