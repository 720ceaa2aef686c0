import { asc, eq } from "drizzle-orm";
import type { Actor, Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { lowestFree } from "./items";
import { readMasterData } from "./list";
import { parseInput } from "./parse";
import { refuseOverLimit } from "./put";
import { insertSampleData } from "./sample-data";
import { newDataCenterSchema } from "./schema";

export interface NewDataCenterView {
  dataCenterId: number;
  personas: { id: number; name: string; threshold: number }[];
  leadScorings: { id: number; name: string; stages: { id: number; name: string; threshold: number }[] }[];
}

/**
 * *Create a data center* of the console.
 * @param entryId of its audit entry, by which a repeated call finds what was made
 * @throws Problem 400, 409 over the limit
 */
export async function addDataCenter(
  caller: Caller,
  input: unknown,
  { entryId }: { entryId?: string | undefined } = {},
): Promise<{ id: number; name: string }> {
  const given = parseInput(newDataCenterSchema, input);
  const { tidings, accountId, actor } = caller;
  const { dataCenterId } = await createDataCenter(tidings, accountId, given, actor, entryId);
  return { id: dataCenterId, name: given.name };
}

/** Numbered within its account, from 1. @throws Problem 404, 409 over the limit */
export async function createDataCenter(
  tidings: Instance,
  accountId: number,
  input: { name: string; sampleData: boolean },
  actor: Actor = { kind: "command_line", id: null, name: "command line" },
  entryId?: string,
): Promise<NewDataCenterView> {
  const { database } = tidings;
  const now = tidings.now();
  const id = await database.atomically(function* (tx) {
    const { accounts, dataCenters } = database.tables;
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    yield* refuseOverLimit({ tidings, accountId }, tx);
    const present = yield* tx.run(
      tx.orm
        .select({ id: dataCenters.id })
        .from(dataCenters)
        .where(eq(dataCenters.accountId, accountId))
        .orderBy(asc(dataCenters.id)),
    );
    const dataCenter = { accountId, id: nextId(present), name: input.name, createdAt: now };
    yield* tx.run(tx.orm.insert(dataCenters).values(dataCenter));
    if (input.sampleData) yield* insertSampleData(database, tx, accountId, dataCenter.id, now);
    yield* recordAudit(database, tx, {
      id: entryId,
      accountId,
      actor,
      at: now,
      action: "data_center.created",
      target: { kind: "data_center", id: String(dataCenter.id) },
      details: { name: input.name, sampleData: input.sampleData },
    });
    return dataCenter.id;
  });
  const { personas, leadScorings } = await readMasterData(database, accountId, id);
  return { dataCenterId: id, personas, leadScorings };
}

/** One above the highest, unless a platform has chosen the highest there is. */
function nextId(present: { id: number }[]): number {
  const next = (present.at(-1)?.id ?? 0) + 1;
  return Number.isSafeInteger(next) ? next : lowestFree(present.map(({ id }) => id));
}
