import { and, count, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { changesBetween } from "@/lib/audit/changes";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { parseId, parseInput } from "./parse";
import { type DataCenterRow, findDataCenterRow } from "./rows";
import { dataCenterSchema, MAX_DATA_CENTERS } from "./schema";

/** Creates a data center with the id of the address, or renames it. @throws Problem 400, 404, 409 over the limit */
export async function putDataCenter(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
): Promise<{ created: boolean; dataCenter: DataCenterRow }> {
  const id = parseId(dataCenterId, "data center");
  const created = await writeName(caller, id, input, { mayCreate: true });
  return { created, dataCenter: await findDataCenterRow(caller, id) };
}

/** @throws Problem 400, 404 */
export async function renameDataCenter(caller: Caller, dataCenterId: number | string, input: unknown) {
  await writeName(caller, parseId(dataCenterId, "data center"), input, { mayCreate: false });
}

async function writeName(caller: Caller, id: number, input: unknown, { mayCreate }: { mayCreate: boolean }) {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { name } = parseInput(dataCenterSchema, input);
  const now = tidings.now();
  return database.atomically(function* (tx) {
    const { dataCenters } = database.tables;
    const mine = and(eq(dataCenters.accountId, accountId), eq(dataCenters.id, id));
    const [before] = yield* tx.run(tx.orm.select().from(dataCenters).where(mine));
    if (!before && !mayCreate) throw notFound("data center");
    if (before) {
      yield* tx.run(tx.orm.update(dataCenters).set({ name }).where(mine));
    } else {
      yield* refuseOverLimit(caller, tx);
      yield* tx.run(tx.orm.insert(dataCenters).values({ accountId, id, name, createdAt: now }));
    }
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: now,
      action: before ? "data_center.renamed" : "data_center.created",
      target: { kind: "data_center", id: String(id) },
      details: before ? { name, changes: changesBetween({ name: before.name }, { name }) } : { name },
    });
    return before === undefined;
  });
}

/** @throws Problem 409 */
export function* refuseOverLimit(
  { tidings: { database }, accountId }: Pick<Caller, "tidings" | "accountId">,
  tx: Transaction,
): Steps<void> {
  const { dataCenters } = database.tables;
  const [row] = yield* tx.run(
    tx.orm.select({ used: count() }).from(dataCenters).where(eq(dataCenters.accountId, accountId)),
  );
  if (Number(row?.used ?? 0) < MAX_DATA_CENTERS) return;
  const most = MAX_DATA_CENTERS.toLocaleString("en");
  throw new Problem("conflict", `The account has ${most} data centers, which is the most there can be.`);
}
