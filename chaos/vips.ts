import { type Caller, COMMAND_LINE } from "@/lib/accounts/caller";
import { updateAccount } from "@/lib/accounts/update-account";
import { createApiKey } from "@/lib/api-keys/create";
import { openInstance } from "@/lib/instance";
import { createMessage } from "@/lib/messages/create";
import { createWebhook } from "@/lib/webhooks/create";
import { activateWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { RETRY } from "./scenarios/kill";
import type { SeededAccount } from "./seed";
import type { Stage } from "./stage";

/** Requests at once of each of its webhooks. */
export const CONCURRENCY = 64;

export interface Published {
  id: string;
  key: string;
}

/**
 * Wait, ask, decide on the answer; who is a VIP gets what `followUp` sends, the others a note.
 */
export async function publish(stage: Stage, account: SeededAccount, waitSeconds: number): Promise<Published> {
  const tidings = await openInstance({ ...stage.env, LOG_LEVEL: "silent" });
  const { clientId: accountId, dataCenterId } = account;
  await updateAccount(tidings, accountId, { feature: "automation=on" });
  const caller: Caller = { tidings, accountId, actor: COMMAND_LINE };
  const { url } = stage.receiver;
  const common = { kind: "workflow", dataCenterId };
  const ask = await createWebhook(caller, {
    ...{ ...common, label: "Ask", profile: "data_request", method: "POST" },
    url: `${url("/ask/")}\${Kind}`,
    delivery: { concurrency: CONCURRENCY, retry: { kind: "schedule", delaysSeconds: [1, 2], jitter: 0 } },
    template: {
      parameters: { in: "query", pairs: [] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
      body: { format: "json", template: '{"id":"${contact.id}"}' },
    },
  });
  const steps = [
    { id: "pause", type: "wait", for: { kind: "duration", seconds: waitSeconds } },
    {
      ...{ id: "ask", type: "webhook", webhookId: ask.id, wait: true, onFailure: "branch" },
      failed: [{ id: "given-up", type: "end" }],
    },
    {
      ...{ id: "vip", type: "condition" },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
      rules: [{ kind: "value", value: "${data.Ask.vip}", operator: "is", compareTo: "yes" }],
      yes: await followUp(caller, dataCenterId, url("/follow-up")),
      no: [{ id: "note", type: "update_contact", values: [{ property: "Asked", value: "no" }] }],
    },
  ];
  const trigger = { type: "event", eventType: "custom.arrived" };
  const definition = { trigger, reentry: { kind: "once" }, steps };
  const { id } = await createWorkflow(caller, { name: "VIPs", dataCenterId, definition });
  await activateWorkflow(caller, id);
  const { key } = await createApiKey(caller, {
    ...{ name: "Reader", scopes: ["workflows:read"], dataCenterIds: null },
  });
  await tidings.close();
  return { id, key };
}

/** What a VIP gets in the end: a notification, which is tried until it is accepted, and a mail. */
async function followUp(caller: Caller, dataCenterId: number, url: string) {
  const { id: webhookId } = await createWebhook(caller, {
    ...{ kind: "workflow", dataCenterId, label: "Follow-up", profile: "scenario", url },
    delivery: { concurrency: CONCURRENCY, retry: RETRY },
    scenario: { details: ["email"], customFields: "all", consent: [], statistics: [], additional: [] },
  });
  const { id: messageId } = await createMessage(caller, {
    ...{ name: "To VIPs", kind: "email", dataCenterId, subject: "For you", text: "You are one of them." },
    transactional: true,
  });
  return [
    { id: "follow", type: "webhook", webhookId },
    { id: "mail", type: "message", messageId },
  ];
}
