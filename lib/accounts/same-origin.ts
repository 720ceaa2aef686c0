import { Problem } from "@/lib/errors";

interface Place {
  /** How many proxies' `x-forwarded-host` is believed. */
  trustedProxies: number;
  publicUrl: string;
}

/** Refuses a write that a page of another site caused, or that nobody can tell of (G7). @throws Problem 403 */
export function requireSameOrigin(headers: Headers, place: Place): void {
  if (isSameOrigin(headers, place)) return;
  throw new Problem(
    "forbidden",
    "This did not come from a page of this site. Reload the page and try again.",
  );
}

/**
 * Next itself lets a request without `Origin` pass. Every browser sends one with a write, so an absent one needs the
 * browser's own word, `Sec-Fetch-Site`, which no page can set. `null` is what sandboxed pages and redirects send.
 */
export function isSameOrigin(headers: Headers, { trustedProxies, publicUrl }: Place): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  const from = URL.canParse(origin) ? new URL(origin) : null;
  const host = addressedHost(headers, trustedProxies);
  if (!from || !host || !/^https?:$/.test(from.protocol)) return false;
  const here = `${from.protocol}//${host}`;
  if (!URL.canParse(here) || new URL(here).host !== from.host) return false;
  // Whoever can tamper with plain http must not write to the https site of the same name.
  const ours = new URL(publicUrl);
  return !(ours.protocol === "https:" && ours.host === from.host && from.protocol !== "https:");
}

/** The host that the browser addressed. Next always adds `x-forwarded-host`, so it says nothing without a proxy. */
function addressedHost(headers: Headers, trustedProxies: number): string | null {
  const forwarded = trustedProxies > 0 ? headers.get("x-forwarded-host")?.split(",")[0]?.trim() : undefined;
  return forwarded || headers.get("host");
}
