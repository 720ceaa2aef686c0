"use server";

import type { StatusChange, Waiting } from "@/components/console-context";
import { runAction } from "@/lib/action";
import { createConnector as createNewConnector } from "@/lib/connectors/create";
import { resendDelivery } from "@/lib/deliveries/resend";
import { lookBack } from "@/lib/drafts/hindsight";
import { showRecalledRequest } from "@/lib/drafts/recalled-request";
import { createFromDraft, updateFromDraft } from "@/lib/drafts/save";
import { showDraftKeys } from "@/lib/drafts/show-keys";
import { testDraft } from "@/lib/drafts/test";
import { obtainInboxAddress } from "@/lib/inbox/create-address";
import * as replays from "@/lib/replays/change-state";
import { countMissed } from "@/lib/replays/preview";
import { startReplay as startReplayOf } from "@/lib/replays/start";
import { startSelected } from "@/lib/replays/start-selected";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { duplicateWebhook } from "@/lib/webhooks/duplicate";
import { findWebhook } from "@/lib/webhooks/find";
import { listSigningKeys, rotateSigningKey } from "@/lib/webhooks/signing-keys";
import { testWebhook } from "@/lib/webhooks/test";
import { verifyWebhook } from "@/lib/webhooks/verify";
import { lookAtTrial } from "@/lib/workflow-requests/look";
import { readRequestValues } from "@/lib/workflow-requests/read-values";
import { sendTrial as sendTrialOf } from "@/lib/workflow-requests/send-trial";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function create(input: unknown, draft?: string) {
  return runAction("administrator", (caller) => createFromDraft(caller, input, draft));
}

/** Settings first: if they are refused, the status has not changed either. What a colleague did already is done. */
export async function update(
  id: string,
  input: unknown,
  status?: StatusChange,
  ifRevision?: number,
  draft?: string,
) {
  return runAction("administrator", async (caller) => {
    const options = { draft, ...(typeof ifRevision === "number" && { ifRevision }) };
    const saved = await updateFromDraft(caller, String(id), input, options);
    if (status?.to === "active" && saved.status !== "active") await activateWebhook(caller, String(id));
    if (status?.to === "inactive" && (saved.status === "active" || saved.status === "suspended")) {
      await deactivateWebhook(caller, String(id), { waiting: waitingOf(status.waiting) });
    }
    return findWebhook(caller, String(id));
  });
}

export async function duplicate(id: string) {
  return runAction("administrator", (caller) => duplicateWebhook(caller, String(id)));
}

export async function activate(id: string) {
  return runAction("administrator", async (caller) => {
    await activateWebhook(caller, String(id));
    return { missed: await countMissed(caller, String(id)) };
  });
}

export async function deactivate(id: string, waiting: Waiting) {
  return runAction("administrator", async (caller) => {
    await deactivateWebhook(caller, String(id), { waiting: waitingOf(waiting) });
    return null;
  });
}

export async function remove(id: string, options: { deactivateFirst: boolean }) {
  return runAction("administrator", async (caller) => {
    await deleteWebhook(caller, String(id), { deactivateFirst: options?.deactivateFirst === true });
    return null;
  });
}

export async function sendTest(id: string, input: unknown) {
  return runAction("administrator", (caller) => testWebhook(caller, String(id), input));
}

/** What is not saved yet, sent as it stands. */
export async function sendDraftTest(input: unknown) {
  return runAction("administrator", (caller) => testDraft(caller, input));
}

/** Of a webhook of workflows, saved or not: what would be sent. */
export async function lookAtRequest(input: unknown) {
  return runAction("administrator", (caller) => lookAtTrial(caller, input));
}

export async function sendTrial(input: unknown) {
  return runAction("administrator", (caller) => sendTrialOf(caller, input));
}

export async function readValues(input: unknown) {
  return runAction("administrator", (caller) => readRequestValues(caller, input));
}

/** An action although it only reads: what stands in a form is too long for an address. */
export async function lookBackWithDraft(input: unknown) {
  return runAction("administrator", (caller) => lookBack(caller, input));
}

export async function recallRequestOfDraft(input: unknown) {
  return runAction("administrator", (caller) => showRecalledRequest(caller, input));
}

export async function showKeysOfDraft(input: unknown) {
  return runAction("administrator", (caller) => showDraftKeys(caller, input));
}

export async function verify(id: string, input: unknown) {
  return runAction("administrator", (caller) => verifyWebhook(caller, String(id), input));
}

export async function resend(deliveryId: string) {
  return runAction("administrator", (caller) => resendDelivery(caller, String(deliveryId)));
}

export async function startReplay(id: string, input: unknown) {
  return runAction("administrator", async (caller) => {
    await startReplayOf(caller, String(id), input);
    return null;
  });
}

/** Of any webhooks of the account. */
export async function resendSelected(deliveryIds: string[]) {
  return runAction("administrator", (caller) => startSelected(caller, { deliveryIds }));
}

export async function pauseReplay(replayId: string) {
  return runAction("administrator", (caller) => replays.pauseReplay(caller, String(replayId)));
}

export async function resumeReplay(replayId: string) {
  return runAction("administrator", (caller) => replays.resumeReplay(caller, String(replayId)));
}

export async function cancelReplay(replayId: string) {
  return runAction("administrator", (caller) => replays.cancelReplay(caller, String(replayId)));
}

/** An action although it reads: revealing a secret is written down in the audit log. */
export async function revealKeys(id: string) {
  return runAction("administrator", (caller) => listSigningKeys(caller, String(id)));
}

export async function rotateKey(id: string) {
  return runAction("administrator", (caller) => rotateSigningKey(caller, String(id)));
}

export async function createConnector(input: unknown) {
  return runAction("administrator", (caller) => createNewConnector(caller, input));
}

export async function inboxAddress() {
  return runAction("administrator", obtainInboxAddress, { plan: "any" });
}

const waitingOf = (waiting: unknown): Waiting => (waiting === "cancel" ? "cancel" : "keep");
