import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import type { JsonObject } from "@/lib/vocabulary";
import { type AuditEntryView, type AuditFilter, auditEntrySchema, auditFilterSchema } from "./schema";
import { findTargets } from "./targets";

/** The account's audit log, newest first; `next` is the cursor of the following page. @throws Problem 400 */
export async function listAudit(
  caller: Caller,
  filter: AuditFilter = {},
): Promise<{ entries: AuditEntryView[]; next: string | null }> {
  const parsed = auditFilterSchema.safeParse(filter);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, filter));
  const { actorId, action, targetKind, targetId, since, until, limit, cursor } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { auditEntries: entries } = tables;
  const rows = await orm
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.accountId, caller.accountId),
        ...[
          actorId ? isActor(caller, actorId) : undefined,
          action ? eq(entries.action, action) : undefined,
          targetKind ? eq(entries.targetKind, targetKind) : undefined,
          targetId ? eq(entries.targetId, targetId) : undefined,
          since === undefined ? undefined : gte(entries.at, since),
          until === undefined ? undefined : lt(entries.at, until),
          cursor ? lt(entries.id, cursor) : undefined,
        ],
      ),
    )
    .orderBy(desc(entries.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const find = await findTargets(caller, page);
  return {
    entries: page.map(({ id, at, actorKind, actorId, actorName, action, targetKind, targetId, details }) => {
      const found = find(targetKind, targetId);
      return auditEntrySchema.parse({
        ...{ id, at: iso(at), action, details },
        actor: { kind: actorKind, id: actorId, name: actorName },
        target: {
          ...{ kind: targetKind, id: targetId, exists: found !== undefined },
          name: nameThen(details) ?? (found || null),
        },
      });
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function isActor(caller: Caller, actorId: string): SQL {
  const { auditEntries } = caller.tidings.database.tables;
  return actorId === "command_line" || actorId === "system"
    ? eq(auditEntries.actorKind, actorId)
    : eq(auditEntries.actorId, actorId);
}

/** Entries tell what their target was called when it happened. */
function nameThen(details: JsonObject): string | undefined {
  const name = details.label ?? details.name ?? details.email ?? details.subject;
  return typeof name === "string" && name !== "" ? name : undefined;
}
