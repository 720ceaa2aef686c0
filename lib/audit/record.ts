import type { Database, Steps, Transaction } from "@/db/database";
import type { Actor } from "@/lib/accounts/caller";
import { newId } from "@/lib/ids";
import type { JsonObject } from "@/lib/vocabulary";

export interface AuditEntry {
  /** Where what is made has no id that could be reserved: the entry has it, by which a repeated call finds it. */
  id?: string | undefined;
  accountId: number;
  actor: Actor;
  at: number;
  /** `webhook.created`, `signing_key.revealed`: noun and what was done to it. */
  action: string;
  target: { kind: string; id: string };
  /** Never a secret. */
  details?: JsonObject;
}

/** Part of the transaction that does what it tells of: both happen or neither. */
export function* recordAudit(database: Database, tx: Transaction, entry: AuditEntry): Steps<void> {
  yield* tx.run(
    tx.orm.insert(database.tables.auditEntries).values({
      id: entry.id ?? newId(),
      accountId: entry.accountId,
      at: entry.at,
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      actorName: entry.actor.name,
      action: entry.action,
      targetKind: entry.target.kind,
      targetId: entry.target.id,
      details: entry.details ?? {},
    }),
  );
}
