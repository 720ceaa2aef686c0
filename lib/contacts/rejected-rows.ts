import { and, asc, eq, gt, isNotNull } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { csvLine } from "@/lib/audit/csv";
import { loadImport } from "./imports";

const PARTS = 50;

/** The rows of a file that could not be taken in, with their places and why, as CSV. @throws Problem 404 */
export async function rejectedRows(caller: Caller, importId: string): Promise<AsyncGenerator<string, void>> {
  const { id } = await loadImport(caller, importId);
  const { orm, tables } = caller.tidings.database;
  const { contactImportParts: parts } = tables;
  return (async function* () {
    yield `\uFEFF${csvLine(["row", "reason"])}`;
    for (let after = 0; ; ) {
      const rows = await orm
        .select({ part: parts.part, rejected: parts.rejected })
        .from(parts)
        .where(and(eq(parts.importId, id), gt(parts.part, after), isNotNull(parts.rejected)))
        .orderBy(asc(parts.part))
        .limit(PARTS);
      yield rows
        .flatMap(({ rejected }) => rejected ?? [])
        .map(({ row, reason, cells }) => csvLine([String(row), reason, ...cells]))
        .join("");
      const last = rows.at(-1);
      if (!last || rows.length < PARTS) return;
      after = last.part;
    }
  })();
}
