import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { insertEntries, movePassage, type NextOfPassage } from "@/db/passage-rows";
import { groupBy } from "@/lib/group-by";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { queueMessages, type WantedMessage } from "@/lib/messages/queue";
import { countEnded } from "./end-passages";
import { oweRequests, type WantedRequest } from "./owe-requests";
import { readPlan } from "./read-plans";
import { type Passage, readWorlds, type Worlds } from "./read-worlds";
import { saveContacts } from "./save-contacts";
import { type Effect, type Entry, walk } from "./walk";

/** Passages that one transaction moves on: enough to share its commit, few enough that others get their turn. */
const AT_ONCE = 200;

export interface Advanced {
  passages: number;
  /** Webhooks that a request is now owed to. */
  webhookIds: string[];
}

/** Besides, how many deliveries it owes, and whether mails are to leave. */
interface Moving extends Advanced {
  owed: number;
  mails: boolean;
}

/** One that has been moved on, as far as it goes. */
interface Moved {
  passage: Passage;
  entries: Entry[];
  next: NextOfPassage;
}

/**
 * Moves the due passages of a workflow on, as many as share a transaction: the way they take, what they owe, what is
 * noted of it and where they stand afterwards are true together or not at all. Nothing is sent here, so that a kill at
 * any moment leaves a passage where it was, to be moved on again.
 */
export async function advanceDue(tidings: Instance, workflowId: string): Promise<Advanced> {
  const { database } = tidings;
  const now = tidings.now();
  const advanced = await database.atomically(function* (tx): Steps<Moving> {
    const none = { passages: 0, webhookIds: [], owed: 0, mails: false };
    const { workflows } = database.tables;
    const [workflow] = yield* tx.run(
      tx.orm
        .select({
          accountId: workflows.accountId,
          dataCenterId: workflows.dataCenterId,
          status: workflows.status,
        })
        .from(workflows)
        .where(eq(workflows.id, workflowId)),
    );
    // Archived ones bring what is under way to its end; paused ones hold it.
    if (!workflow || workflow.status === "paused" || workflow.status === "draft") return none;
    const { text, values } = database.sql.duePassages(workflowId, now, AT_ONCE);
    const ids = (yield* tx.rows<{ id: string }>(text, values)).map(({ id }) => id);
    if (ids.length === 0) return none;
    const { passages } = database.tables;
    const due = yield* tx.run(tx.orm.select().from(passages).where(inArray(passages.id, ids)));
    return yield* moveOn(tidings, tx, workflow, due, now);
  });
  tidings.backlog.add(advanced.owed);
  if (advanced.mails) tidings.wakeMailer();
  return advanced;
}

function* moveOn(
  tidings: Instance,
  tx: Transaction,
  place: { accountId: number; dataCenterId: number },
  due: readonly Passage[],
  now: number,
): Steps<Moving> {
  const { database } = tidings;
  const worlds = yield* readWorlds(database, tx, place, due);
  const moved: Moved[] = [];
  const requests: WantedRequest[] = [];
  const effects: { passage: Passage; effect: Extract<Effect, { kind: "update_contact" | "group" }> }[] = [];
  const messages: (WantedMessage & { entry: Entry })[] = [];
  for (const passage of due) {
    const world = worlds.of(passage, now);
    if (!world) {
      moved.push({ passage, entries: [], next: ended("cancelled", passage.stepId, now) });
      continue;
    }
    const plan = yield* readPlan(database, tx, passage.workflowId, passage.version);
    const { stepId, because } = passage;
    const went = walk(plan, { passageId: passage.id, stepId, because }, world);
    for (const effect of went.effects) {
      if (effect.kind === "request") requests.push({ deliveryId: newId(), passage, effect });
      else if (effect.kind === "message") messages.push(wantedMessage(passage, effect, went.entries, worlds));
      else effects.push({ passage, effect });
    }
    moved.push({ passage, entries: went.entries, next: nextOf(went, passage, now) });
  }
  const saved = yield* saveContacts(tidings, tx, place, worlds, effects, now);
  const owed = yield* oweRequests(tidings, tx, worlds, requests, now);
  const queued = yield* queueMessages(tidings, tx, place, worlds.fields, messages);
  for (const [index, { outcome, ...detail }] of queued.entries()) {
    Object.assign(messages[index]?.entry ?? {}, { outcome, detail });
  }
  const byPassage = new Map(moved.map((one) => [one.passage.id, one]));
  // It waits for the delivery of the step where it stands; one that nobody can send has failed already.
  for (const { passage, effect, deliveryId, sent } of owed) {
    const one = byPassage.get(passage.id);
    if (one?.next.state !== "awaiting" || one.next.stepId !== effect.stepId) continue;
    one.next = sent
      ? { ...one.next, deliveryId }
      : { ...one.next, state: "waiting", because: "failed", dueAt: now };
  }
  yield* write(database, tx, moved, now);
  const sent = owed.filter((request) => request.sent);
  return {
    passages: moved.length,
    webhookIds: [...new Set([...sent.map(({ effect }) => effect.webhookId), ...saved.webhookIds])],
    owed: sent.length + saved.deliveries,
    mails: queued.some(({ outcome }) => outcome === "queued"),
  };
}

