import { isIPv6 } from "node:net";
import { judgeUrl, type UrlPolicy, type UrlVerdict } from "@/lib/engine/address-guard";
import { classifyError } from "@/lib/engine/classify-error";
import { type ConnectionOptions, createConnections } from "@/lib/engine/connections";
import type { EgressRules } from "@/lib/engine/egress";
import { Exchange } from "@/lib/engine/exchange";
import { handToInbox, type Inbox } from "@/lib/engine/inbox";
import type { Outcome, OutgoingRequest } from "@/lib/engine/outcome";
import { createResolver, type HostResolver, type Resolution } from "@/lib/engine/resolve-host";
import { withQuery } from "@/lib/engine/with-query";
import { inboxToken } from "@/lib/inbox/schema";

export type { Answered, Failed, Outcome, OutgoingRequest } from "@/lib/engine/outcome";

export interface Sender {
  /** Never rejects: how it went is the outcome. */
  send(request: OutgoingRequest): Promise<Outcome>;
  close(): Promise<void>;
}

export interface SenderOptions extends ConnectionOptions {
  /** Shared with those who judge URLs when they are saved; else the sender has its own. */
  resolver?: HostResolver;
  /** Takes what goes to the request inbox; without it such addresses are refused like any private one. */
  inbox?: Inbox;
}

/**
 * The only code that sends to receivers. One deadline holds for everything, the guard judges each attempt anew, no
 * proxy is asked, no redirect followed, nothing decompressed. The one branch around it all is the request inbox.
 */
export function createSender(egress: EgressRules, options: SenderOptions = {}): Sender {
  const resolver = options.resolver ?? createResolver(egress);
  const connections = createConnections(egress, options);
  const judge = rememberingJudge(egress);
  let closed = false;

  return {
    send(request) {
      const token = options.inbox ? inboxToken(request.url) : null;
      if (token && options.inbox) return handToInbox(options.inbox, token, request);
      return new Promise((settle) => {
        const exchange = new Exchange(request, settle);
        start(exchange, request).catch((error) => exchange.fail(classifyError(error, "connecting")));
      });
    },
    async close() {
      closed = true;
      await connections.close();
      if (!options.resolver) resolver.close();
    },
  };

  async function start(exchange: Exchange, request: OutgoingRequest): Promise<void> {
    const target = judge(request.url, request.urlPolicy);
    if (!target.ok)
      return exchange.fail({ reason: "private_address", detail: `URL refused: ${target.reason}` });

    const { url, host, port, literal } = target;
    const resolution = literal ? itself(literal) : await resolver.resolve(host);
    if (!resolution.ok)
      return exchange.fail({ reason: resolution.reason, detail: DETAILS[resolution.reason] });
    if (closed) return exchange.fail({ reason: "own_network_down", detail: "the sender is closed" });
    if (exchange.isOver) return;

    const { clientCertificate: certificate = null } = request;
    const route = { origin: url.origin, host, port, addresses: resolution.addresses, certificate };
    exchange.begin({
      path: withQuery(url.pathname + url.search, encoded(request.secretQuery)),
      connection: request.timed ? connections.open(route) : connections.take(route),
      openAnother: () => connections.open(route),
    });
  }
}

const encoded = (parameters: OutgoingRequest["secretQuery"] = []) =>
  parameters.map(([name, value]) => [name, encodeURIComponent(value)] as const);

/** A judge that remembers: it is a pure function of its text, and a webhook's address is the same ten thousand times. */
function rememberingJudge(egress: EgressRules) {
  const known = new Map<string, UrlVerdict>();
  return (url: string, policy: UrlPolicy): UrlVerdict => {
    const key = `${policy} ${url}`;
    const before = known.get(key);
    if (before) return before;
    if (known.size >= REMEMBERED_URLS) known.clear();
    const verdict = judgeUrl(url, policy, egress);
    if (verdict.ok) known.set(key, verdict);
    return verdict;
  };
}

const REMEMBERED_URLS = 2_000;

const DETAILS = {
  dns_lookup_failed: "the host name does not resolve",
  private_address: "the host name resolves to an address that is not public",
  own_network_down: "no name server can be asked",
};

function itself(address: string): Extract<Resolution, { ok: true }> {
  return { ok: true, addresses: [{ address, family: isIPv6(address) ? 6 : 4, port: null }] };
}
