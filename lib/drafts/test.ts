import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { toBody, toHeaders, toRunRow } from "@/lib/runs/view";
import { kindOf } from "@/lib/webhooks/schema";
import { type SentOnce, sendEvents, sendOnce } from "@/lib/webhooks/send-once";
import { sampleOfTrigger } from "@/lib/webhooks/test";
import { makeWorkflowRequest } from "@/lib/workflow-requests/make";
import { readScope } from "@/lib/workflow-requests/read-scope";
import { type DraftEndpoint, readDraft } from "./open-endpoint";
import { draftTestSchema, type TestedDraft, testedDraftSchema } from "./schema";

/**
 * Sends a real request for a sample, as the webhook would once it is saved as it stands (S3.9): judged by the same
 * schema, rendered, signed, guarded and sent by the same code. It has no run, but the audit log knows of it.
 * @throws Problem 400 at places of the settings, 404, 409 for a deleted webhook, 429
 */
export async function testDraft(caller: Caller, input: unknown): Promise<TestedDraft> {
  const parsed = draftTestSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { type } = parsed.data;
  const { tidings, accountId } = caller;
  const { settings, saved, open } = await readDraft(caller, parsed.data);
  const source = settings.profile === "data_request" ? (parsed.data.source ?? {}) : parsed.data.source;
  const scope = source ? await readScope(caller, settings.dataCenterId, source) : null;
  const event = kindOf(settings.profile) === "event" ? await sampleOfTrigger(caller, settings, type) : null;
  await tidings.draftTests.take(String(accountId));

  const { endpoint, sealed } = await open();
  const sent = event
    ? await sendEvents(tidings, endpoint, [event])
    : await sendOnce(tidings, endpoint, {
        deliveries: 1,
        make: (authorized, id, startedAt) =>
          makeWorkflowRequest(tidings, authorized, { id, startedAt, scope }),
      });
  await auditDraftTest(caller, { saved, settings }, sent, event?.type);
  return testedDraftSchema.parse({ run: viewSent(sent), draft: sealed });
}

/** What was sent and answered; no run of it is stored. */
export const viewSent = ({ run, prepared, outcome }: SentOnce) => ({
  ...toRunRow(run),
  webhookId: run.webhookId,
  deliveryIds: [],
  request: prepared && {
    ...{ method: prepared.head.method, url: prepared.head.url, headers: toHeaders(prepared.head.headers) },
    ...toBody(prepared.outgoing.body ?? new Uint8Array()),
  },
  response:
    outcome.statusCode === null
      ? null
      : { statusCode: outcome.statusCode, headers: toHeaders(outcome.headers), ...toBody(outcome.body) },
});

export async function auditDraftTest(
  { tidings, accountId, actor }: Caller,
  { saved, settings }: Pick<DraftEndpoint, "saved" | "settings">,
  { run }: SentOnce,
  type: string | undefined,
) {
  const { database } = tidings;
  const { url, profile } = settings;
  const details = {
    ...(type !== undefined && { type }),
    url,
    profile,
    verdict: run.verdict,
    reason: run.reason,
  };
  await database.atomically(function* (tx) {
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: run.startedAt },
      ...(saved
        ? {
            action: "webhook.changes_tested",
            target: { kind: "webhook", id: saved.webhook.id },
            details: { label: saved.webhook.label, ...details },
          }
        : {
            action: "webhook.draft_tested",
            target: { kind: "account", id: String(accountId) },
            details,
          }),
    });
  });
}
