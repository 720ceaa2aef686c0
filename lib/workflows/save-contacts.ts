import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import { addMembers, withinGroups } from "@/lib/contacts/members";
import { putContacts } from "@/lib/contacts/put";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import type { Instance } from "@/lib/instance";
import type { Passage, Worlds } from "./read-worlds";
import type { Effect } from "./walk";
import { lookAtChanged, lookBeforeChange } from "./watch-contacts";

interface Change {
  passage: Passage;
  effect: Extract<Effect, { kind: "update_contact" | "group" }>;
}

/** What webhooks are owed by it. */
export interface Saved {
  webhookIds: string[];
  deliveries: number;
}

/** Writes what steps changed about contacts, in the order of their ways. */
export function* saveContacts(
  { database }: Instance,
  tx: Transaction,
  place: Place,
  { contacts }: Worlds,
  changes: readonly Change[],
  now: number,
): Steps<Saved> {
  const writes = changes.flatMap(({ passage: { contactId: id }, effect }) => {
    if (effect.kind !== "update_contact" || !contacts.has(id)) return [];
    const { email, ...properties } = effect.values;
    return [{ id, properties, ...(email !== undefined && { email: email || null }) }];
  });
  const put =
    writes.length === 0
      ? { webhookIds: [], deliveries: 0 }
      : yield* putContacts(database, tx, place, writes, { now, cause: "automation" });
  const { groupMembers, groups } = database.tables;
  const regrouped = changes.flatMap(({ passage, effect }) =>
    effect.kind === "group" ? passage.contactId : [],
  );
  if (regrouped.length === 0) return put;
  // Being in a group starts workflows, each contact once: nobody else writes contacts meanwhile.
  yield* lockDataCenter(database, tx, place);
  const watches = yield* lookBeforeChange(database, tx, place, regrouped, now);
  for (const { passage, effect } of changes) {
    if (effect.kind !== "group") continue;
    const { action, groupId } = effect;
    const { contactId } = passage;
    const within = withinGroups(database, place);
    if (action === "remove") {
      const membership = and(eq(groupMembers.groupId, groupId), eq(groupMembers.contactId, contactId));
      yield* tx.run(tx.orm.delete(groupMembers).where(and(within, membership)));
      continue;
    }
    const [known] = yield* tx.run(
      tx.orm
        .select({ id: groups.id })
        .from(groups)
        .where(
          and(
            eq(groups.accountId, place.accountId),
            eq(groups.dataCenterId, place.dataCenterId),
            eq(groups.id, groupId),
          ),
        ),
    );
    // One that was deleted since the workflow was published has no members.
    if (known) yield* addMembers(database, tx, place, groupId, [contactId], now);
  }
  yield* lookAtChanged(database, tx, place, { watches, contactIds: regrouped, byWorkflow: true, now });
  return put;
}
