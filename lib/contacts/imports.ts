import { and, desc, eq, inArray } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { findList } from "@/lib/data-centers/find";
import { requireDataCenter } from "@/lib/data-centers/place";
import { addItem } from "@/lib/data-centers/write-item";
import { notFound, Problem } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { HOUR_MS, iso } from "@/lib/time";
import {
  type ImportView,
  importedRowsSchema,
  importViewSchema,
  newImportSchema,
  ROWS_A_PART,
} from "./import-schema";
import { parseContactInput } from "./parse";
import { placeOf } from "./write";

type StoredImport = Tables["contactImports"]["$inferSelect"];

/** Of a page. */
const LISTED = 50;

/** Imports of a data center, newest first. @throws Problem 404 */
export async function listImports(
  caller: Caller,
  dataCenterId: number | string,
): Promise<{ imports: ImportView[] }> {
  const { tidings } = caller;
  const place = placeOf(caller, dataCenterId);
  await requireDataCenter(tidings.database, place);
  const { contactImports: imports } = tidings.database.tables;
  const rows = await tidings.database.orm
    .select()
    .from(imports)
    .where(and(eq(imports.accountId, place.accountId), eq(imports.dataCenterId, place.dataCenterId)))
    .orderBy(desc(imports.id))
    .limit(LISTED);
  return { imports: rows.map((row) => toView(row, tidings.now())) };
}

/**
 * Begins an import; its rows follow (`addRows`), then it is started (`startImport`). Fields that the data center does
 * not have yet are made. @throws Problem 400, 404, 409
 */
export async function createImport(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
): Promise<{ id: string }> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { newFields, mapping, ...file } = parseContactInput(newImportSchema, input);
  const place = placeOf(caller, dataCenterId);
  const { fields } = await findList(caller, place.dataCenterId, "fields");
  const known = new Set(fields.map(({ code }) => code.toLowerCase()));
  for (const { code, label } of newFields) {
    if (known.has(code.toLowerCase())) continue;
    await addItem(caller, place.dataCenterId, "fields", { code, label, type: "text" });
  }
  const id = newId();
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const row = { ...place, ...file, id, mapping, createdAt: now, createdBy: actor.name };
    yield* tx.run(tx.orm.insert(database.tables.contactImports).values({ ...row, state: "uploading" }));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "contact_import.created" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { importId: id, rows: file.rows },
    });
  });
  return { id };
}

/** Rows of the file; sent again they are the same ones. @throws Problem 400, 404, 409 once it was started */
export async function addRows(caller: Caller, importId: string, input: unknown): Promise<void> {
  const { firstRow, rows } = parseContactInput(importedRowsSchema, input);
  const { database } = caller.tidings;
  const { contactImportParts } = database.tables;
  const { id, state } = await loadImport(caller, importId);
  if (state !== "uploading") throw new Problem("conflict", "The import has been started already.");
  const parts = Array.from({ length: Math.ceil(rows.length / ROWS_A_PART) }, (_, index) => ({
    ...{ importId: id, part: firstRow + index * ROWS_A_PART, firstRow: firstRow + index * ROWS_A_PART },
    rows: rows.slice(index * ROWS_A_PART, (index + 1) * ROWS_A_PART),
  }));
  await database.atomically((tx) =>
    tx.run(tx.orm.insert(contactImportParts).values(parts).onConflictDoNothing()),
  );
}

/** Every row is here: they are taken in from now on. @throws Problem 404, 409 where rows are missing */
export async function startImport(caller: Caller, importId: string): Promise<ImportView> {
  const { tidings } = caller;
  const { database } = tidings;
  const { contactImports: imports, contactImportParts: parts } = database.tables;
  const found = await loadImport(caller, importId);
  const there = await database.orm
    .select({ rows: parts.rows })
    .from(parts)
    .where(eq(parts.importId, found.id));
  const rows = there.reduce((sum, part) => sum + (part.rows?.length ?? 0), 0);
  if (found.state === "uploading" && rows !== found.rows) {
    throw new Problem("conflict", `${rows} of ${found.rows} rows have arrived. Import the file again.`);
  }
  const running = { state: "running" as const, nextAt: tidings.now() };
  await database.atomically((tx) =>
    tx.run(
      tx.orm
        .update(imports)
        .set(running)
        .where(and(eq(imports.id, found.id), eq(imports.state, "uploading"))),
    ),
  );
  return toView(await loadImport(caller, importId), tidings.now());
}

/** What is in stays in; the rest is given up. @throws Problem 404, 409 where it is over */
export async function cancelImport(caller: Caller, importId: string): Promise<ImportView> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { contactImports: imports, contactImportParts: parts } = database.tables;
  const { id, dataCenterId } = await loadImport(caller, importId);
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const [ended] = yield* tx.run(
      tx.orm
        .update(imports)
        .set({ state: "cancelled", nextAt: null, finishedAt: now })
        .where(and(eq(imports.id, id), inArray(imports.state, ["uploading", "running"])))
        .returning({ id: imports.id }),
    );
    if (!ended) throw new Problem("conflict", "The import is over already.");
    yield* tx.run(tx.orm.update(parts).set({ rows: null }).where(eq(parts.importId, id)));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "contact_import.cancelled" },
      target: { kind: "data_center", id: String(dataCenterId) },
      details: { importId: id },
    });
  });
  return toView(await loadImport(caller, importId), now);
}

/** @throws Problem 404 */
export async function loadImport({ tidings, accountId }: Caller, id: string): Promise<StoredImport> {
  const { contactImports: imports } = tidings.database.tables;
  const [found] = isId(id)
    ? await tidings.database.orm
        .select()
        .from(imports)
        .where(and(eq(imports.id, id.toLowerCase()), eq(imports.accountId, accountId)))
    : [];
  if (!found) throw notFound("import");
  return found;
}

/** A browser sends rows without a break; after so long it has gone away. */
const CUT_OFF_MS = HOUR_MS;

function toView(row: StoredImport, now: number): ImportView {
  const { id, dataCenterId, fileName, rows, created, updated, unchanged, rejected, createdBy } = row;
  const cutOff = row.state === "uploading" && now - row.createdAt > CUT_OFF_MS;
  return importViewSchema.parse({
    ...{ id, dataCenterId, fileName, rows, created, updated, unchanged, rejected, createdBy },
    state: cutOff ? "cut_off" : row.state,
    createdAt: iso(row.createdAt),
    finishedAt: iso(row.finishedAt),
  });
}
