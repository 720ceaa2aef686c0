import { and, eq, isNotNull } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { Problem } from "@/lib/errors";

/**
 * The mailings that are messages. They must not vanish while the message is there: opens and clicks name them, and the
 * next message would get the id.
 */
export function* mailingsOfMessages(
  { tables: { messages } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
): Steps<Map<number, string>> {
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
      ),
  );
  return new Map(rows.flatMap(({ name, mailingId }) => (mailingId === null ? [] : [[mailingId, name]])));
}

/** @throws Problem 409 that names the message */
export function* refuseMailingOfMessage(
  database: Database,
  tx: Transaction,
  place: Place,
  mailingId: number,
): Steps<void> {
  const name = (yield* mailingsOfMessages(database, tx, place)).get(mailingId);
  if (name === undefined) return;
  throw new Problem("conflict", `Mailing ${mailingId} is the message "${name}". Delete that message first.`);
}
