import { randomInt } from "node:crypto";
import { openBulletin } from "@/db/bulletin";
import { connect } from "@/db/connect";
import { migrate } from "@/db/migrate";
import type { WriteLock } from "@/db/write-lock";
import { createSignInLimits } from "@/lib/accounts/sign-in-limits";
import { createRateLimit } from "@/lib/api/rate-limit";
import { createKeyUses } from "@/lib/api-keys/key-uses";
import { steadyClock } from "@/lib/clock";
import { createBacklog } from "@/lib/deliveries/backlog";
import { createResolver } from "@/lib/engine/resolve-host";
import { createSender } from "@/lib/engine/send";
import { createTokens } from "@/lib/engine/tokens";
import { isLoopback, readEnv } from "@/lib/env";
import { createGroupCommit } from "@/lib/events/group-commit";
import { createInbox } from "@/lib/inbox/receive";
import { joinOthers } from "@/lib/join-others";
import { loadKeyring } from "@/lib/keyring";
import { createLog } from "@/lib/log";
import { checkInstallationKey } from "@/lib/secrets/installation-key";

/** An account's; enough for somebody who tries things out, too few to load anybody's server with. */
const DRAFT_TESTS_PER_MINUTE = 30;

/** A person's; a form asks after each pause in typing, so nobody comes near it by hand. */
const LOOKS_BACK_PER_MINUTE = 120;

export interface OpenOptions {
  lock?: WriteLock | undefined;
  /** When commits reach the disk (db/connect-sqlite.ts): the engine's soon after, everybody else's before they return. */
  sync?: "each" | "soon";
  /** What this process or thread calls itself in the log. */
  name?: string;
  /** Whether a secret key will do that is not the database's (PostgreSQL): to say so, or to make it the one. */
  anyKey?: boolean;
  /** A clock that a test drives: both the steady one and, unless that is given too, the wall's. */
  now?: () => number;
  wallNow?: () => number;
}

/** Everything a running copy of the product has one of. Opens the database and brings it up to date. */
export async function openInstance(source: Record<string, string | undefined>, options: OpenOptions = {}) {
  const env = readEnv(source);
  const log = createLog(env.LOG_LEVEL, options.name ? { name: options.name } : {});
  const database = connect(env, { lock: options.lock, sync: options.sync, name: options.name });
  const keyring = loadKeyring(env);
  let shared: Awaited<ReturnType<typeof joinOthers>> | undefined;
  try {
    await migrate(database);
    if (database.dialect === "postgres") {
      if (!options.anyKey) await checkInstallationKey(database, keyring);
      shared = await joinOthers(database, keyring, env.RETENTION_DAYS);
    }
  } catch (error) {
    await database.close();
    throw error;
  }
  const resolver = createResolver(env.egress);
  const bulletin = openBulletin(database);
  const now = options.now ?? steadyClock(shared?.clock.now);
  const wallNow = options.wallNow ?? options.now ?? Date.now;
  const sender = createSender(env.egress, {
    resolver,
    inbox: createInbox({ database, keyring, log, now }),
  });
  const backlog = createBacklog(database);
  const instance = {
    env,
    log,
    database,
    keyring,
    resolver,
    sender,
    tokens: createTokens({ sender, now, log }),
    backlog,
    keyUses: createKeyUses(database, log),
    /** Epoch ms; never goes backward. Everything is timed by it but what receivers compare with their own clocks. */
    now,
    /** Epoch ms by the wall clock of this moment, whichever way somebody has set it. */
    wallNow,
    intake: createGroupCommit(database, ({ webhookIds, deliveries }) => {
      backlog.add(deliveries);
      instance.wakeEngine([...webhookIds]);
    }),
    /** Who is told that deliveries became due: the engine thread, a dispatcher at work. */
    wakeListeners: new Set<(webhookIds: string[]) => void>(),
    /** Called after every commit that made deliveries of these webhooks due. */
    wakeEngine(webhookIds: string[]) {
      for (const wake of instance.wakeListeners) wake(webhookIds);
      bulletin.tell({ due: webhookIds });
    },
    /** What processes on one PostgreSQL tell each other; silent on SQLite. */
    bulletin,
    /** Who is told that a mail became due: the mailer of this process. */
    mailListeners: new Set<() => void>(),
    /** Called after every commit that queued a mail. */
    wakeMailer() {
      instance.hearOfMail();
      bulletin.tell({ mail: true });
    },
    /** Called when another process has queued a mail. */
    hearOfMail() {
      for (const wake of instance.mailListeners) wake();
    },
    /** Set by server/main.ts: it stands in front of Next and tells whose request each one is. */
    ownServer: false,
    signInLimits: createSignInLimits(database),
    apiCalls: createRateLimit(env.API_CALLS_PER_MINUTE),
    draftTests: createRateLimit(DRAFT_TESTS_PER_MINUTE, "tests of unsaved webhooks and of messages"),
    looksBack: createRateLimit(LOOKS_BACK_PER_MINUTE, "looks at what would have happened"),
    /** Ends what begins new attempts in this thread; a drain calls each. */
    stopListeners: new Set<() => void>(),
    /** Off loopback the first visitor has to prove to be the one who sees the terminal; null on loopback. */
    setUpCode:
      isLoopback(env.HOST) && isLoopback(new URL(env.PUBLIC_URL).hostname)
        ? null
        : newSetUpCode(shared?.setUpSeed),
    /** What is known of this process's engine thread; undefined where it has none. */
    engine: undefined as { heartbeatAt: number | null; startedAt: number } | undefined,
    /** Set while the server drains: new work is refused with 503. */
    draining: false,
    async close() {
      await instance.keyUses.flush();
      await sender.close();
      resolver.close();
      shared?.clock.stop();
      await bulletin.close();
      await database.close();
    },
  };
  return instance;
}

/** Eight characters that can't be mistaken for one another. */
const newSetUpCode = (seed?: Buffer) =>
  Array.from(
    { length: 8 },
    (_, at) => "ABCDEFGHJKMNPQRSTUVWXYZ23456789"[(seed?.[at] ?? randomInt(31)) % 31],
  ).join("");

export type Instance = Awaited<ReturnType<typeof openInstance>>;

/** The one object that the server's bundle and Next's share; module variables exist once in each. */
const SHARED = Symbol.for("tidings");
const shared = globalThis as { [SHARED]?: { instance?: Promise<Instance> } };

/**
 * The instance of this process, opened at first use, so that a build opens nothing and plain `next start` works.
 * A failed opening is not remembered: the next call tries again.
 */
export function getInstance(options: OpenOptions = {}): Promise<Instance> {
  shared[SHARED] ??= {};
  const slot = shared[SHARED];
  slot.instance ??= openInstance(process.env, { name: "web", ...options }).catch((error) => {
    slot.instance = undefined;
    throw error;
  });
  return slot.instance;
}
