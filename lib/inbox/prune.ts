import { and, desc, eq, lt, lte } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { HOUR_MS } from "@/lib/time";
import { KEPT_HOURS, KEPT_REQUESTS } from "./schema";

export const keptSince = (now: number) => now - KEPT_HOURS * HOUR_MS;

/** Takes away whatever is older than 24 hours, of every address; one step along an index where there is nothing. */
export function* pruneOld(database: Database, tx: Transaction, now: number): Steps<void> {
  const { inboxRequests } = database.tables;
  yield* tx.run(tx.orm.delete(inboxRequests).where(lt(inboxRequests.receivedAt, keptSince(now))));
}

/** Keeps the newest 200 of an address. */
export function* pruneFull(database: Database, tx: Transaction, token: string): Steps<void> {
  const { inboxRequests } = database.tables;
  const [surplus] = yield* tx.run(
    tx.orm
      .select({ id: inboxRequests.id })
      .from(inboxRequests)
      .where(eq(inboxRequests.token, token))
      .orderBy(desc(inboxRequests.id))
      .limit(1)
      .offset(KEPT_REQUESTS),
  );
  if (!surplus) return;
  yield* tx.run(
    tx.orm
      .delete(inboxRequests)
      .where(and(eq(inboxRequests.token, token), lte(inboxRequests.id, surplus.id))),
  );
}

/** For the engine's sweep and for readers: writes only where something is too old. */
export async function pruneInbox(database: Database, now: number): Promise<void> {
  const { inboxRequests } = database.tables;
  const [old] = await database.orm
    .select({ id: inboxRequests.id })
    .from(inboxRequests)
    .where(lt(inboxRequests.receivedAt, keptSince(now)))
    .limit(1);
  if (old) await database.atomically((tx) => pruneOld(database, tx, now));
}
