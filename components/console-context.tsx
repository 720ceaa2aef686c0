"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionResult } from "@/lib/action";
import type { ConnectorInput, ConnectorView } from "@/lib/connectors/schema";
import type {
  Hindsight,
  HindsightInput,
  RecalledRequest,
  RecalledRequestInput,
} from "@/lib/drafts/hindsight-schema";
import type { DraftKeysInput, DraftTestInput, ShownDraftKeys, TestedDraft } from "@/lib/drafts/schema";
import type { ReplayInput, ReplayView } from "@/lib/replays/schema";
import type { StartedSelection } from "@/lib/replays/start-selected";
import type { RunRow } from "@/lib/runs/schema";
import type { Role } from "@/lib/vocabulary";
import type { WebhookView } from "@/lib/webhooks/schema";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import type { VerifyInput } from "@/lib/webhooks/verify-schema";
import type { ChosenValues } from "@/lib/workflow-requests/found-schema";
import type { RequestLook, TrialInput } from "@/lib/workflow-requests/look-schema";
import type { RequestSource } from "@/lib/workflow-requests/schema";
import type { RequestTrial } from "@/lib/workflow-requests/trial-schema";

export interface DataCenter {
  id: number;
  name: string;
  personas: { id: number; name: string; threshold: number }[];
  leadScorings: { id: number; name: string; stages: { id: number; name: string; threshold: number }[] }[];
}

export type Waiting = "keep" | "cancel";

/** A status that the form changes along with the settings. */
export interface StatusChange {
  to: "active" | "inactive";
  waiting: Waiting;
}

type Done<Value = null> = Promise<ActionResult<Value>>;

/** The server actions that components call; the pages hand them in, because imports run from app to here. */
export interface WebhookActions {
  /** @param draft what tests and keys of the draft have returned */
  create(input: unknown, draft?: string): Done<WebhookView>;
  /** @param ifRevision what the person had in view: another one in the meantime is a problem `changed_meanwhile` */
  update(
    id: string,
    input: unknown,
    status?: StatusChange,
    ifRevision?: number,
    draft?: string,
  ): Done<WebhookView>;
  duplicate(id: string): Done<WebhookView>;
  /** @returns how many events were missed while it was not active, up to a bound */
  activate(id: string): Done<{ missed: number }>;
  deactivate(id: string, waiting: Waiting): Done;
  remove(id: string, options: { deactivateFirst: boolean }): Done;
  sendTest(id: string, input: unknown): Done<{ runs: RunRow[] }>;
  sendDraftTest(input: DraftTestInput): Done<TestedDraft>;
  /** Of a webhook of workflows, saved or not: the request as it would leave. */
  lookAtRequest(input: TrialInput): Done<RequestLook>;
  sendTrial(input: TrialInput): Done<RequestTrial>;
  /** The values of a chosen contact or event. */
  readValues(input: { dataCenterId: number; source: RequestSource }): Done<ChosenValues>;
  /** Which of the last events what stands in a form would have been sent for. */
  lookBackWithDraft(input: HindsightInput): Done<Hindsight>;
  recallRequestOfDraft(input: RecalledRequestInput): Done<RecalledRequest>;
  showKeysOfDraft(input: DraftKeysInput): Done<ShownDraftKeys>;
  verify(id: string, input: VerifyInput): Done<{ runs: RunRow[] }>;
  resend(deliveryId: string): Done<{ deliveryId: string }>;
  startReplay(webhookId: string, input: ReplayInput): Done;
  /** Sends deliveries of whatever webhooks again. */
  resendSelected(deliveryIds: string[]): Done<StartedSelection>;
  pauseReplay(replayId: string): Done<ReplayView>;
  resumeReplay(replayId: string): Done<ReplayView>;
  cancelReplay(replayId: string): Done<ReplayView>;
  revealKeys(id: string): Done<SigningKeysView>;
  rotateKey(id: string): Done<SigningKeysView>;
  createConnector(input: ConnectorInput): Done<ConnectorView>;
  /** An address of the request inbox: the account's newest, or its first. */
  inboxAddress(): Done<{ token: string; url: string }>;
}

interface ConsoleValue {
  role: Role;
  /** The account's public id, as notifications tell it. */
  clientId: number;
  dataCenters: DataCenter[];
  actions: WebhookActions;
  /** The addresses of our requests, if the operator has told them; for administrators. */
  requestsFrom: string[];
  /** Webhooks the page shows already; dialogs start with them while they read anew. */
  known: WebhookView[];
}

const Context = createContext<ConsoleValue | null>(null);

export function ConsoleContext({ value, children }: { value: ConsoleValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useConsole(): ConsoleValue {
  const value = useContext(Context);
  if (!value) throw new Error("useConsole needs a ConsoleContext above it.");
  return value;
}

export const useIsAdministrator = () => useConsole().role === "administrator";
