import { Resolver } from "node:dns/promises";
import { isIPv4 } from "node:net";
import { judgeAddress } from "@/lib/engine/address-guard";
import { type EgressRules, type FixedAnswer, foldHost } from "@/lib/engine/egress";
import { createDnsQuery, NoNameServer, within } from "@/lib/engine/query-dns";

export interface JudgedAddress {
  address: string;
  family: 4 | 6;
  /** Where to connect instead of the URL's port, if the operator said so. */
  port: number | null;
}

export type Resolution =
  | { ok: true; addresses: JudgedAddress[] }
  | { ok: false; reason: "dns_lookup_failed" | "private_address" | "own_network_down" };

export interface HostResolver {
  resolve(host: string, options?: { timeoutMs?: number }): Promise<Resolution>;
  close(): void;
}

export interface ResolverOptions {
  /** All addresses of a host, in place of DNS. */
  lookup?: (host: string) => Promise<string[]>;
  /** The name servers, in place of the machine's. */
  servers?: string[];
  timeoutMs?: number;
  cacheMs?: number;
  now?: () => number;
}

const MAX_ANSWERS = 256;
const MAX_WAIT_MS = 5_000;
const MAX_CACHE_MS = 30_000;

/**
 * Answers are kept for a short while but judged each time, and connections go to the very addresses judged here:
 * a name that answers otherwise a moment later (rebinding) gains nothing.
 */
export function createResolver(egress: EgressRules, options: ResolverOptions = {}): HostResolver {
  const timeoutMs = Math.min(options.timeoutMs ?? MAX_WAIT_MS, MAX_WAIT_MS);
  const cacheMs = Math.min(options.cacheMs ?? MAX_CACHE_MS, MAX_CACHE_MS);
  // Nothing is kept the longer for a wall clock that was set back.
  const now = options.now ?? (() => performance.now());
  const dns = new Resolver({ timeout: Math.min(1_500, timeoutMs * 0.3), tries: 2 });
  if (options.servers) dns.setServers(options.servers);
  const lookup = options.lookup ?? createDnsQuery(dns, timeoutMs);
  const cache = new Map<string, { answers: Promise<string[]>; expiresAt: number }>();

  return {
    async resolve(host, limits) {
      const name = foldHost(host);
      const fixed = egress.resolve.get(name);
      if (fixed) return judgeAnswers(fixed, egress);
      try {
        const pending = recall(name);
        const answers = await (limits?.timeoutMs ? within(limits.timeoutMs, pending) : pending);
        return judgeAnswers(
          answers.map((address) => ({ address, port: null })),
          egress,
        );
      } catch (error) {
        return {
          ok: false,
          reason: error instanceof NoNameServer ? "own_network_down" : "dns_lookup_failed",
        };
      }
    },
    close: () => dns.cancel(),
  };

  /** A query under way is kept too, so that everybody who asks meanwhile shares it. */
  function recall(name: string): Promise<string[]> {
    const known = cache.get(name);
    if (known && known.expiresAt > now()) return known.answers;
    forgetExpired();
    const entry = { answers: within(timeoutMs, lookup(name)), expiresAt: Number.POSITIVE_INFINITY };
    cache.set(name, entry);
    entry.answers.then(
      (answers) => {
        entry.expiresAt = answers.length > 0 ? now() + cacheMs : 0;
      },
      () => {
        entry.expiresAt = 0;
      },
    );
    return entry.answers;
  }

  /** A Map keeps the order of insertion and all live about equally long: the first good one ends the walk. */
  function forgetExpired() {
    for (const [name, entry] of cache) {
      if (entry.expiresAt > now()) return;
      cache.delete(name);
    }
  }
}

/** One refused answer among good ones refuses all: it tells what the name is really for. */
function judgeAnswers(answers: FixedAnswer[], egress: EgressRules): Resolution {
  if (answers.length === 0) return { ok: false, reason: "dns_lookup_failed" };
  if (answers.length > MAX_ANSWERS || !answers.every(({ address }) => judgeAddress(address, egress))) {
    return { ok: false, reason: "private_address" };
  }
  const addresses = answers.map((answer) => ({ ...answer, family: isIPv4(answer.address) ? 4 : 6 }) as const);
  return { ok: true, addresses: addresses.sort((a, b) => a.family - b.family) };
}
