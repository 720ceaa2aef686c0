import ipaddr from "ipaddr.js";
import type { Instance } from "@/lib/instance";

/** Written by server/main.ts into every request, whatever the sender wrote there. */
export const CLIENT_HEADER = "x-tidings-client";

/**
 * Whose request it is: the peer of the connection or, behind proxies, what the outermost believed one saw. Each proxy
 * appends the address it was called from, so the entry is counted from the end; what stands before it, anybody may
 * have written.
 * @returns null where it can't be told
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string | null {
  const chain = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map((part) => part.trim()).filter(Boolean);
  const address = chain.at(-1 - trustedProxies) ?? chain[0];
  return address && ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/** The same for a request that came through Next; null where nobody who can be believed has told it. */
export function toldAddress({ ownServer, env }: Instance, headers: Headers): string | null {
  if (ownServer) return clientAddress(headers.get(CLIENT_HEADER) ?? undefined, undefined, 0);
  // Under plain `next start` anybody may have written our header; the proxies' word is all there is.
  const forwarded = headers.get("x-forwarded-for") ?? undefined;
  return env.TRUST_PROXY > 0 ? clientAddress(undefined, forwarded, env.TRUST_PROXY - 1) : null;
}

/** Whom limits count as one: an IPv4 address, or the /64 that an IPv6 subscriber has at hand. */
export function addressGroup(address: string | null): string {
  // Without our own server in front nobody tells the address: all share one budget.
  if (!address || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
