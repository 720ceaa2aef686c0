import { setTimeout as sleep } from "node:timers/promises";
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { RejectedRow } from "@/db/shapes";
import type { Tables } from "@/db/tables";
import type { Instance } from "@/lib/instance";
import { type Put, putContacts } from "./put";
import { type FieldTypes, readImportedRow } from "./read-imported-row";
import type { ContactWrite } from "./schema";

type StoredImport = Tables["contactImports"]["$inferSelect"];

interface PartDone {
  webhookIds: string[];
  deliveries: number;
  /** How long the database was held (ms), without the time it was waited for. */
  heldMs: number;
}

type Owed = Omit<PartDone, "heldMs">;

/**
 * Takes in the next part of the import that has waited longest: contacts, what they raise and how far it has come are
 * one commit, so that a kill in between neither loses a row nor takes one in twice.
 * @returns undefined if nothing is to do
 */
export async function importNextPart(tidings: Instance): Promise<PartDone | undefined> {
  const { database } = tidings;
  const { contactImports: imports } = database.tables;
  const now = tidings.now();
  const due = and(isNotNull(imports.nextAt), lte(imports.nextAt, now), eq(imports.state, "running"));
  const [waiting] = await database.orm.select({ id: imports.id }).from(imports).where(due).limit(1);
  if (!waiting) return undefined;
  return database.atomically(function* (tx) {
    const began = performance.now();
    if (!(yield* database.sql.takeTurn(tx, "contact imports"))) return undefined;
    const [next] = yield* tx.run(
      tx.orm.select().from(imports).where(due).orderBy(asc(imports.nextAt)).limit(1),
    );
    if (!next) return undefined;
    const owed = yield* takePart(database, tx, next, now);
    return { ...owed, heldMs: performance.now() - began };
  });
}

function* takePart(database: Database, tx: Transaction, from: StoredImport, now: number): Steps<Owed> {
  const { contactImports: imports, contactImportParts: parts } = database.tables;
  const mine = eq(parts.importId, from.id);
  const running = and(eq(imports.id, from.id), eq(imports.state, "running"));
  // Held from here on: whoever cancels it comes before this part or after it. And behind the others that wait, so that
  // a large file does not keep a small one waiting.
  const held = yield* tx.run(
    tx.orm.update(imports).set({ nextAt: now }).where(running).returning({ id: imports.id }),
  );
  if (held.length === 0) return { webhookIds: [], deliveries: 0 };
  const [part] = yield* tx.run(
    tx.orm
      .select()
      .from(parts)
      .where(and(mine, isNotNull(parts.rows)))
      .orderBy(asc(parts.part))
      .limit(1),
  );
  if (!part) {
    const over = { state: "done" as const, nextAt: null, finishedAt: now };
    yield* tx.run(tx.orm.update(imports).set(over).where(eq(imports.id, from.id)));
    return { webhookIds: [], deliveries: 0 };
  }
  const { writes, rejected } = judgeRows(part, from.mapping, yield* readTypes(database, tx, from));
  const put = yield* putRows(database, tx, from, writes, now);
  const count = (result: string) => put.results.filter((each) => each.result === result).length;
  yield* tx.run(
    tx.orm
      .update(parts)
      .set({ rows: null, rejected: rejected.length > 0 ? rejected : null })
      .where(and(mine, eq(parts.part, part.part))),
  );
  yield* tx.run(
    tx.orm
      .update(imports)
      .set({
        created: sql`${imports.created} + ${count("created")}`,
        updated: sql`${imports.updated} + ${count("updated")}`,
        unchanged: sql`${imports.unchanged} + ${count("unchanged")}`,
        rejected: sql`${imports.rejected} + ${rejected.length}`,
      })
      .where(eq(imports.id, from.id)),
  );
  return put;
}

function judgeRows(
  { firstRow, rows }: { firstRow: number; rows: string[][] | null },
  mapping: readonly (string | null)[],
  types: FieldTypes,
) {
  const writes: ContactWrite[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, cells] of (rows ?? []).entries()) {
    const read = readImportedRow(cells, mapping, types);
    if ("reason" in read) rejected.push({ row: firstRow + index, reason: read.reason, cells });
    else writes.push(read);
  }
  return { writes, rejected };
}

function* putRows(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId, groupId }: StoredImport,
  writes: ContactWrite[],
  now: number,
): Steps<Put> {
  const { groups } = database.tables;
  const here = and(eq(groups.accountId, accountId), eq(groups.dataCenterId, dataCenterId));
  // Somebody may have deleted it since.
  const [group] =
    groupId === null
      ? []
      : yield* tx.run(
          tx.orm
            .select({ id: groups.id })
            .from(groups)
            .where(and(here, eq(groups.id, groupId))),
        );
  const options = { now, cause: "import" as const, joinGroupId: group?.id ?? null };
  return yield* putContacts(database, tx, { accountId, dataCenterId }, writes, options);
}

function* readTypes(
  { tables: { fields } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: StoredImport,
): Steps<FieldTypes> {
  const rows = yield* tx.run(
    tx.orm
      .select({ code: fields.code, type: fields.type })
      .from(fields)
      .where(and(eq(fields.accountId, accountId), eq(fields.dataCenterId, dataCenterId))),
  );
  return new Map(rows.map(({ code, type }) => [code, type]));
}

/** How often to look whether somebody has started one, and how much longer than a part held the database the next one waits. */
const LOOK_MS = 500;
const SHARE = 1.5;

/** Works imports off beside an engine until stopped; most of the time and the database is deliveries'. */
export function startImports(tidings: Instance, onOwed: (webhookIds: string[]) => void) {
  const abort = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: abort.signal }).catch(() => {});
  const run = async () => {
    while (!abort.signal.aborted) {
      try {
        const done = await importNextPart(tidings);
        if (done && done.deliveries > 0) onOwed(done.webhookIds);
        await pause(done ? Math.max(5, SHARE * done.heldMs) : LOOK_MS);
      } catch (error) {
        tidings.log.error({ err: error }, "contacts.import_failed");
        await pause(LOOK_MS);
      }
    }
  };
  const running = run();
  return {
    /** Ends after the part under way. */
    stop() {
      abort.abort();
      return running;
    },
  };
}
