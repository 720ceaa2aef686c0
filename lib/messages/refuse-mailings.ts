import { and, eq, isNotNull } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { Problem } from "@/lib/errors";

/**
 * A message's mailing must not vanish while the message is there: its opens and clicks name it, and the next message
 * would get its id.
 * @param gone whether the request removes that mailing
 * @param path where the request says so
 * @throws Problem 409 that names the messages
 */
export function* refuseMailings(
  { tables: { messages } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  { gone, path }: { gone: (mailingId: number) => boolean; path: string },
): Steps<void> {
  const rows = yield* tx.run(
    tx.orm
      .select({ name: messages.name, mailingId: messages.mailingId })
      .from(messages)
      .where(
        and(
          eq(messages.accountId, accountId),
          eq(messages.dataCenterId, dataCenterId),
          isNotNull(messages.mailingId),
        ),
      )
      .orderBy(messages.nameKey),
  );
  const errors = rows
    .filter(({ mailingId }) => mailingId !== null && gone(mailingId))
    .map(({ name, mailingId }) => ({
      path,
      message: `would remove mailing ${mailingId}, which is the message "${name}"`,
      remedy: "Keep it, or delete that message first.",
    }));
  if (errors.length === 0) return;
  throw new Problem(
    "conflict",
    errors.length === 1
      ? `The request ${errors[0]?.message}.`
      : `The request would remove ${errors.length} mailings that are messages.`,
    errors,
  );
}
