import type { Caller } from "@/lib/accounts/caller";
import { auditDraftTest, viewSent } from "@/lib/drafts/test";
import { sendOnce } from "@/lib/webhooks/send-once";
import { keepTest } from "@/lib/webhooks/send-samples";
import { makeWorkflowRequest } from "./make";
import { openTrial } from "./open-trial";
import { type RequestTrial, requestTrialSchema } from "./trial-schema";

/**
 * Sends one real request for whom or what was chosen, and tells how long each part took and the whole answer (S4.28,
 * S4.29). Of a saved webhook the run is kept, marked as a test; it counts nowhere.
 * @throws Problem 400, 404, 409, 429
 */
export async function sendTrial(caller: Caller, input: unknown): Promise<RequestTrial> {
  const { tidings, accountId } = caller;
  const { endpoint, scope, of } = await openTrial(caller, input, async (what) => {
    if (what === "draft") await tidings.draftTests.take(String(accountId));
  });
  const sent = await sendOnce(tidings, endpoint, {
    deliveries: 1,
    closely: true,
    make: (authorized, id, startedAt) => makeWorkflowRequest(tidings, authorized, { id, startedAt, scope }),
  });
  const { profile } = endpoint.settings;
  if (of.kind === "draft") await auditDraftTest(caller, of.draft, sent, undefined);
  else await keepTest(caller, of.webhook, sent, { action: "webhook.tested", details: { profile } });
  const { outcome } = sent;
  return requestTrialSchema.parse({
    run: { ...viewSent(sent), responseTruncated: outcome.kind === "answered" && outcome.truncated },
    kept: of.kind === "saved",
    phases: outcome.phases ?? null,
    detail: outcome.kind === "failed" ? outcome.detail : null,
    ...(of.kind === "draft" && { draft: of.sealed }),
  });
}
