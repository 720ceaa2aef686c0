import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import type { Scope } from "./step";

/** A few hundred parts hang on each. */
const AT_ONCE = 5;

/** Reports of imported files, with the rows that could not be taken in; what still runs stays. */
export async function pruneImports(
  { database }: Instance,
  { accountId, before }: Pick<Scope, "accountId" | "before">,
): Promise<void> {
  const { contactImports: imports, contactImportParts: parts } = database.tables;
  const old = await database.orm
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.accountId, accountId), lt(imports.createdAt, before), isNull(imports.nextAt)))
    .limit(AT_ONCE);
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await database.atomically(function* (tx) {
    yield* tx.run(tx.orm.delete(parts).where(inArray(parts.importId, ids)));
    yield* tx.run(tx.orm.delete(imports).where(inArray(imports.id, ids)));
  });
}
