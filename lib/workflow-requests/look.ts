import type { Caller } from "@/lib/accounts/caller";
import { judgeUrl } from "@/lib/engine/address-guard";
import type { Endpoint } from "@/lib/engine/endpoint";
import type { OutgoingRequest } from "@/lib/engine/outcome";
import type { FieldProblem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { inboxToken } from "@/lib/inbox/schema";
import { toHeaders } from "@/lib/runs/view";
import { showParts } from "@/lib/templates/explain-request";
import type { TemplateScope } from "@/lib/templates/names";
import { type RequestLook, requestLookSchema } from "./look-schema";
import { makeWorkflowRequest } from "./make";
import { openTrial } from "./open-trial";

/**
 * The request as it would be sent, by the code that sends it, and where each of its values comes from (S4.28, S4.32).
 * Nothing leaves, and nothing is written down.
 * @throws Problem 400, 404, 409, 429
 */
export async function lookAtTrial(caller: Caller, input: unknown): Promise<RequestLook> {
  const { tidings, accountId, actor } = caller;
  const count = () => tidings.looksBack.take(`${accountId} ${actor.id ?? actor.kind}`);
  const { endpoint, scope, of } = await openTrial(caller, input, count);
  const look = await lookAtRequest(caller, endpoint, scope);
  return of.kind === "draft" ? { ...look, draft: of.sealed } : look;
}

/** One request as it would be sent now. @param scope null for the fixed test of a notification */
export async function lookAtRequest(
  caller: Caller,
  endpoint: Endpoint,
  scope: TemplateScope | null,
): Promise<RequestLook> {
  const { tidings } = caller;
  if (endpoint.unreadable) {
    const remedy = "Enter the credential anew.";
    const fault = { path: "authentication", message: "a stored credential can't be opened", remedy };
    return requestLookSchema.parse({ request: null, parts: [], faults: [fault] });
  }
  const made = await makeWorkflowRequest(tidings, endpoint, { id: newId(), startedAt: tidings.now(), scope });
  const parts = scope && made.parts ? showParts(made.parts, scope) : [];
  if (!("prepared" in made)) {
    const faults = made.faults ?? [{ path: "event", message: made.detail, remedy: NOBODY }];
    return requestLookSchema.parse({ request: null, parts, faults });
  }
  const { head, outgoing } = made.prepared;
  const body = outgoing.body === null ? null : Buffer.from(outgoing.body).toString();
  const request = { method: head.method, url: head.url, headers: toHeaders(head.headers), body };
  return requestLookSchema.parse({ request, parts, faults: judgeAddress(caller, outgoing) });
}

/** By its text alone; nothing is looked up for it. */
function judgeAddress({ tidings }: Caller, { url, urlPolicy }: OutgoingRequest): FieldProblem[] {
  if (inboxToken(url)) return [];
  const judged = judgeUrl(url, urlPolicy, tidings.env.egress);
  return judged.ok ? [] : [{ path: "url", message: judged.message, remedy: judged.remedy }];
}

const NOBODY = "Choose a contact, or an event that is about one.";
