import type { Caller } from "@/lib/accounts/caller";

export interface AuditActor {
  /** As `listAudit` filters by it. */
  id: string;
  kind: "user" | "api_key";
  /** As it was called last. */
  name: string;
}

/**
 * Jumps from actor to actor along the index instead of reading every entry; ends with a null. PostgreSQL knows no
 * loose index scan either.
 */
const FIND = `
  WITH RECURSIVE actor(id) AS (
    SELECT min(actor_id) FROM audit_entries WHERE account_id = $1
    UNION ALL
    SELECT (SELECT min(actor_id) FROM audit_entries WHERE account_id = $1 AND actor_id > actor.id)
    FROM actor WHERE actor.id IS NOT NULL
  )
  SELECT latest.actor_id AS id, latest.actor_kind AS kind, latest.actor_name AS name
  FROM actor JOIN audit_entries AS latest ON latest.id = (
    SELECT id FROM audit_entries
    WHERE account_id = $1 AND actor_id = actor.id ORDER BY id DESC LIMIT 1
  )`;

/** Every person and key that has left an entry, by name; those too who are gone. */
export async function listAuditActors({ tidings, accountId }: Caller): Promise<AuditActor[]> {
  const rows = await tidings.database.rows<AuditActor>(FIND, [accountId]);
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}
