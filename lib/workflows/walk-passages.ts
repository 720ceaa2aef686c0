import { and, desc, eq, exists, getTableColumns, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { type WalkedPage, walkList } from "@/lib/walk-list";
import type { passageFilterSchema } from "./passage-schema";
import type { Passage } from "./read-worlds";

interface Wanted extends Pick<z.output<typeof passageFilterSchema>, "state" | "stepId" | "outcome"> {
  contactIds: string[] | undefined;
  cursor: string | undefined;
  limit: number;
}

/** So few requests of a step that their passages are read at once; of more, some come soon on the walk. */
const FEW = 5_000;

/**
 * A page of a workflow's passages, newest first, at a cost that does not depend on how many there are: those of a
 * contact, or of a step's few requests that failed or are pending, by their indexes; else along the workflow's.
 */
export async function walkPassages(
  caller: Caller,
  workflowId: string,
  { state, contactIds, cursor, limit, ...asked }: Wanted,
): Promise<WalkedPage<Passage>> {
  const { orm, tables } = caller.tidings.database;
  const { passages } = tables;
  const fits = fitsOf(caller, asked);
  const few = contactIds
    ? await idsOfContacts(caller, workflowId, contactIds)
    : await fewOf(caller, workflowId, asked);
  const own = few && inArray(passages.id, few);
  const ofState =
    state === "under_way" ? isNull(passages.finishedAt) : state ? eq(passages.state, state) : undefined;
  const walks = own === undefined && (fits !== undefined || state !== undefined);
  const flag = sql<number>`case when ${fits ?? sql`1 = 1`} then 1 else 0 end`;
  const page = await walkList(
    {
      read: (after, size) =>
        orm
          .select({ ...getTableColumns(passages), fits: flag })
          .from(passages)
          .where(
            and(
              eq(passages.workflowId, workflowId),
              own && and(own, ofState, fits),
              after === undefined ? undefined : lt(passages.id, after),
            ),
          )
          .orderBy(desc(passages.id))
          .limit(size),
      place: ({ id }) => id,
      ...(walks && {
        wanted: (row: Passage & { fits: number }) =>
          Number(row.fits) === 1 &&
          (state === undefined || row.state === state || (state === "under_way" && row.finishedAt === null)),
      }),
    },
    cursor,
    limit,
  );
  return page;
}

type Asked = Pick<Wanted, "stepId" | "outcome">;

/** Whether a passage has seen the step, or has a request that ended so. */
function fitsOf({ tidings }: Caller, { stepId, outcome }: Asked): SQL | undefined {
  const { orm, tables } = tidings.database;
  const { passages, passageEntries: entries, stepDeliveries: owed } = tables;
  const one = { one: sql`1` };
  if (outcome !== undefined) {
    const mine = eq(owed.passageId, passages.id);
    const ofStep = stepId === undefined ? undefined : eq(owed.stepId, stepId);
    return exists(
      orm
        .select(one)
        .from(owed)
        .where(and(mine, ofStep, endedAs(owed, outcome))),
    );
  }
  if (stepId === undefined) return undefined;
  const seen = and(eq(entries.passageId, passages.id), eq(entries.stepId, stepId));
  return exists(orm.select(one).from(entries).where(seen));
}

/** A contact's passages; asked for apart, since in the list's order a database reads them all. */
async function idsOfContacts(
  { tidings }: Caller,
  workflowId: string,
  contactIds: readonly string[],
): Promise<string[]> {
  const { orm, tables } = tidings.database;
  const { passages } = tables;
  const theirs = and(eq(passages.workflowId, workflowId), inArray(passages.contactId, [...contactIds]));
  const rows = await orm.select({ id: passages.id }).from(passages).where(theirs).limit(FEW);
  return rows.map(({ id }) => id);
}

/** The passages of a step's requests that failed or are pending, unless they are many. */
async function fewOf(
  { tidings }: Caller,
  workflowId: string,
  { stepId, outcome }: Asked,
): Promise<string[] | undefined> {
  if (stepId === undefined || outcome === undefined || outcome === "accepted") return undefined;
  const { orm, tables } = tidings.database;
  const { stepDeliveries: owed } = tables;
  const rows = await orm
    .select({ id: owed.passageId })
    .from(owed)
    .where(and(eq(owed.workflowId, workflowId), eq(owed.stepId, stepId), endedAs(owed, outcome)))
    .limit(FEW + 1);
  return rows.length > FEW ? undefined : rows.map(({ id }) => id);
}

const endedAs = (
  owed: Caller["tidings"]["database"]["tables"]["stepDeliveries"],
  outcome: NonNullable<Asked["outcome"]>,
) => (outcome === "pending" ? isNull(owed.outcome) : eq(owed.outcome, outcome));
