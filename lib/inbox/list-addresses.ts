import { and, count, desc, eq, gte, inArray, max, ne } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import { keptSince } from "./prune";
import { type InboxAddress, inboxAddressSchema, inboxUrl, tokenSchema } from "./schema";

/** The account's addresses, the newest first. */
export const listInboxAddresses = (caller: Caller): Promise<InboxAddress[]> => readAddresses(caller);

/** All, or the one with the token. */
export async function readAddresses(caller: Caller, token?: string): Promise<InboxAddress[]> {
  const { orm, tables } = caller.tidings.database;
  const { inboxAddresses, inboxRequests, webhooks } = tables;
  if (token !== undefined && !tokenSchema.safeParse(token).success) return [];
  const rows = await orm
    .select()
    .from(inboxAddresses)
    .where(
      and(
        eq(inboxAddresses.accountId, caller.accountId),
        token === undefined ? undefined : eq(inboxAddresses.token, token),
      ),
    )
    .orderBy(desc(inboxAddresses.createdAt), desc(inboxAddresses.token));
  if (rows.length === 0) return [];
  const tokens = rows.map((row) => row.token);
  const [kept, senders] = await Promise.all([
    orm
      .select({ token: inboxRequests.token, requests: count(), last: max(inboxRequests.receivedAt) })
      .from(inboxRequests)
      .where(
        and(
          inArray(inboxRequests.token, tokens),
          gte(inboxRequests.receivedAt, keptSince(caller.tidings.now())),
        ),
      )
      .groupBy(inboxRequests.token),
    orm
      .select({ id: webhooks.id, label: webhooks.label, url: webhooks.url })
      .from(webhooks)
      .where(
        and(
          eq(webhooks.accountId, caller.accountId),
          inArray(webhooks.url, tokens.map(inboxUrl)),
          ne(webhooks.status, "deleted"),
        ),
      )
      .orderBy(webhooks.label),
  ]);
  return rows.map((row) => {
    const state = kept.find((each) => each.token === row.token);
    const url = inboxUrl(row.token);
    return inboxAddressSchema.parse({
      ...{ token: row.token, url, name: row.name, answerStatus: row.answerStatus },
      createdAt: iso(row.createdAt),
      requests: Number(state?.requests ?? 0),
      lastReceivedAt: iso(state?.last ?? null),
      webhooks: senders.filter((each) => each.url === url).map(({ id, label }) => ({ id, label })),
    });
  });
}
