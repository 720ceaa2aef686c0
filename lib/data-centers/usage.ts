import { and, asc, eq, ne } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { type FieldProblem, Problem } from "@/lib/errors";
import type { Wanted } from "@/lib/event-types/define";
import { nameWebhooks } from "@/lib/webhooks/name-webhooks";
import type { Place } from "./items";
import type { MasterItem, MasterList } from "./schema";
import { ITEM_WORDS, nameOf } from "./words";

export interface WebhookName {
  id: string;
  label: string;
}

/** A trigger of a webhook that is not deleted. */
interface Narrowed {
  webhook: WebhookName;
  wanted: Wanted;
}

export function* readNarrowed(database: Database, tx: Transaction, place: Place): Steps<Narrowed[]> {
  const rows = yield* tx.run(selectNarrowed(database, tx.orm, place));
  return rows.map(({ id, label, wanted }) => ({ webhook: { id, label }, wanted }));
}

/** Which webhooks each of the items is used by, for a page that shows them. */
export async function findUsage<Item extends MasterItem>(
  { tidings: { database }, accountId }: Caller,
  dataCenterId: number,
  list: MasterList,
  items: Item[],
): Promise<(Item & { usedBy: WebhookName[] })[]> {
  const rows = await selectNarrowed(database, database.orm, { accountId, dataCenterId });
  const narrowed = rows.map(({ id, label, wanted }) => ({ webhook: { id, label }, wanted }));
  return items.map((item) => ({ ...item, usedBy: usersOf(narrowed, keysOf(list, item)) }));
}

function selectNarrowed(database: Database, orm: Transaction["orm"], place: Place) {
  const { webhooks, webhookTriggers } = database.tables;
  return orm
    .select({ id: webhooks.id, label: webhooks.label, wanted: webhookTriggers.wanted })
    .from(webhookTriggers)
    .innerJoin(webhooks, eq(webhooks.id, webhookTriggers.webhookId))
    .where(
      and(
        eq(webhookTriggers.accountId, place.accountId),
        eq(webhookTriggers.dataCenterId, place.dataCenterId),
        ne(webhooks.status, "deleted"),
      ),
    )
    .orderBy(asc(webhooks.label));
}

/**
 * What a webhook is narrowed to must not vanish, or it would wait for events that can't happen any more.
 * @param after the same items as they would be; what is missing is removed
 * @param path where the request says so: the list, or the item
 * @throws Problem 409 that names the webhooks
 */
export function refuseUsed(
  narrowed: Narrowed[],
  list: MasterList,
  before: MasterItem[],
  after: MasterItem[],
  path: string,
): void {
  const wanted = new Set(narrowed.flatMap((trigger) => Object.entries(trigger.wanted).flatMap(textsOf)));
  const kept = new Map(after.map((item) => [item.id, item]));
  // A field's code may move to another field of the same request.
  const stays = new Set(list === "fields" ? after.flatMap((item) => keysOf(list, item)).map(keyText) : []);
  const errors = before.flatMap((item): FieldProblem[] => {
    const successor = kept.get(item.id);
    const left = new Set((successor ? keysOf(list, successor) : []).map(keyText));
    const lost = keysOf(list, item).filter((key) => {
      const text = keyText(key);
      return wanted.has(text) && !left.has(text) && !stays.has(text);
    });
    const users = lost.length === 0 ? [] : usersOf(narrowed, lost);
    if (users.length === 0) return [];
    const what = `${ITEM_WORDS[list]} ${item.id} ("${nameOf(item)}")`;
    const part = list === "leadScorings" ? "a stage of " : "the code of ";
    return [
      {
        path,
        message: `would remove ${successor ? part : ""}${what}, to which ${nameWebhooks(users)} ${users.length === 1 ? "is" : "are"} narrowed`,
        remedy: `Keep it, or take it out of the triggers of ${users.length === 1 ? "that webhook" : "those webhooks"} first.`,
      },
    ];
  });
  if (errors.length === 0) return;
  throw new Problem(
    "conflict",
    errors.length === 1
      ? `The request ${errors[0]?.message}.`
      : `The request would remove ${errors.length} of the list that webhooks are narrowed to.`,
    errors,
  );
}

function usersOf(narrowed: Narrowed[], keys: Key[]): WebhookName[] {
  const wanted = new Set(keys.map(keyText));
  const users = narrowed.filter((trigger) =>
    Object.entries(trigger.wanted).some(([refinement, values]) =>
      values.some((value) => wanted.has(keyText([refinement, value]))),
    ),
  );
  return [...new Map(users.map(({ webhook }) => [webhook.id, webhook])).values()];
}

type Key = [refinement: string, value: string | number];
const textsOf = ([refinement, values]: [string, (string | number)[]]) =>
  values.map((value) => keyText([refinement, value]));
const keyText = ([refinement, value]: Key) => `${refinement} ${value}`;

/** How refinements name an item, in the flat form in which triggers store them (docs/events.md 2.0). */
function keysOf(list: MasterList, item: MasterItem): Key[] {
  switch (list) {
    case "personas":
      return [["personaIds", item.id]];
    case "leadScorings": {
      const stages = "stages" in item ? item.stages : [];
      return [`${item.id}`, ...stages.map((stage) => `${item.id}/${stage.id}`)].map((value) => [
        "leadScorings",
        value,
      ]);
    }
    case "fields":
      return "code" in item ? ["properties", "optInFields"].map((refinement) => [refinement, item.code]) : [];
    case "mailings":
      return [["mailingIds", item.id]];
    case "communicationTypes":
      return [["communicationTypes", item.id]];
  }
}
