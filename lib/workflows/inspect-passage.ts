import { and, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { listGroups } from "@/lib/contacts/groups";
import { listSegments } from "@/lib/contacts/segments";
import { readDeliveryRows } from "@/lib/deliveries/read-rows";
import { stateOfMail } from "@/lib/notifications/state";
import { iso } from "@/lib/time";
import { type Definition, walkSteps } from "./definition";
import { loadWorkflow } from "./find";
import { readContacts } from "./passage-rows";
import { type InspectedPassage, inspectedPassageSchema, type PassageView } from "./passage-schema";
import { findPassage } from "./passages";

/** One passage with all that its way names, so that it can be told in words. @throws Problem 402, 404 */
export async function inspectPassage(caller: Caller, id: string): Promise<InspectedPassage> {
  const passage = await findPassage(caller, id);
  const { name, status, dataCenterId, version } = await loadWorkflow(caller, passage.workflowId);
  const definition = await readVersion(caller, passage);
  const deliveryIds = [...new Set(passage.way.flatMap(({ deliveryId }) => deliveryId ?? []))];
  const [contactOf, event, deliveries, mails, { groups }, { segments }, webhooks, messages] =
    await Promise.all([
      readContacts(caller, dataCenterId, [passage.contactId]),
      readEvent(caller, passage),
      readDeliveryRows(caller, deliveryIds),
      readMails(caller, passage),
      listGroups(caller, dataCenterId),
      listSegments(caller, dataCenterId),
      readWebhooks(caller, definition),
      readMessages(caller, definition),
    ]);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  return inspectedPassageSchema.parse({
    ...{ passage, definition, event, deliveries, mails },
    workflow: { id: passage.workflowId, name, status, dataCenterId, version },
    contact: contactOf(passage.contactId),
    names: { webhooks, messages, groups: groups.map(named), segments: segments.map(named) },
  });
}

async function readVersion(
  { tidings }: Caller,
  { workflowId, version }: Pick<PassageView, "workflowId" | "version">,
): Promise<Definition> {
  const { orm, tables } = tidings.database;
  const { workflowVersions } = tables;
  const [row] = await orm
    .select({ definition: workflowVersions.definition })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, workflowId), eq(workflowVersions.version, version)));
  if (!row) throw new Error(`Workflow ${workflowId} has no version ${version}.`);
  return row.definition as unknown as Definition;
}

async function readEvent({ tidings, accountId }: Caller, { eventId }: PassageView) {
  if (eventId === null) return null;
  const { orm, tables } = tidings.database;
  const { events } = tables;
  const [event] = await orm
    .select({ id: events.id, type: events.type })
    .from(events)
    .where(and(eq(events.id, eventId), eq(events.accountId, accountId)));
  return event ?? null;
}

async function readMails({ tidings, accountId }: Caller, { id }: PassageView) {
  const { orm, tables } = tidings.database;
  const { mails } = tables;
  const rows = await orm
    .select()
    .from(mails)
    .where(and(eq(mails.passageId, id), eq(mails.accountId, accountId)));
  const hasServer = tidings.env.SMTP_URL !== undefined;
  return rows.flatMap((mail) => {
    const { id, recipient, subject, sentAt, error, message } = mail;
    if (!message) return [];
    const state = stateOfMail(mail, hasServer);
    return { id, stepId: message.stepId, recipient, subject, state, sentAt: iso(sentAt), error };
  });
}

async function readMessages({ tidings, accountId }: Caller, { steps }: Definition) {
  const { orm, tables } = tidings.database;
  const { messages } = tables;
  const ids = [...walkSteps(steps)].flatMap(({ step }) =>
    step.type === "message" ? (step.messageId ?? []) : [],
  );
  if (ids.length === 0) return [];
  return orm
    .select({ id: messages.id, name: messages.name })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, [...new Set(ids)])));
}

/** Deleted ones too: what they were called is still to be read. */
async function readWebhooks({ tidings, accountId }: Caller, { steps }: Definition) {
  const { orm, tables } = tidings.database;
  const { webhooks } = tables;
  const ids = [...walkSteps(steps)].flatMap(({ step }) => (step.type === "webhook" ? [step.webhookId] : []));
  if (ids.length === 0) return [];
  return orm
    .select({ id: webhooks.id, name: webhooks.label })
    .from(webhooks)
    .where(and(eq(webhooks.accountId, accountId), inArray(webhooks.id, [...new Set(ids)])));
}
