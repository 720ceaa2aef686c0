import type { Resolver } from "node:dns/promises";

/** Thrown where no name server can be asked at all: our own trouble, whatever the name. */
export class NoNameServer extends Error {}

export type NameServers = Pick<Resolver, "resolve4" | "resolve6" | "resolveNs">;

/** c-ares could send its question to nobody, or was told to stop. What a server answers has other codes. */
const NOBODY_ASKED = new Set(["ECONNREFUSED", "ECANCELLED"]);
/** Nobody answered in time: the name's own servers may be silent, or ours. */
const NO_ANSWER = new Set(["ETIMEOUT", "TIDINGS_TIME_IS_UP"]);

/**
 * Asks for all addresses of a host. Not `dns.lookup`: it shares libuv's few threads, and 200 failing names held
 * everybody up for 35 s.
 *
 * A name whose servers are silent looks like name servers that can't be reached. So where an answer takes long, they
 * are asked for the root's servers meanwhile, which each of them knows.
 * @returns none for a name that doesn't exist or whose servers fail
 */
export function createDnsQuery(dns: NameServers, timeoutMs: number): (host: string) => Promise<string[]> {
  let probe: Promise<boolean> | undefined;

  return async (host) => {
    const [limit, patience] = [timeoutMs * 0.9, timeoutMs * 0.2];
    let spoken: Promise<boolean> | undefined;
    const timer = setTimeout(() => {
      spoken = doServersSpeak(limit - patience);
    }, patience);
    const families = await Promise.allSettled([
      within(limit, dns.resolve4(host)),
      within(limit, dns.resolve6(host)),
    ]);
    clearTimeout(timer);
    const addresses = families.flatMap((family) => (family.status === "fulfilled" ? family.value : []));
    if (addresses.length > 0) return addresses;
    const codes = families.map(codeOf);
    if (!codes.every((code) => NOBODY_ASKED.has(code) || NO_ANSWER.has(code))) return [];
    if (codes.some((code) => NOBODY_ASKED.has(code)) || !(await (spoken ?? doServersSpeak(patience)))) {
      throw new NoNameServer(`no name server can be asked (${codes.join(", ")})`);
    }
    return [];
  };

  /** Whether any answer comes, even that there is nothing; asked once for all who wonder at the time. */
  function doServersSpeak(limitMs: number): Promise<boolean> {
    probe ??= within(limitMs, dns.resolveNs("."))
      .then(
        () => true,
        (error) => !NOBODY_ASKED.has(error.code) && !NO_ANSWER.has(error.code),
      )
      .finally(() => {
        probe = undefined;
      });
    return probe;
  }
}

const codeOf = (family: PromiseSettledResult<string[]>): string =>
  family.status === "fulfilled" ? "ENODATA" : String(family.reason?.code);

export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const error = new Error(`no answer within ${limitMs} ms`);
    timer = setTimeout(() => reject(Object.assign(error, { code: "TIDINGS_TIME_IS_UP" })), limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
