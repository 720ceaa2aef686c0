import { and, eq, ne } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { browserOf } from "./browser-of";
import type { Caller } from "./caller";
import { recordForPerson } from "./record-for-person";

/** Signs one of the caller's own sessions out. @throws Problem 404 */
export async function endSession({ tidings, actor }: Caller, id: string): Promise<void> {
  const { database } = tidings;
  const { sessions } = database.tables;
  const userId = actor.id as string;
  await database.atomically(function* (tx) {
    const mine = and(eq(sessions.id, id), eq(sessions.userId, userId));
    const [ended] = isId(id)
      ? yield* tx.run(tx.orm.delete(sessions).where(mine).returning({ userAgent: sessions.userAgent }))
      : [];
    if (!ended) throw new Problem("not_found", "This session has ended already.");
    const { name, system } = browserOf(ended.userAgent ?? "");
    yield* recordForPerson(database, tx, {
      ...{ userId, actor, at: tidings.now() },
      action: "user.session_ended",
      details: { browser: name, system },
    });
  });
}

/** Signs the caller out everywhere but in this session. @returns how many sessions ended */
export async function endOtherSessions(
  { tidings, actor }: Caller,
  sessionId: string,
): Promise<{ ended: number }> {
  const { database } = tidings;
  const { sessions } = database.tables;
  const userId = actor.id as string;
  return database.atomically(function* (tx) {
    const others = and(eq(sessions.userId, userId), ne(sessions.id, sessionId));
    const rows = yield* tx.run(tx.orm.delete(sessions).where(others).returning({ id: sessions.id }));
    if (rows.length > 0) {
      yield* recordForPerson(database, tx, {
        ...{ userId, actor, at: tidings.now() },
        action: "user.other_sessions_ended",
        details: { sessionsEnded: rows.length },
      });
    }
    return { ended: rows.length };
  });
}
