import { and, eq, getTableColumns } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { groupBy } from "@/lib/group-by";
import { isId } from "@/lib/ids";
import { requireAutomation } from "@/lib/workflows/require-automation";
import type { MessageList, MessageRow, MessageView } from "./schema";
import { toRow, toView } from "./view";

export type LoadedMessage = Tables["messages"]["$inferSelect"];

/** Every message and template of the account, by name. @throws Problem 402 */
export async function listMessages(caller: Caller): Promise<MessageList> {
  await requireAutomation(caller);
  const { orm, tables } = caller.tidings.database;
  const { messages } = tables;
  // Without the texts: a thousand messages may hold hundreds of megabytes.
  const { text: _text, html: _html, ...columns } = getTableColumns(messages);
  const rows = await orm
    .select(columns)
    .from(messages)
    .where(eq(messages.accountId, caller.accountId))
    .orderBy(messages.nameKey);
  const users = await readUsers(caller);
  return { messages: rows.map((row) => toRow(row, users(row.id))) };
}

/** @throws Problem 402, 404 */
export async function findMessage(caller: Caller, id: string): Promise<MessageView> {
  await requireAutomation(caller);
  const message = await loadMessage(caller, id);
  return toView(message, (await readUsers(caller, message.id))(message.id));
}

/** @throws Problem 404 */
export async function loadMessage({ tidings, accountId }: Caller, id: string): Promise<LoadedMessage> {
  const { orm, tables } = tidings.database;
  const { messages } = tables;
  const [row] = !isId(id)
    ? []
    : await orm
        .select()
        .from(messages)
        .where(and(eq(messages.id, id.toLowerCase()), eq(messages.accountId, accountId)));
  if (!row) throw notFound("message");
  return row;
}

/** The workflows that send each message, by name; of one message alone where it is named. */
export async function readUsers(
  { tidings, accountId }: Caller,
  messageId?: string,
): Promise<(messageId: string) => MessageRow["usedBy"]> {
  const { orm, tables } = tidings.database;
  const { workflows, workflowMessages } = tables;
  const rows = await orm
    .select({ messageId: workflowMessages.messageId, id: workflows.id, name: workflows.name })
    .from(workflowMessages)
    .innerJoin(workflows, eq(workflows.id, workflowMessages.workflowId))
    .where(
      and(
        eq(workflows.accountId, accountId),
        messageId === undefined ? undefined : eq(workflowMessages.messageId, messageId),
      ),
    )
    .orderBy(workflows.nameKey);
  const users = groupBy(rows, (row) => row.messageId);
  return (id) => (users.get(id) ?? []).map(({ id, name }) => ({ id, name }));
}
