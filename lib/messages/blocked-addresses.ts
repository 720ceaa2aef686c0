import { and, asc, count, eq, gt, gte, lt, sql } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { emailKeyOf } from "@/lib/contacts/keys";
import { parseContactInput } from "@/lib/contacts/parse";
import { placeOf } from "@/lib/contacts/write";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter, requireDataCenter } from "@/lib/data-centers/place";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import {
  type BlockedAddress,
  type BlockedFilter,
  type BlockedList,
  blockedAddressSchema,
  blockedFilterSchema,
  blockedListSchema,
  blockSchema,
  MAX_WILDCARDS,
  parseCursor,
  patternSchema,
  writeCursor,
} from "./blocked-schema";

type Stored = Tables["blockedAddresses"]["$inferSelect"];

/** Nothing that begins alike stands behind it. */
const LAST = "\u{10FFFF}";

/** A page of what a data center writes to nobody, by pattern. @throws Problem 400, 404 */
export async function listBlockedAddresses(
  caller: Caller,
  dataCenterId: number | string,
  filter: BlockedFilter,
): Promise<BlockedList> {
  const { q, limit, cursor } = parseContactInput(blockedFilterSchema, filter);
  const { database } = caller.tidings;
  const place = placeOf(caller, dataCenterId);
  await requireDataCenter(database, place);
  const { blockedAddresses: blocked } = database.tables;
  const prefix = q === undefined ? "" : emailKeyOf(q);
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const rows = await database.orm
    .select()
    .from(blocked)
    .where(
      and(
        within(blocked, place),
        prefix === "" ? undefined : and(gte(blocked.pattern, prefix), lt(blocked.pattern, prefix + LAST)),
        after === undefined ? undefined : gt(blocked.pattern, after),
      ),
    )
    .orderBy(asc(blocked.pattern))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last ? writeCursor(last.pattern) : null;
  return blockedListSchema.parse({ blockedAddresses: rows.slice(0, limit).map(blockedView), next });
}

/**
 * Has nothing be sent to an address, or to all that a pattern stands for, until it is unblocked; one that is blocked
 * already is on the blocklist from then on, for this reason.
 * @throws Problem 400, 404, 409 at the limit
 */
export async function blockAddress(
  caller: Caller,
  dataCenterId: number | string,
  address: string,
  input: unknown,
): Promise<{ created: boolean; blocked: BlockedAddress }> {
  const { reason } = parseContactInput(blockSchema, input);
  const pattern = parsePattern(address);
  const place = placeOf(caller, dataCenterId);
  const { tidings } = caller;
  const { database } = tidings;
  const { blockedAddresses } = database.tables;
  const because = "blocklisted" as const;
  return database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const mine = and(within(blockedAddresses, place), eq(blockedAddresses.pattern, pattern));
    const [before] = yield* tx.run(tx.orm.select().from(blockedAddresses).where(mine));
    if (!before && pattern.includes("*")) yield* refuseOverLimit(caller, tx, place);
    const after: Stored = { ...place, pattern, because, reason, at: before?.at ?? tidings.now() };
    if (before) yield* tx.run(tx.orm.update(blockedAddresses).set({ because, reason }).where(mine));
    else yield* tx.run(tx.orm.insert(blockedAddresses).values(after));
    yield* note(caller, tx, place, {
      action: before ? "blocked_address.updated" : "blocked_address.created",
      pattern,
    });
    return { created: !before, blocked: blockedView(after) };
  });
}

/** Lets messages go there again, as far as nothing else speaks against it. @throws Problem 404 */
export async function unblockAddress(
  caller: Caller,
  dataCenterId: number | string,
  address: string,
): Promise<void> {
  const place = placeOf(caller, dataCenterId);
  // PostgreSQL refuses to compare with what it could not store.
  if (address.includes("\0") || !address.isWellFormed()) throw notBlocked();
  const pattern = emailKeyOf(address);
  const { database } = caller.tidings;
  const { blockedAddresses } = database.tables;
  await database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const gone = yield* tx.run(
      tx.orm
        .delete(blockedAddresses)
        .where(and(within(blockedAddresses, place), eq(blockedAddresses.pattern, pattern)))
        .returning({ pattern: blockedAddresses.pattern }),
    );
    if (gone.length === 0) throw notBlocked();
    yield* note(caller, tx, place, { action: "blocked_address.deleted", pattern });
  });
}

const notBlocked = () =>
  new Problem(
    "not_found",
    "The data center blocks no such address or pattern. Its list shows what it blocks.",
  );

/** Of an address; it is no field of a body. @throws Problem 400 */
function parsePattern(address: string): string {
  const parsed = patternSchema.safeParse(address);
  if (parsed.success) return parsed.data;
  const [problem] = fieldProblems(parsed.error, address);
  throw invalid(problem ? [{ ...problem, path: "pattern" }] : []);
}

function* refuseOverLimit({ tidings }: Caller, tx: Transaction, place: Place): Steps<void> {
  const { blockedAddresses } = tidings.database.tables;
  const [has] = yield* tx.run(
    tx.orm
      .select({ wildcards: count() })
      .from(blockedAddresses)
      // In the very words of the index.
      .where(and(within(blockedAddresses, place), sql.raw("pattern like '%*%'"))),
  );
  if (Number(has?.wildcards) < MAX_WILDCARDS) return;
  throw new Problem(
    "conflict",
    `The data center blocks ${MAX_WILDCARDS.toLocaleString("en")} patterns with *, its limit. Unblock some, or block addresses one by one.`,
  );
}

interface Done {
  action: "blocked_address.created" | "blocked_address.updated" | "blocked_address.deleted";
  pattern: string;
}

/** The log outlives an erasure: of one person's address it says nothing. */
const note = (
  { tidings, accountId, actor }: Caller,
  tx: Transaction,
  { dataCenterId }: Place,
  { action, pattern }: Done,
): Steps<void> =>
  recordAudit(tidings.database, tx, {
    ...{ accountId, actor, at: tidings.now(), action },
    target: { kind: "data_center", id: String(dataCenterId) },
    details: pattern.startsWith("*@") ? { pattern } : {},
  });

export const blockedView = ({ pattern, because, reason, at }: Stored): BlockedAddress =>
  blockedAddressSchema.parse({ pattern, because, reason, blockedAt: iso(at) });

const within = (table: Tables["blockedAddresses"], { accountId, dataCenterId }: Place) =>
  and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId));
