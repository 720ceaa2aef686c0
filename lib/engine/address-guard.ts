import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { type EgressRules, foldHost } from "@/lib/engine/egress";
import { type AddressRange, isGlobalUnicast, isWithin } from "@/lib/engine/global-unicast";
import { BLOCKED_PORTS, hasPrivateEnding, isHostName, isLoopbackName } from "@/lib/engine/refused-hosts";
import { INBOX_HOST } from "@/lib/inbox/schema";

/**
 * The guard against requests into private networks (docs/edge.md, Guard). A URL is judged when it is saved and
 * again at every attempt, every answer of DNS before each connection.
 */
export type UrlPolicy = "https" | "https_443" | "http_allowed";

export type UrlRefusal = "malformed" | "scheme" | "userinfo" | "localhost" | "host" | "address" | "port";

export type UrlVerdict =
  | { ok: true; url: URL; host: string; port: number; literal: string | null }
  | { ok: false; reason: UrlRefusal; message: string; remedy: string };

export const MAX_URL_LENGTH = 2_048;

/** Texts never tell what a name resolves to, or the form would be a window into the operator's own DNS. */
export function judgeUrl(raw: string, policy: UrlPolicy, egress: EgressRules): UrlVerdict {
  const textFault = judgeText(raw, policy);
  if (textFault) return textFault;
  const url = parseUrl(raw);
  if (!url) return malformed("This is not a valid URL.");

  const host = foldHost(url.hostname);
  const literal = literalOf(host);
  const port = url.port === "" ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
  const fault =
    (literal ? judgeLiteral(literal, egress) : judgeName(host, egress)) ?? judgePort(port, policy);
  return fault ?? { ok: true, url, host: literal ?? host, port, literal };
}

/** True if a connection to the address is allowed. */
export function judgeAddress(address: string, egress: EgressRules): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (isWithin(parsed, allowedRanges(egress))) return true;
  return isGlobalUnicast(parsed) && !isOurs(address, egress);
}

/** One spelling for one address, so that two of them can be compared; IPv4 as sockets on IPv6 tell it included. */
export function foldAddress(address: string): string {
  return isIP(address) === 0 ? address : ipaddr.process(address).toString();
}

const DEFAULT_PORTS: Record<string, number> = { "https:": 443, "http:": 80 };

/** `new URL` silently drops tabs and line breaks, and mends `https:host`, `https:\\host` and `https:///host`. */
function judgeText(raw: string, policy: UrlPolicy): UrlVerdict | null {
  if (raw.length > MAX_URL_LENGTH) {
    return malformed(`The URL is longer than ${MAX_URL_LENGTH.toLocaleString("en")} characters.`);
  }
  if (UNSAFE_CHARACTERS.test(raw)) {
    return malformed("The URL contains a space, a backslash or a character that can't be seen.");
  }
  const allowed = policy === "http_allowed" ? /^https?:\/\//i : /^https:\/\//i;
  if (!allowed.test(raw)) return wrongScheme(policy);

  const authority = raw.slice(raw.indexOf("//") + 2).split(/[/?#]/, 1)[0] ?? "";
  if (authority === "") return malformed("The URL has no host name.");
  if (authority.includes("@")) {
    return refused(
      "userinfo",
      "A URL can't contain a user name or password.",
      "Remove everything up to the @, and set the credentials under Authentication.",
    );
  }
  if (authority.includes("%")) return malformed("The host name contains a percent sign.");
  return null;
}

/** C0, C1, DEL, every blank and line separator, half characters, marks that turn the writing direction. */
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Z}\p{Cs}\p{Bidi_Control}\\]/u;

function parseUrl(raw: string): URL | null {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

function literalOf(host: string): string | null {
  if (host.startsWith("[")) return host.slice(1, -1);
  return isIP(host) ? host : null;
}

function judgeLiteral(literal: string, egress: EgressRules): UrlVerdict | null {
  if (judgeAddress(literal, egress)) return null;
  return refused(
    "address",
    "This address is not public and can't be used as an endpoint.",
    "Use an address that can be reached from the internet.",
  );
}

function judgeName(host: string, egress: EgressRules): UrlVerdict | null {
  if (isLoopbackName(host)) {
    return refused(
      "localhost",
      "localhost can't be used as an endpoint.",
      "Use a host name that can be reached from the internet.",
    );
  }
  if (!isHostName(host)) {
    return refused(
      "host",
      "This is not a valid host name.",
      "Check the part between https:// and the next slash.",
    );
  }
  // Whatever the operator resolves: this host has no address, and its one use never gets here (send.ts).
  if (host === INBOX_HOST || host.endsWith(`.${INBOX_HOST}`)) {
    return refused(
      "host",
      "This is not an address of the request inbox.",
      "Copy the address as it stands under Request inbox, without port, query or anything else.",
    );
  }
  if (!host.includes(".") || (hasPrivateEnding(host) && !egress.resolve.has(host))) {
    return refused(
      "host",
      "This host name exists in private networks only.",
      "Use a host name that can be reached from the internet, for example hooks.example.com.",
    );
  }
  return null;
}

function judgePort(port: number, policy: UrlPolicy): UrlVerdict | null {
  if (policy === "https_443" && port !== 443) {
    return refused("port", "Only port 443 is allowed here.", "Remove the port from the URL.");
  }
  if (!BLOCKED_PORTS.has(port)) return null;
  return refused(
    "port",
    `Port ${port} belongs to another protocol and can't be used.`,
    "Use 443 or another port for web servers.",
  );
}

function wrongScheme(policy: UrlPolicy): UrlVerdict {
  const either = policy === "http_allowed" ? " or http://" : "";
  return refused(
    "scheme",
    `Use a full URL that starts with https://${either}.`,
    "Write the whole address, for example https://example.com/webhook.",
  );
}

function malformed(message: string): UrlVerdict {
  return refused("malformed", message, "Write it as in https://example.com/webhook.");
}

function refused(reason: UrlRefusal, message: string, remedy: string): UrlVerdict {
  return { ok: false, reason, message, remedy };
}

/** Parsed once for each set of rules: this runs before every request. */
const parsedRanges = new WeakMap<string[], AddressRange[]>();

function allowedRanges(egress: EgressRules): AddressRange[] {
  let ranges = parsedRanges.get(egress.allowCidrs);
  if (!ranges) {
    ranges = egress.allowCidrs.map((cidr) => ipaddr.parseCIDR(cidr));
    parsedRanges.set(egress.allowCidrs, ranges);
  }
  return ranges;
}

/** What a firewall hides from the outside is open to a call to one's own public address, and such a call loops. */
function isOurs(address: string, egress: EgressRules): boolean {
  return egress.addresses.includes(address) || (egress.ownAddresses?.includes(address) ?? false);
}
