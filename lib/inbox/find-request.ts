import { eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { toBody } from "@/lib/runs/view";
import { openHeaders } from "./headers";
import { rowOf, selectRows } from "./list-requests";
import { type InboxRequest, inboxRequestSchema } from "./schema";

/**
 * One request as it arrived; `credentials` says whether secret headers may be seen (decision 29).
 * @throws Problem 404
 */
export async function findInboxRequest(
  caller: Caller,
  token: string,
  id: string,
  options: { credentials: boolean },
): Promise<InboxRequest> {
  const { database, keyring } = caller.tidings;
  const { inboxRequests } = database.tables;
  const [row] = !isId(id)
    ? []
    : await selectRows(caller, [eq(inboxRequests.token, token), eq(inboxRequests.id, id.toLowerCase())]);
  const [content] = !row
    ? []
    : await database.orm
        .select({ url: inboxRequests.url, headers: inboxRequests.headers, body: inboxRequests.body })
        .from(inboxRequests)
        .where(eq(inboxRequests.id, row.id));
  if (!row || !content) throw notFound("request");
  return inboxRequestSchema.parse({
    ...rowOf(row),
    url: content.url,
    headers: openHeaders(keyring, { id: row.id, accountId: caller.accountId }, content.headers, options),
    ...toBody(content.body),
    bodyTruncated: row.bodyBytes > content.body.length,
  });
}
