import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { NewEvent } from "@/db/dialect/dialect";
import { insertStepDeliveries, type OwedByStep } from "@/db/passage-rows";
import type { MasterDataSnapshot, PostedContact } from "@/db/shapes";
import { emailKeyOf, phoneKeyOf } from "@/lib/contacts/keys";
import { toRenderable } from "@/lib/contacts/stored";
import { orderKeyOf } from "@/lib/deliveries/order-key";
import { groupBy } from "@/lib/group-by";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { StepReached } from "@/lib/workflow-requests/step-event";
import type { Passage, Worlds } from "./read-worlds";
import type { RequestEffect } from "./walk";

export interface WantedRequest {
  deliveryId: string;
  passage: Passage;
  effect: RequestEffect;
}

/**
 * Owes the requests of steps: for each the event `workflow.step_reached`, which keeps the contact, parameters and
 * fields as they are now, and one delivery of it. Who sends it, tries again and logs it is the engine.
 * @returns each with whether it can be sent: a webhook that was deleted meanwhile sends nothing
 */
export function* oweRequests(
  tidings: Instance,
  tx: Transaction,
  worlds: Worlds,
  wanted: readonly WantedRequest[],
  now: number,
): Steps<(WantedRequest & { sent: boolean })[]> {
  if (wanted.length === 0) return [];
  const { webhooks, stepCounts } = tidings.database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ id: webhooks.id, orderBy: webhooks.orderBy })
      .from(webhooks)
      .where(
        and(
          inArray(webhooks.id, [...new Set(wanted.map(({ effect }) => effect.webhookId))]),
          eq(webhooks.status, "active"),
        ),
      ),
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const events: NewEvent[] = [];
  const owed: OwedByStep[] = [];
  for (const { deliveryId, passage, effect } of wanted) {
    const webhook = known.get(effect.webhookId);
    if (!webhook) continue;
    const contact = yield* contactOf(tidings, tx, worlds, passage, effect);
    const event = stepEvent(passage, effect.stepId, contact, worlds, now);
    events.push(event);
    const { accountId, workflowId, id: passageId, contactId } = passage;
    owed.push({
      ...{ deliveryId, accountId, webhookId: webhook.id, eventId: event.id },
      ...{ workflowId, stepId: effect.stepId, passageId, contactId, conversion: effect.conversion },
      orderKey: orderKeyOf(webhook.orderBy, event),
    });
  }
  if (events.length > 0) {
    yield* tidings.database.sql.insertEvents(tx, events);
    yield* insertStepDeliveries(tx, owed, now);
    const byStep = [...groupBy(owed, ({ stepId }) => stepId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const workflowId = owed[0]?.workflowId as string;
    yield* tx.run(
      tx.orm
        .insert(stepCounts)
        .values(byStep.map(([stepId, { length }]) => ({ workflowId, stepId, requested: length })))
        .onConflictDoUpdate({
          target: [stepCounts.workflowId, stepCounts.stepId],
          set: { requested: sql`${stepCounts.requested} + excluded.requested` },
        }),
    );
  }
  return wanted.map((request) => ({ ...request, sent: known.has(request.effect.webhookId) }));
}

type Contact = Worlds["contacts"] extends ReadonlyMap<string, infer Row> ? Row : never;

/**
 * Decision 21: of several with that e-mail or phone the most recently updated. The passage's own is taken as it was at
 * that step: what steps behind it have written is stored by now.
 */
function* contactOf(
  { database }: Instance,
  tx: Transaction,
  worlds: Worlds,
  passage: Passage,
  { identity, contact: own }: RequestEffect,
): Steps<Contact | null> {
  if (!identity) return null;
  const mine = worlds.contacts.get(passage.contactId);
  const asThen = (one: Contact): Contact =>
    own && one.id === passage.contactId ? { ...one, email: own.email, properties: own.properties } : one;
  if (mine && identity.by === "id" && identity.value === mine.id) return asThen(mine);
  const { contacts } = database.tables;
  const { by, value } = identity;
  const wanted = { id: value, email: emailKeyOf(value), phone: phoneKeyOf(value) }[by];
  const column = { id: contacts.id, email: contacts.emailKey, phone: contacts.phoneKey }[by];
  const [found] = yield* tx.run(
    tx.orm
      .select()
      .from(contacts)
      .where(
        and(
          eq(contacts.accountId, passage.accountId),
          eq(contacts.dataCenterId, passage.dataCenterId),
          eq(column as typeof contacts.emailKey, wanted),
        ),
      )
      .orderBy(desc(contacts.updatedAt))
      .limit(1),
  );
  return found ? asThen(found) : null;
}

function stepEvent(
  passage: Passage,
  stepId: string,
  contact: Contact | null,
  { dataCenter, fields }: Worlds,
  now: number,
): NewEvent {
  const { accountId, dataCenterId, workflowId, id: passageId, parameters } = passage;
  const { consent = {}, statistics = {} } = contact ? toRenderable(contact) : {};
  const data: StepReached = { workflowId, stepId, passageId, parameters, consent, statistics };
  const masterData: MasterDataSnapshot = { dataCenter, templateFields: [...fields] };
  const posted: PostedContact | null = contact && {
    ...{ id: contact.id, email: contact.email, properties: contact.properties },
  };
  return {
    ...{ id: newId(), accountId, dataCenterId, type: "workflow.step_reached" },
    ...{ key: null, contentHash: null, cause: "automation", occurredAt: now, acceptedAt: now },
    // What it tells of the contact is from the directory.
    merged: true,
    ...{ contactId: posted?.id ?? null, contactEmail: posted?.email ?? null },
    contact: posted && JSON.stringify(posted),
    data: JSON.stringify(data),
    masterData: JSON.stringify(masterData),
    facets: {},
  };
}
