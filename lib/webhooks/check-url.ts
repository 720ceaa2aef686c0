import type { Caller } from "@/lib/accounts/caller";
import { judgeUrl, type UrlPolicy } from "@/lib/engine/address-guard";
import { type FieldProblem, invalid } from "@/lib/errors";
import { hasInboxAddress } from "@/lib/inbox/find-address";
import { inboxToken } from "@/lib/inbox/schema";
import type { Instance } from "@/lib/instance";
import { addressOf } from "./address-of";
import type { WebhookSettings } from "./schema";

/** Nobody should wait the full five seconds of a silent name server to save a form. */
const DNS_PATIENCE_MS = 2_000;

export type Warning = { path: string; message: string };

/**
 * Judges the address as every attempt will (S1.30, decision 13): its text, then what its name resolves to.
 * @returns warnings, for a name that doesn't resolve at the moment
 * @throws Problem 400 at `url`
 */
export async function checkUrl(caller: Caller, settings: WebhookSettings): Promise<Warning[]> {
  const url = addressOf(settings);
  const token = inboxToken(url);
  if (token) {
    // Another account's address is answered like one that does not exist.
    if (await hasInboxAddress(caller, token)) return [];
    const message = "The account's request inbox has no such address.";
    throw invalid([{ path: "url", message, remedy: "Copy an address that is listed under Request inbox." }]);
  }
  const { fault, resolves } = await judgeAddress(caller.tidings, url, settings.delivery.urlPolicy);
  if (fault) throw invalid([{ path: "url", ...fault }]);
  return resolves ? [] : [{ path: "url", message: "does not resolve at the moment" }];
}

/** The guard's word about an address that requests are to go to, as of now. */
export async function judgeAddress(
  { env, resolver }: Pick<Instance, "env" | "resolver">,
  url: string,
  policy: UrlPolicy,
): Promise<{ fault?: Pick<FieldProblem, "message" | "remedy">; resolves: boolean }> {
  const judged = judgeUrl(url, policy, env.egress);
  if (!judged.ok) return { fault: { message: judged.message, remedy: judged.remedy }, resolves: false };
  if (judged.literal !== null) return { resolves: true };
  const resolved = await resolver.resolve(judged.host, { timeoutMs: DNS_PATIENCE_MS });
  if (resolved.ok || resolved.reason !== "private_address") return { resolves: resolved.ok };
  const message = "The name leads to an address that is not public.";
  const remedy = "Use an endpoint that can be reached from the public internet.";
  return { fault: { message, remedy }, resolves: true };
}
