import { and, asc, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { StoredCredential } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { Problem } from "@/lib/errors";
import { judgeRequest } from "@/lib/webhooks/judge-request";
import { nameWebhooks } from "@/lib/webhooks/name-webhooks";

/** No webhook that uses it may send the same header or parameter itself. @throws Problem 409 naming them */
export function* refuseClashes(
  { tidings }: Caller,
  tx: Transaction,
  id: string,
  credential: StoredCredential,
): Steps<void> {
  const { webhooks, webhookRevisions } = tidings.database.tables;
  const users = yield* tx.run(
    tx.orm
      .select({ label: webhooks.label, settings: webhookRevisions.settings })
      .from(webhooks)
      .innerJoin(
        webhookRevisions,
        and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
      )
      .where(eq(webhooks.connectorId, id))
      .orderBy(asc(webhooks.label)),
  );
  const clashing = users.filter(({ settings }) => judgeRequest(settings, credential).length > 0);
  if (clashing.length === 0) return;
  if (credential.type === "client_certificate") {
    const message = `can't be shown by ${nameWebhooks(clashing)}, which send over http`;
    const remedy = "Change the address there to https first, or choose another connector there.";
    throw new Problem("conflict", `A client certificate ${message}. ${remedy}`, [
      { path: "authentication.type", message, remedy },
    ]);
  }
  const what = credential.type === "api_key" ? credential.name : "Authorization";
  const message = `is sent by ${nameWebhooks(clashing)} already`;
  const remedy = `Take ${what} out there first, or choose another connector there.`;
  const path = credential.type === "api_key" ? "authentication.name" : "authentication.type";
  throw new Problem("conflict", `${what} ${message}. ${remedy}`, [{ path, message, remedy }]);
}
