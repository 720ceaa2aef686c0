import type { Caller } from "@/lib/accounts/caller";
import { type DraftEndpoint, readDraft } from "@/lib/drafts/open-endpoint";
import { type Endpoint, loadEndpoint } from "@/lib/engine/endpoint";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { TemplateScope } from "@/lib/templates/names";
import { type LoadedWebhook, loadWebhook } from "@/lib/webhooks/find";
import { kindOf } from "@/lib/webhooks/schema";
import { refuseDeleted } from "@/lib/webhooks/send-samples";
import { type TrialInput, trialInputSchema } from "./look-schema";
import { readScope } from "./read-scope";

export interface Trial {
  endpoint: Endpoint;
  /** Null for the fixed test of a scenario notification. */
  scope: TemplateScope | null;
  /** The webhook as it is saved, where that is tried; else the draft, and what the browser carries on. */
  of:
    | { kind: "saved"; webhook: LoadedWebhook["webhook"] }
    | { kind: "draft"; draft: DraftEndpoint; sealed: string };
}

/**
 * What is to be tried, saved or not, with the values of whom or what was chosen.
 * @param allowed counts it; asked once the input is known to be good
 * @throws Problem 400, 404, 409, 429
 */
export async function openTrial(
  caller: Caller,
  input: unknown,
  allowed: (what: "saved" | "draft") => Promise<unknown>,
): Promise<Trial> {
  const parsed = trialInputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { settings, webhookId, draft: sealedBefore, source } = parsed.data;
  if (settings) {
    const draft = await readDraft(caller, { settings, webhookId, draft: sealedBefore });
    refuseEvents(draft.settings.profile);
    const scope = await scopeFor(caller, draft.settings, source);
    await allowed("draft");
    const { endpoint, sealed } = await draft.open();
    return { endpoint, scope, of: { kind: "draft", draft, sealed } };
  }
  if (webhookId === undefined) {
    const remedy = "Name a webhook, or send settings.";
    throw invalid([{ path: "webhookId", message: "is missing", remedy }]);
  }
  const loaded = await loadWebhook(caller, webhookId);
  refuseDeleted(loaded);
  refuseEvents(loaded.revision.settings.profile);
  const scope = await scopeFor(caller, loaded.revision.settings, source);
  await allowed("saved");
  const endpoint = await loadEndpoint(caller.tidings, loaded.webhook);
  return { endpoint, scope, of: { kind: "saved", webhook: loaded.webhook } };
}

/** A data request is made for somebody, in doubt for a sample contact; a notification may be the printed test. */
async function scopeFor(
  caller: Caller,
  { dataCenterId, profile }: { dataCenterId: number; profile: string },
  source: TrialInput["source"],
): Promise<TemplateScope | null> {
  const chosen = profile === "data_request" ? (source ?? {}) : source;
  return chosen ? readScope(caller, dataCenterId, chosen) : null;
}

function refuseEvents(profile: string): void {
  if (kindOf(profile) === "workflow") return;
  const remedy = "Webhooks on events are tried with a sample of their trigger.";
  throw invalid([{ path: "settings.profile", message: "is not one of workflows", remedy }]);
}