function wantedMessage(
  { workflowId, id: passageId, contactId }: Passage,
  { stepId, messageId, world }: Extract<Effect, { kind: "message" }>,
  entries: readonly Entry[],
  { contacts }: Worlds,
): WantedMessage & { entry: Entry } {
  const contact = contacts.get(contactId);
  const entry = entries.find((one) => one.stepId === stepId);
  if (!contact || !entry) throw new Error(`Step ${stepId} has reached nobody.`);
  return { messageId, workflowId, stepId, passageId, contact, scope: world, entry };
}

const AT_REST = { dueAt: null, awaitedType: null, deliveryId: null } as const;

function nextOf({ rest, entries }: ReturnType<typeof walk>, passage: Passage, now: number): NextOfPassage {
  if (rest.kind === "waits") {
    const { stepId, dueAt, eventType } = rest;
    return { ...AT_REST, state: "waiting", because: "due", stepId, dueAt, awaitedType: eventType };
  }
  if (rest.kind === "awaits_answer") {
    return { ...AT_REST, state: "awaiting", because: "answered", stepId: rest.stepId };
  }
  return ended(rest.how, rest.stepId ?? entries.at(-1)?.stepId ?? passage.stepId, now);
}

const ended = (state: "done" | "stopped" | "cancelled", stepId: string | null, now: number) => ({
  ...{ ...AT_REST, state, stepId, finishedAt: now },
});

function* write(database: Database, tx: Transaction, moved: readonly Moved[], now: number): Steps<void> {
  const entries = moved.flatMap(({ passage: { id: passageId, accountId }, entries }) =>
    entries.map((entry) => ({ passageId, id: newId(), accountId, at: now, ...entry })),
  );
  yield* insertEntries(tx, entries);
  for (const { passage, next } of moved) yield* movePassage(tx, passage.id, next);
  yield* countPasses(database, tx, moved);
  const ended = moved.filter(({ next }) => next.finishedAt != null);
  if (ended[0]) yield* countEnded(database, tx, ended[0].passage.workflowId, ended.length);
}

/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS = 2_000;

/** A step is passed when a contact arrives there: going on after a wait is not another pass. */
function* countPasses(database: Database, tx: Transaction, moved: readonly Moved[]): Steps<void> {
  const { stepCounts, stepContacts } = database.tables;
  const passes = moved.flatMap(({ passage, entries }) =>
    entries
      .filter(({ stepId }, index) => index > 0 || passage.because === "arrived" || stepId !== passage.stepId)
      .map(({ stepId }) => ({
        ...{ workflowId: passage.workflowId, stepId, contactId: passage.contactId },
      })),
  );
  if (passes.length === 0) return;
  const seen = new Map(passes.map((pass) => [`${pass.stepId} ${pass.contactId}`, pass]));
  const fresh: { stepId: string }[] = [];
  const contacts = [...seen.values()];
  for (let from = 0; from < contacts.length; from += ROWS) {
    fresh.push(
      ...(yield* tx.run(
        tx.orm
          .insert(stepContacts)
          .values(contacts.slice(from, from + ROWS))
          .onConflictDoNothing()
          .returning({ stepId: stepContacts.stepId }),
      )),
    );
  }
  const workflowId = passes[0]?.workflowId as string;
  const byStep = groupBy(passes, ({ stepId }) => stepId);
  const rows = [...byStep].toSorted(([one], [other]) => (one < other ? -1 : 1));
  yield* tx.run(
    tx.orm
      .insert(stepCounts)
      .values(
        rows.map(([stepId, { length }]) => ({
          ...{ workflowId, stepId, passes: length },
          contacts: fresh.filter((one) => one.stepId === stepId).length,
        })),
      )
      .onConflictDoUpdate({
        target: [stepCounts.workflowId, stepCounts.stepId],
        set: {
          passes: sql`${stepCounts.passes} + excluded.passes`,
          contacts: sql`${stepCounts.contacts} + excluded.contacts`,
        },
      }),
  );
}

/** When a passage of each workflow that runs is due next, the longest due first; those without any are left out. */
export async function nextDue({ database }: Instance): Promise<{ workflowId: string; dueAt: number }[]> {
  const rows = await database.rows<{ workflowId: string; dueAt: number | null }>(NEXT_DUE, []);
  return rows
    .flatMap(({ workflowId, dueAt }) => (dueAt === null ? [] : { workflowId, dueAt: Number(dueAt) }))
    .sort((one, other) => one.dueAt - other.dueAt);
}

/** Archived workflows bring what is under way to its end. Nothing goes on while the account's plan has none. */
const NEXT_DUE = `
  SELECT w.id AS "workflowId",
    (SELECT min(p.due_at) FROM passages p WHERE p.workflow_id = w.id AND p.due_at IS NOT NULL) AS "dueAt"
  FROM workflows w JOIN accounts a ON a.id = w.account_id
  WHERE w.status IN ('active', 'archived') AND a.plan = 'paid' AND a.automation`;
