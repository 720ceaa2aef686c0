import { eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { recordAudit } from "@/lib/audit/record";
import type { JsonObject } from "@/lib/vocabulary";
import type { Actor } from "./caller";

interface Entry {
  userId: string;
  actor: Actor;
  at: number;
  action: string;
  /** The person, unless told otherwise. */
  target?: { kind: string; id: string };
  details?: JsonObject;
}

/** What concerns a person as such stands in the audit log of each account that the person belongs to. */
export function* recordForPerson(database: Database, tx: Transaction, entry: Entry): Steps<void> {
  const { userId, target, ...rest } = entry;
  const { memberships } = database.tables;
  const accounts = yield* tx.run(
    tx.orm.select({ id: memberships.accountId }).from(memberships).where(eq(memberships.userId, userId)),
  );
  for (const { id } of accounts) {
    yield* recordAudit(database, tx, {
      ...rest,
      accountId: id,
      target: target ?? { kind: "user", id: userId },
    });
  }
}
