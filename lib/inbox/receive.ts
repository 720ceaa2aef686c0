import { and, eq, sql } from "drizzle-orm";
import type { Inbox, InboxAnswer } from "@/lib/engine/inbox";
import type { OutgoingRequest } from "@/lib/engine/outcome";
import { maskedUrl } from "@/lib/engine/prepare";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { sealHeaders } from "./headers";
import { pruneFull, pruneOld } from "./prune";
import { inboxUrl, KEPT_BODY_BYTES } from "./schema";
import { verifySignature } from "./verify-signature";

type Receiver = Pick<Instance, "database" | "keyring" | "log" | "now">;

/** The request inbox of a process or thread, on its own connection to the database. */
export const createInbox = (tidings: Receiver): Inbox => ({
  async receive(token, request) {
    try {
      return await receiveRequest(tidings, token, request);
    } catch (error) {
      tidings.log.error({ err: error, webhookId: request.from?.webhookId }, "inbox.not_stored");
      throw error;
    }
  },
});

/**
 * Keeps a request for people to look at, and answers it with what its address is to answer.
 * @returns null where the sender's account has no such address
 */
async function receiveRequest(
  tidings: Receiver,
  token: string,
  request: OutgoingRequest,
): Promise<InboxAnswer | null> {
  const { from, method } = request;
  if (!from || (method !== "POST" && method !== "GET")) return null;
  const { database, keyring } = tidings;
  const now = tidings.now();
  const place = { id: newId(), accountId: from.accountId };
  const body = Buffer.from(request.body ?? []);
  const { unsavedKeys = [] } = from;
  const stored = await openSigningKeys(tidings, { id: from.webhookId, accountId: from.accountId });
  const secretNames = new Set(
    from.headers.filter(({ secret }) => secret).map((each) => each.name.toLowerCase()),
  );
  const row = {
    ...place,
    token,
    receivedAt: now,
    method,
    url: maskedUrl(inboxUrl(token), request.secretQuery ?? []),
    headers: sealHeaders(keyring, place, request.headers, secretNames),
    body: body.subarray(0, cutAt(body)),
    bodyBytes: body.length,
    webhookId: from.webhookId,
    signature: verifySignature(request.headers, body, [...unsavedKeys, ...stored], now),
  };
  const answerStatus = await database.atomically(function* (tx) {
    const { inboxAddresses, inboxRequests } = database.tables;
    // Changes nothing but takes the row's lock: those who arrive at once must see each other's rows to count them.
    const [address] = yield* tx.run(
      tx.orm
        .update(inboxAddresses)
        .set({ answerStatus: sql`${inboxAddresses.answerStatus}` })
        .where(and(eq(inboxAddresses.token, token), eq(inboxAddresses.accountId, from.accountId)))
        .returning({ answerStatus: inboxAddresses.answerStatus }),
    );
    if (!address) return null;
    yield* tx.run(tx.orm.insert(inboxRequests).values(row));
    yield* pruneOld(database, tx, now);
    yield* pruneFull(database, tx, token);
    return address.answerStatus;
  });
  return answerStatus === null ? null : answer(answerStatus, place.id);
}

/** At most 64 KiB, and not in the middle of a character, or what is text would no longer be shown as such. */
function cutAt(body: Buffer): number {
  if (body.length <= KEPT_BODY_BYTES) return body.length;
  let end = KEPT_BODY_BYTES;
  while (end > KEPT_BODY_BYTES - 4 && ((body[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return end;
}

function answer(statusCode: number, requestId: string): InboxAnswer {
  // A 204 or 205 has no body.
  if (statusCode === 204 || statusCode === 205) return { statusCode, headers: [], body: Buffer.alloc(0) };
  return {
    statusCode,
    headers: [["content-type", "application/json"]],
    body: Buffer.from(JSON.stringify({ inbox: requestId })),
  };
}
