import type { Caller } from "@/lib/accounts/caller";
import { judgeUrl } from "@/lib/engine/address-guard";
import { type Endpoint, headersWithoutSecrets } from "@/lib/engine/endpoint";
import { headOf } from "@/lib/engine/prepare";
import { unsignedHeaders } from "@/lib/engine/signature-headers";
import { type FieldProblem, invalid } from "@/lib/errors";
import { toRenderable } from "@/lib/events/to-renderable";
import { fieldProblems } from "@/lib/field-problems";
import { inboxToken } from "@/lib/inbox/schema";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import { toHeaders } from "@/lib/runs/view";
import { addressOf } from "@/lib/webhooks/address-of";
import { kindOf, type WebhookSettings } from "@/lib/webhooks/schema";
import { withoutSecrets } from "@/lib/webhooks/settings";
import { makeWorkflowRequest } from "@/lib/workflow-requests/make";
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

  const request =
    kindOf(settings.profile) === "workflow"
      ? await requestOfStep(caller, settings, event)
      : requestOfEvent(settings, event);
  return recalledRequestSchema.parse({ request, urlProblem: judgeAddress(caller, settings) });
}

type RecalledWhole = Awaited<ReturnType<typeof loadRecalled>>;

function requestOfEvent(settings: WebhookSettings, event: RecalledWhole) {
  const stored = withoutSecrets(settings);
  const { payloadStyle, signature } = settings.delivery;
  const body = renderPayload(payloadStyle as PayloadStyle, [toRenderable(event)], {
    frozenAt: event.acceptedAt,
    test: false,
  });
  const head = headOf(stored, headersWithoutSecrets(stored), unsignedHeaders(signature, UNSIGNED));
  return { ...head, headers: toHeaders(head.headers), body };
}

/** As a step would make it for the event's contact, with the event's parameters. @throws Problem 400 at `eventId` */
async function requestOfStep(
  { tidings, accountId }: Caller,
  settings: WebhookSettings,
  { id, acceptedAt, contact, data }: RecalledWhole,
) {
  const stored = withoutSecrets(settings);
  const endpoint: Endpoint = {
    ...{ webhookId: id, accountId, revision: 0, settings: stored, probing: false, unreadable: false },
    ...{ batches: false, styles: new Map(), headers: headersWithoutSecrets(stored), query: [] },
    ...{ oauth: null, certificate: null, connectorRevision: null, signingKeys: [] },
  };
  const scope = { contact, event: { data }, now: acceptedAt };
  const made = await makeWorkflowRequest(tidings, endpoint, { id, startedAt: acceptedAt, scope });
  if (!("prepared" in made)) {
    const remedy = "Correct the template, or choose another event.";
    throw invalid([{ path: "eventId", message: `makes no request: ${made.detail}`, remedy }]);
  }
  const { head, outgoing } = made.prepared;
  const signed = head.method === "POST" ? unsignedHeaders(settings.delivery.signature, UNSIGNED) : [];
  return {
    ...{ ...head, headers: toHeaders([...head.headers, ...signed]) },
    body: Buffer.from(outgoing.body ?? []).toString("utf8"),
  };
}

/** Only what it would have been about has a request. */
function judgeEvent(
  { dataCenterId, triggers, profile }: WebhookSettings,
  event: { dataCenterId: number; type: string; contact: RecalledWhole["contact"] },
): Omit<FieldProblem, "path"> | undefined {
  if (event.dataCenterId !== dataCenterId) {
    return { message: "happened in another data center", remedy: `Choose an event of ${dataCenterId}.` };
  }
  if (kindOf(profile) === "workflow") {
    if (event.contact) return undefined;
    return { message: "is about no contact", remedy: "Choose an event that a contact belongs to." };
  }
  if (triggers.some(({ type }) => type === event.type)) return undefined;
  return { message: "is of a type that no trigger names", remedy: "Choose an event of a trigger's type." };
}

/** By its text alone; nothing is looked up for it. */
function judgeAddress({ tidings }: Caller, settings: WebhookSettings): string | null {
  const { url: written, delivery } = settings;
  if (written === "") return t.noUrl;
  const url = addressOf(settings);
  if (inboxToken(url)) return null;
  const judged = judgeUrl(url, delivery.urlPolicy, tidings.env.egress);
  return judged.ok ? null : `${t.refusedUrl} ${judged.message} ${judged.remedy}`;
}
