import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { nameSome } from "@/lib/webhooks/name-webhooks";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { loadMessage } from "./find";

/** Takes a message away that no workflow sends; its mailing stays, since events name it. @throws Problem 402, 404, 409 */
export async function deleteMessage(caller: Caller, id: string): Promise<void> {
  await requireAutomation(caller);
  const message = await loadMessage(caller, id);
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { messages, workflows, workflowMessages } = database.tables;
  await database.atomically(function* (tx) {
    const users = yield* tx.run(
      tx.orm
        .select({ label: workflows.name })
        .from(workflowMessages)
        .innerJoin(workflows, eq(workflows.id, workflowMessages.workflowId))
        .where(eq(workflowMessages.messageId, message.id))
        .orderBy(workflows.nameKey),
    );
    if (users.length > 0) {
      const names = nameSome("workflow", users);
      throw new Problem("conflict", `The message is sent by ${names}. Choose another message there first.`);
    }
    const mine = and(eq(messages.id, message.id), eq(messages.accountId, accountId));
    yield* tx.run(tx.orm.delete(messages).where(mine));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "message.deleted" },
      target: { kind: "message", id: message.id },
      details: { name: message.name },
    });
  });
}
