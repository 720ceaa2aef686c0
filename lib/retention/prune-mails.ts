import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { countGone } from "@/lib/messages/count-message";
import { endOf, ROWS_AT_ONCE, type Scope, type StepDone } from "./step";

/** Mails that were sent, given up, or kept in the Outbox for as long as anything is kept. What is due stays. */
export async function pruneMails(
  tidings: Instance,
  { accountId, before, after }: Scope & { after: string | undefined },
): Promise<StepDone> {
  const { database } = tidings;
  const { mails } = database.tables;
  const { message, sentAt, nextAttemptAt, error } = mails;
  const page = await database.orm
    .select({ id: mails.id, createdAt: mails.createdAt, nextAttemptAt: mails.nextAttemptAt })
    .from(mails)
    .where(and(eq(mails.accountId, accountId), after ? gt(mails.id, after) : undefined))
    .orderBy(asc(mails.id))
    .limit(ROWS_AT_ONCE);
  const old = page.filter((mail) => mail.createdAt < before);
  const settled = old.filter(({ nextAttemptAt }) => nextAttemptAt === null).map(({ id }) => id);
  if (settled.length === 0) return endOf(page, old, 0);
  return database.atomically(function* (tx) {
    // A person may have asked meanwhile for one to be sent again.
    const gone = yield* tx.run(
      tx.orm
        .delete(mails)
        .where(and(inArray(mails.id, settled), isNull(mails.nextAttemptAt)))
        .returning({ message, sentAt, nextAttemptAt, error }),
    );
    yield* countGone(database, tx, gone);
    return endOf(page, old, gone.length);
  });
}
