import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { readAddresses } from "./list-addresses";
import type { InboxAddress } from "./schema";

/** One address with what it keeps and who sends to it. @throws Problem 404 */
export async function findInboxAddress(caller: Caller, token: string): Promise<InboxAddress> {
  const [address] = await readAddresses(caller, token);
  if (!address) throw notFound("address of the request inbox");
  return address;
}

/** Whether the account has the address; cheap. */
export async function hasInboxAddress(caller: Caller, token: string): Promise<boolean> {
  const { orm, tables } = caller.tidings.database;
  const { inboxAddresses } = tables;
  const [row] = await orm
    .select({ token: inboxAddresses.token })
    .from(inboxAddresses)
    .where(and(eq(inboxAddresses.token, token), eq(inboxAddresses.accountId, caller.accountId)));
  return row !== undefined;
}

/** Part of a transaction that changes an address. @throws Problem 404 */
export function* readMine(caller: Caller, tx: Transaction, token: string) {
  const { inboxAddresses } = caller.tidings.database.tables;
  const mine = and(eq(inboxAddresses.token, token), eq(inboxAddresses.accountId, caller.accountId));
  const [row] = yield* tx.run(tx.orm.select().from(inboxAddresses).where(mine));
  if (!row) throw notFound("address of the request inbox");
  return row;
}
