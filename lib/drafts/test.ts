import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { checkConnector } from "@/lib/connectors/check-use";
import { toEndpoint } from "@/lib/engine/endpoint";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { toBody, toHeaders, toRunRow } from "@/lib/runs/view";
import { parseWhole } from "@/lib/webhooks/create";
import { type LoadedWebhook, loadWebhook } from "@/lib/webhooks/find";
import { missingKinds } from "@/lib/webhooks/new-missing-keys";
import { openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { checkReferences } from "@/lib/webhooks/references";
import { kindOf, type WebhookSettings } from "@/lib/webhooks/schema";
import { type SentOnce, sendEvents, sendOnce } from "@/lib/webhooks/send-once";
import { refuseDeleted } from "@/lib/webhooks/send-samples";
import { sealSettings } from "@/lib/webhooks/settings";
import { sampleOfTrigger } from "@/lib/webhooks/test";
import { makeWorkflowRequest } from "@/lib/workflow-requests/make";
import { readScope } from "@/lib/workflow-requests/read-scope";
import { openDraft, openedKeys, sealDraft, withKeys } from "./draft";
import { draftTestSchema, type TestedDraft, testedDraftSchema } from "./schema";

/**
 * Sends a real request for a sample, as the webhook would once it is saved as it stands (S3.9): judged by the same
 * schema, rendered, signed, guarded and sent by the same code. It has no run, but the audit log knows of it.
 * @throws Problem 400 at places of the settings, 404, 409 for a deleted webhook, 429
 */
export async function testDraft(caller: Caller, input: unknown): Promise<TestedDraft> {
  const parsed = draftTestSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { type, webhookId } = parsed.data;
  const { tidings, accountId } = caller;
  const saved = webhookId === undefined ? null : await loadWebhook(caller, webhookId);
  if (saved) refuseDeleted(saved);
  const opened = openDraft(caller, parsed.data.draft, saved?.webhook.id);
  // How it is called and whom its mails go to shows in no request, and may still be missing.
  const asked = {
    ...parsed.data.settings,
    label: "Draft",
    description: "",
    notifyUserIds: [],
    ...(saved && { kind: saved.webhook.kind }),
  };
  const { settings, secrets } = parseWhole(asked, { before: saved?.revision ?? null });
  await checkReferences(caller, settings);
  const connector = await checkConnector(caller, settings);
  const source = settings.profile === "data_request" ? (parsed.data.source ?? {}) : parsed.data.source;
  const scope = source ? await readScope(caller, settings.dataCenterId, source) : null;
  const event = kindOf(settings.profile) === "event" ? await sampleOfTrigger(caller, settings, type) : null;
  await tidings.draftTests.take(String(accountId));

  const webhook = { id: opened.webhookId, accountId, revision: saved?.webhook.revision ?? 0 };
  const kinds = await missingKinds(tidings.database, webhook.id, settings.delivery.signature);
  const draft = await withKeys(opened, kinds);
  const unsavedKeys = openedKeys(draft).filter(({ kind }) => kinds.includes(kind));
  const keys = [...unsavedKeys, ...(saved ? await openSigningKeys(tidings, webhook) : [])];
  const sealed = sealSettings(tidings.keyring, webhook, settings, secrets);
  const endpoint = { ...toEndpoint(tidings, webhook, sealed, { keys, connector }), unsavedKeys };
  const sent = event
    ? await sendEvents(tidings, endpoint, [event])
    : await sendOnce(tidings, endpoint, {
        deliveries: 1,
        make: (authorized, id, startedAt) =>
          makeWorkflowRequest(tidings, authorized, { id, startedAt, scope }),
      });
  await writeAudit(caller, saved, settings, sent, event?.type);
  return testedDraftSchema.parse({ run: viewSent(sent), draft: sealDraft(caller, draft) });
}

const viewSent = ({ run, prepared, outcome }: SentOnce) => ({
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

async function writeAudit(
  { tidings, accountId, actor }: Caller,
  saved: LoadedWebhook | null,
  { url, profile }: WebhookSettings,
  { run }: SentOnce,
  type: string | undefined,
) {
  const { database } = tidings;
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
