import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { KeyHolder } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Log } from "@/lib/log";
import { hourOf } from "@/lib/time";

/** How old `last_used_at` gets before a use is worth a write. */
const MINUTE_MS = 60_000;

/** More entries than a key leaves in an hour: one for each route that programs can call, and its own life's. */
const ENTRIES_OF_AN_HOUR = 200;

export interface KeyCall {
  method: string;
  /** With its parameters' names, as documented: `/api/v1/{clientId}/webhooks`. */
  route: string;
  /** Where it came from; asked for only when the use is written. */
  address(): string | null;
}

export type KeyUses = ReturnType<typeof createKeyUses>;

type Holder = Pick<KeyHolder, "apiKeyId" | "accountId" | "name">;

interface Use {
  holder: Holder;
  at: number;
  call?: { method: string; route: string; address: string | null };
}

/**
 * Writes down when keys are used, never in the way of a request: what this process has written lately is kept in
 * memory, the few writes left come after the answer, together, one transaction at a time, and one that fails is
 * logged and tried again at the next use (docs/decisions/005).
 */
export function createKeyUses(database: Database, log: Log) {
  const known = new Map<string, { usedAt: number; hour: number; calls: Set<string> }>();
  let waiting: Use[] = [];
  let writing: Promise<void> | undefined;

  const of = (apiKeyId: string) => {
    let written = known.get(apiKeyId);
    if (!written) {
      written = { usedAt: Number.NEGATIVE_INFINITY, hour: 0, calls: new Set() };
      known.set(apiKeyId, written);
    }
    return written;
  };

  const later = (use: Use) => {
    waiting.push(use);
    writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll);
  };

  async function writeAll() {
    while (waiting.length > 0) {
      const uses = waiting;
      waiting = [];
      try {
        await database.atomically((tx) => writeUses(database, tx, uses));
      } catch (error) {
        for (const { holder } of uses) known.delete(holder.apiKeyId);
        log.warn({ err: error, uses: uses.length }, "api_key.use_not_written");
      }
    }
    // At once and not in a callback: a use noted in between would wait for nobody.
    writing = undefined;
  }

  return {
    /** The key opened a door at this moment; to the minute. */
    used(holder: Holder, at: number) {
      const written = of(holder.apiKeyId);
      if (at - written.usedAt < MINUTE_MS) return;
      written.usedAt = at;
      later({ holder, at });
    },
    /** A call that leaves no entry of its own has succeeded; the first of its kind in an hour is audited. */
    called(holder: Holder, at: number, { method, route, address }: KeyCall) {
      const written = of(holder.apiKeyId);
      const hour = hourOf(at);
      if (written.hour !== hour) {
        written.hour = hour;
        written.calls.clear();
      }
      const call = `${method} ${route}`;
      if (written.calls.has(call)) return;
      written.calls.add(call);
      later({ holder, at, call: { method, route, address: address() } });
    },
    /** Resolves when everything noted so far is written, or was logged as lost. */
    flush: async () => {
      while (writing) await writing;
    },
  };
}

function* writeUses(database: Database, tx: Transaction, uses: Use[]): Steps<void> {
  const { apiKeys } = database.tables;
  // By id, so that two processes that write the same keys on PostgreSQL wait for each other and never in a circle.
  for (const use of uses.toSorted((a, b) => (a.holder.apiKeyId < b.holder.apiKeyId ? -1 : 1))) {
    const key = eq(apiKeys.id, use.holder.apiKeyId);
    const isNews = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, use.at));
    // With a call the row is locked in any case: what follows reads, then writes.
    yield* tx.run(
      use.call
        ? tx.orm.update(apiKeys).set({ id: use.holder.apiKeyId }).where(key)
        : tx.orm.update(apiKeys).set({ lastUsedAt: use.at }).where(and(key, isNews)),
    );
    if (use.call && !(yield* isAudited(database, tx, use))) yield* recordUse(database, tx, use);
  }
}

/** By another process, or by this one before it was started again. */
function* isAudited(database: Database, tx: Transaction, { holder, at, call }: Use): Steps<boolean> {
  const { auditEntries: entries } = database.tables;
  const latest = yield* tx.run(
    tx.orm
      .select({ at: entries.at, action: entries.action, details: entries.details })
      .from(entries)
      .where(
        and(
          eq(entries.accountId, holder.accountId),
          eq(entries.targetKind, "api_key"),
          eq(entries.targetId, holder.apiKeyId),
        ),
      )
      .orderBy(desc(entries.id))
      .limit(ENTRIES_OF_AN_HOUR),
  );
  return latest.some(
    (entry) =>
      entry.action === "api_key.used" &&
      entry.at >= hourOf(at) &&
      entry.details.method === call?.method &&
      entry.details.route === call?.route,
  );
}

function* recordUse(database: Database, tx: Transaction, { holder, at, call }: Use): Steps<void> {
  yield* recordAudit(database, tx, {
    accountId: holder.accountId,
    actor: { kind: "api_key", id: holder.apiKeyId, name: holder.name },
    at,
    action: "api_key.used",
    target: { kind: "api_key", id: holder.apiKeyId },
    details: { name: holder.name, ...call },
  });
}
