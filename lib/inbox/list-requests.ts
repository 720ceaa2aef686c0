import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { queryNumberOr } from "@/lib/query-fields";
import { iso } from "@/lib/time";
import { hasInboxAddress } from "./find-address";
import { keptSince, pruneInbox } from "./prune";
import { type InboxRow, inboxRowSchema, KEPT_REQUESTS, tokenSchema } from "./schema";

const filterSchema = z.strictObject({
  limit: queryNumberOr(50, 1, KEPT_REQUESTS),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** What an address keeps, newest first; `next` is the cursor of the following page. @throws Problem 400, 404 */
export async function listInboxRequests(
  caller: Caller,
  token: string,
  input: unknown = {},
): Promise<{ requests: InboxRow[]; next: string | null }> {
  const parsed = filterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor } = parsed.data;
  if (!tokenSchema.safeParse(token).success || !(await hasInboxAddress(caller, token))) {
    throw notFound("address of the request inbox");
  }
  const { database, now } = caller.tidings;
  await pruneInbox(database, now());
  const { inboxRequests } = database.tables;
  const rows = await selectRows(caller, [
    eq(inboxRequests.token, token),
    cursor ? lt(inboxRequests.id, cursor) : undefined,
  ]).limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    requests: page.map((row) => inboxRowSchema.parse(rowOf(row))),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The small columns of what is kept, newest first, with whose webhook sent it. */
export function selectRows(caller: Caller, where: (SQL | undefined)[]) {
  const { database, now } = caller.tidings;
  const { inboxRequests, webhooks } = database.tables;
  return database.orm
    .select({
      id: inboxRequests.id,
      receivedAt: inboxRequests.receivedAt,
      method: inboxRequests.method,
      signature: inboxRequests.signature,
      bodyBytes: inboxRequests.bodyBytes,
      webhookId: webhooks.id,
      label: webhooks.label,
    })
    .from(inboxRequests)
    .leftJoin(
      webhooks,
      and(eq(webhooks.id, inboxRequests.webhookId), eq(webhooks.accountId, caller.accountId)),
    )
    .where(
      and(
        eq(inboxRequests.accountId, caller.accountId),
        gte(inboxRequests.receivedAt, keptSince(now())),
        ...where,
      ),
    )
    .orderBy(desc(inboxRequests.id));
}

export const rowOf = (row: Awaited<ReturnType<typeof selectRows>>[number]) => ({
  ...{ id: row.id, receivedAt: iso(row.receivedAt), method: row.method, signature: row.signature },
  webhook: row.webhookId && row.label !== null ? { id: row.webhookId, label: row.label } : null,
  bodyBytes: row.bodyBytes,
});
