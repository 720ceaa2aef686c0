import type { Log } from "@/lib/log";
import type { RunReason } from "@/lib/vocabulary";
import { fetchToken } from "./fetch-token";
import type { Sender } from "./send";

/** Who asks for tokens with credentials of its own (RFC 6749, 4.4), as a connector's revision says. */
export interface OAuthClient {
  connectorId: string;
  revision: number;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  audience: string;
  clientAuthentication: "basic" | "body";
}

export interface TokenFault {
  reason: RunReason;
  detail: string;
}

export type TokenAnswer = { token: string } | TokenFault;

/** The access tokens of this thread. None is ever stored or logged. */
export interface Tokens {
  get(client: OAuthClient): Promise<TokenAnswer>;
  /** The receiver has answered 401 to it: the next attempt gets another one. */
  refuse(client: OAuthClient, token: string): void;
}

interface Kept {
  revision: number;
  token: string | null;
  /** From when on another one is asked for beside the work, and until when this one is sent. */
  renewAt: number;
  expiresAt: number;
  /** What became of the last request for one, if it failed, and when another may be made. */
  fault: TokenFault | null;
  askAgainAt: number;
  refusedAt: number | null;
  /** One request at a time, whoever waits for it. */
  underway: Promise<TokenAnswer> | null;
}

/** A token server that fails is left alone so long. */
const AFTER_FAULT_MS = 5_000;
/** A receiver that refuses every token costs one request a minute, not one an attempt. */
const REFUSED_AGAIN_MS = 60_000;
/** A token is renewed when a fifth of its life is left, or a minute. */
const LAST_PART = 0.2;
const LAST_MS = 60_000;
const REMEMBERED = 1_000;

export function createTokens({
  sender,
  now,
  log,
}: {
  sender: Pick<Sender, "send">;
  now: () => number;
  log: Pick<Log, "debug" | "info">;
}): Tokens {
  const kept = new Map<string, Kept>();
  return { get, refuse };

  async function get(client: OAuthClient): Promise<TokenAnswer> {
    const entry = entryOf(client);
    const at = now();
    const mayAsk = entry.fault === null || at >= entry.askAgainAt;
    if (entry.token !== null && at < entry.expiresAt) {
      if (at >= entry.renewAt && mayAsk) void ask(client, entry);
      return { token: entry.token };
    }
    return entry.fault !== null && !mayAsk ? entry.fault : ask(client, entry);
  }

  function refuse({ connectorId, revision }: OAuthClient, token: string) {
    const entry = kept.get(connectorId);
    if (entry?.revision !== revision || entry.token !== token) return;
    const at = now();
    if (entry.refusedAt !== null && at < entry.refusedAt + REFUSED_AGAIN_MS) return;
    Object.assign(entry, { token: null, refusedAt: at });
  }

  function ask(client: OAuthClient, entry: Kept): Promise<TokenAnswer> {
    entry.underway ??= renew(client, entry).finally(() => {
      entry.underway = null;
    });
    return entry.underway;
  }

  async function renew(client: OAuthClient, entry: Kept): Promise<TokenAnswer> {
    // By the moment of asking: what the answer takes on its way is not added to the token's life.
    const at = now();
    const fetched = await fetchToken(sender, client);
    const { connectorId, revision } = client;
    if (!("token" in fetched)) {
      log.info({ connectorId, revision, ...fetched }, "connector.token_failed");
      Object.assign(entry, { fault: fetched, askAgainAt: now() + AFTER_FAULT_MS });
      return fetched;
    }
    const { token, livesMs } = fetched;
    log.debug({ connectorId, revision, livesMs }, "connector.token_fetched");
    const renewAt = at + livesMs - Math.min(LAST_MS, livesMs * LAST_PART);
    Object.assign(entry, { token, renewAt, expiresAt: at + livesMs, fault: null });
    return { token };
  }

  /** A changed connector begins anew. */
  function entryOf({ connectorId, revision }: OAuthClient): Kept {
    const before = kept.get(connectorId);
    if (before?.revision === revision) return before;
    if (kept.size >= REMEMBERED) forgetExpired();
    const times = { renewAt: 0, expiresAt: 0, askAgainAt: 0, refusedAt: null };
    const entry = { revision, token: null, fault: null, underway: null, ...times };
    kept.set(connectorId, entry);
    return entry;
  }

  function forgetExpired() {
    for (const [id, { underway, expiresAt }] of kept) if (!underway && expiresAt <= now()) kept.delete(id);
  }
}
