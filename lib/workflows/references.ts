import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { type FieldProblem, invalid, Problem } from "@/lib/errors";
import { nameSome } from "@/lib/webhooks/name-webhooks";
import { type Definition, type WebhookStep, walkSteps } from "./definition";

const webhookSteps = ({ steps }: Definition) =>
  [...walkSteps(steps)].flatMap(({ step, path }) =>
    // A draft may leave open which one; what is activated may not.
    step.type === "webhook" && step.webhookId !== ""
      ? [{ step: step satisfies WebhookStep, path: path.join(".") }]
      : [],
  );

/** What a definition names must be of the account and of its data center. @throws Problem 400 */
export function* refuseUnknown(
  { tidings, accountId }: Caller,
  tx: Transaction,
  dataCenterId: number,
  definition: Definition,
): Steps<void> {
  const { webhooks, dataCenters } = tidings.database.tables;
  const [dataCenter] = yield* tx.run(
    tx.orm
      .select({ id: dataCenters.id })
      .from(dataCenters)
      .where(and(eq(dataCenters.accountId, accountId), eq(dataCenters.id, dataCenterId))),
  );
  if (!dataCenter) throw invalid([NO_DATA_CENTER]);
  yield* refuseUnknownMessages({ tidings, accountId }, tx, dataCenterId, definition);
  const steps = webhookSteps(definition);
  if (steps.length === 0) return;
  const ids = [...new Set(steps.map(({ step }) => step.webhookId))];
  const rows = yield* tx.run(
    tx.orm
      .select({ id: webhooks.id, dataCenterId: webhooks.dataCenterId })
      .from(webhooks)
      .where(
        and(
          inArray(webhooks.id, ids),
          eq(webhooks.accountId, accountId),
          eq(webhooks.kind, "workflow"),
          eq(webhooks.status, "active"),
        ),
      ),
  );
  const errors = steps.flatMap(({ step, path }): FieldProblem[] => {
    const webhook = rows.find(({ id }) => id === step.webhookId);
    if (webhook?.dataCenterId === dataCenterId) return [];
    const message = webhook
      ? "is a webhook of another data center"
      : "is no webhook that workflows can send by";
    return [{ path: `definition.${path}.webhookId`, message, remedy: CHOOSE }];
  });
  if (errors.length > 0) throw invalid(errors);
}

const messageSteps = ({ steps }: Definition) =>
  [...walkSteps(steps)].flatMap(({ step, path }) =>
    step.type === "message" && step.messageId !== null
      ? [{ messageId: step.messageId, path: path.join(".") }]
      : [],
  );

function* refuseUnknownMessages(
  { tidings, accountId }: Pick<Caller, "tidings" | "accountId">,
  tx: Transaction,
  dataCenterId: number,
  definition: Definition,
): Steps<void> {
  const steps = messageSteps(definition);
  if (steps.length === 0) return;
  const { messages } = tidings.database.tables;
  const ids = [...new Set(steps.map(({ messageId }) => messageId))];
  const rows = yield* tx.run(
    tx.orm
      .select({ id: messages.id, dataCenterId: messages.dataCenterId })
      .from(messages)
      .where(and(inArray(messages.id, ids), eq(messages.accountId, accountId), eq(messages.kind, "email"))),
  );
  const errors = steps.flatMap(({ messageId, path }): FieldProblem[] => {
    const message = rows.find(({ id }) => id === messageId);
    if (message?.dataCenterId === dataCenterId) return [];
    const said = message ? "is a message of another data center" : "is no message of the account";
    const remedy = "Choose a message of the page Messages, of the workflow's data center.";
    return [{ path: `definition.${path}.messageId`, message: said, remedy }];
  });
  if (errors.length > 0) throw invalid(errors);
}

const CHOOSE = "Choose a webhook of the list In workflows, of the workflow's data center.";
const NO_DATA_CENTER: FieldProblem = {
  path: "dataCenterId",
  message: "is no data center of the account",
  remedy: "Send the id of one of the account's data centers.",
};

/** Notes which webhooks and messages these definitions use, in place of what was noted before. */
export function* noteReferences(
  caller: Caller,
  tx: Transaction,
  workflowId: string,
  definitions: readonly Definition[],
): Steps<void> {
  yield* noteWebhooks(caller, tx, workflowId, definitions);
  const { workflowMessages } = caller.tidings.database.tables;
  const ids = [...new Set(definitions.flatMap(messageSteps).map(({ messageId }) => messageId))].sort();
  const mine = eq(workflowMessages.workflowId, workflowId);
  yield* tx.run(
    tx.orm
      .delete(workflowMessages)
      .where(ids.length === 0 ? mine : and(mine, notInArray(workflowMessages.messageId, ids))),
  );
  if (ids.length === 0) return;
  yield* tx.run(
    tx.orm
      .insert(workflowMessages)
      .values(ids.map((messageId) => ({ workflowId, messageId })))
      .onConflictDoNothing(),
  );
}

function* noteWebhooks(
  { tidings }: Caller,
  tx: Transaction,
  workflowId: string,
  definitions: readonly Definition[],
): Steps<void> {
  const { workflowWebhooks } = tidings.database.tables;
  const ids = [...new Set(definitions.flatMap(webhookSteps).map(({ step }) => step.webhookId))].sort();
  const mine = eq(workflowWebhooks.workflowId, workflowId);
  yield* tx.run(
    tx.orm
      .delete(workflowWebhooks)
      .where(ids.length === 0 ? mine : and(mine, notInArray(workflowWebhooks.webhookId, ids))),
  );
  if (ids.length === 0) return;
  yield* tx.run(
    tx.orm
      .insert(workflowWebhooks)
      .values(ids.map((webhookId) => ({ workflowId, webhookId })))
      .onConflictDoNothing(),
  );
}

/** @throws Problem 409 while workflows send by the webhook, which are named (decision 9) */
export function* refuseWhileUsed({ tidings }: Caller, tx: Transaction, webhookId: string): Steps<void> {
  const { workflows, workflowWebhooks } = tidings.database.tables;
  const users = yield* tx.run(
    tx.orm
      .select({ label: workflows.name })
      .from(workflowWebhooks)
      .innerJoin(workflows, eq(workflows.id, workflowWebhooks.workflowId))
      .where(eq(workflowWebhooks.webhookId, webhookId))
      .orderBy(asc(workflows.nameKey)),
  );
  if (users.length === 0) return;
  const names = nameSome("workflow", users);
  throw new Problem("conflict", `The webhook is used by ${names}. Choose another webhook there first.`);
}

/** The workflows that send by each of these webhooks, by name. */
export async function findWorkflowsOf(
  { tidings, accountId }: Caller,
  webhookIds: string[],
): Promise<(webhookId: string) => { id: string; name: string }[]> {
  const { orm, tables } = tidings.database;
  const { workflows, workflowWebhooks } = tables;
  const rows =
    webhookIds.length === 0
      ? []
      : await orm
          .select({ webhookId: workflowWebhooks.webhookId, id: workflows.id, name: workflows.name })
          .from(workflowWebhooks)
          .innerJoin(workflows, eq(workflows.id, workflowWebhooks.workflowId))
          .where(and(inArray(workflowWebhooks.webhookId, webhookIds), eq(workflows.accountId, accountId)))
          .orderBy(asc(workflows.nameKey));
  return (webhookId) =>
    rows.flatMap(({ id, name, ...row }) => (row.webhookId === webhookId ? [{ id, name }] : []));
}
