import type { Caller } from "@/lib/accounts/caller";
import { judgeUrl } from "@/lib/engine/address-guard";
import { invalid } from "@/lib/errors";
import { hasInboxAddress } from "@/lib/inbox/find-address";
import { inboxToken } from "@/lib/inbox/schema";
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
  const { tidings } = caller;
  const url = addressOf(settings);
  const token = inboxToken(url);
  if (token) {
    // Another account's address is answered like one that does not exist.
    if (await hasInboxAddress(caller, token)) return [];
    const message = "The account's request inbox has no such address.";
    throw invalid([{ path: "url", message, remedy: "Copy an address that is listed under Request inbox." }]);
  }
  const judged = judgeUrl(url, settings.delivery.urlPolicy, tidings.env.egress);
  if (!judged.ok) throw invalid([{ path: "url", message: judged.message, remedy: judged.remedy }]);
  if (judged.literal !== null) return [];
  const resolved = await tidings.resolver.resolve(judged.host, { timeoutMs: DNS_PATIENCE_MS });
  if (resolved.ok) return [];
  if (resolved.reason !== "private_address")
    return [{ path: "url", message: "does not resolve at the moment" }];
  throw invalid([
    {
      path: "url",
      message: "The name leads to an address that is not public.",
      remedy: "Use an endpoint that can be reached from the public internet.",
    },
  ]);
}
