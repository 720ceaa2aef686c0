import type { Steps, Transaction } from "./database";
import type { Tables } from "./tables";

/**
 * What moving passages on writes, in words that both databases understand: thousands a second, so that each text is
 * built and prepared once. Drizzle builds one anew for every row, which took two thirds of the time.
 */

/** So many rows of one statement; what is left goes row by row, so that there are two texts and no more. */
const ROWS = 50;

type Passage = Tables["passages"]["$inferSelect"];
type Entry = Tables["passageEntries"]["$inferInsert"];

/** Where a passage stands after it was moved on. */
export type NextOfPassage = Pick<Passage, "state" | "stepId"> &
  Partial<Pick<Passage, "because" | "dueAt" | "awaitedType" | "deliveryId" | "finishedAt">>;

const MOVE = `
  UPDATE passages SET state = $2, step_id = $3, because = coalesce($4, because), due_at = $5, awaited_type = $6,
    delivery_id = $7, finished_at = $8 WHERE id = $1`;

export function* movePassage(tx: Transaction, id: string, next: NextOfPassage): Steps<void> {
  const { state, stepId, because = null, dueAt = null } = next;
  const { awaitedType = null, deliveryId = null, finishedAt = null } = next;
  yield* tx.rows(MOVE, [id, state, stepId, because, dueAt, awaitedType, deliveryId, finishedAt]);
}

const insertIntoPassages = inserting("passages", [
  ...["id", "account_id", "workflow_id", "version", "data_center_id", "contact_id", "event_id", "parameters"],
  ...["state", "because", "due_at", "started_at"],
]);

/** A passage that has just begun. */
export type NewPassage = Pick<
  Passage,
  "id" | "accountId" | "workflowId" | "version" | "dataCenterId" | "contactId" | "eventId" | "parameters"
>;

export const insertPassages = (tx: Transaction, passages: readonly NewPassage[], now: number): Steps<void> =>
  insertIntoPassages(
    tx,
    passages.map((row) => [
      ...[row.id, row.accountId, row.workflowId, row.version, row.dataCenterId, row.contactId, row.eventId],
      ...[row.parameters && JSON.stringify(row.parameters), "waiting", "arrived", now, now],
    ]),
  );

const insertIntoEntries = inserting("passage_entries", [
  ...["passage_id", "id", "account_id", "step_id", "at", "outcome", "detail"],
]);

export const insertEntries = (tx: Transaction, entries: readonly Entry[]): Steps<void> =>
  insertIntoEntries(
    tx,
    entries.map((row) => [
      ...[row.passageId, row.id, row.accountId, row.stepId, row.at, row.outcome, JSON.stringify(row.detail)],
    ]),
  );

const insertIntoDeliveries = inserting("deliveries", [
  ...["id", "account_id", "webhook_id", "event_id", "state", "accepted_at", "next_attempt_at", "order_key"],
]);
const insertIntoStepDeliveries = inserting("step_deliveries", [
  ...["delivery_id", "account_id", "workflow_id", "step_id", "passage_id", "contact_id", "conversion"],
]);

/** A delivery that a step owes. */
export interface OwedByStep {
  deliveryId: string;
  accountId: number;
  webhookId: string;
  eventId: string;
  orderKey: string | null;
  workflowId: string;
  stepId: string;
  passageId: string;
  contactId: string;
  /** Whether it is a conversion if it is accepted. */
  conversion: boolean;
}

export function* insertStepDeliveries(
  tx: Transaction,
  owed: readonly OwedByStep[],
  now: number,
): Steps<void> {
  yield* insertIntoDeliveries(
    tx,
    owed.map((row) => [
      ...[row.deliveryId, row.accountId, row.webhookId, row.eventId, "pending", now, now, row.orderKey],
    ]),
  );
  yield* insertIntoStepDeliveries(
    tx,
    owed.map((row) => [
      ...[row.deliveryId, row.accountId, row.workflowId, row.stepId, row.passageId, row.contactId],
      // SQLite has no booleans, and PostgreSQL reads these as such.
      row.conversion ? 1 : 0,
    ]),
  );
}

function inserting(table: string, columns: readonly string[]) {
  const textOf = (rows: number) => {
    const row = (at: number) =>
      `(${columns.map((_, index) => `$${at * columns.length + index + 1}`).join(", ")})`;
    return `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${Array.from({ length: rows }, (_, at) => row(at)).join(", ")}`;
  };
  const [many, one] = [textOf(ROWS), textOf(1)];
  return function* insert(tx: Transaction, rows: readonly (readonly unknown[])[]): Steps<void> {
    let from = 0;
    for (; rows.length - from >= ROWS; from += ROWS)
      yield* tx.rows(many, rows.slice(from, from + ROWS).flat());
    for (const row of rows.slice(from)) yield* tx.rows(one, [...row]);
  };
}

const NOTE_OUTCOME = "UPDATE step_deliveries SET outcome = $2 WHERE delivery_id = $1";
const DROP_DELIVERY = "DELETE FROM step_deliveries WHERE delivery_id = $1";

/** How a step's delivery has ended; one whose passage is gone has nobody to be told to. */
export function* noteOutcome(
  tx: Transaction,
  deliveryId: string,
  outcome: "accepted" | "failed",
  hasPassage: boolean,
): Steps<void> {
  if (hasPassage) yield* tx.rows(NOTE_OUTCOME, [deliveryId, outcome]);
  else yield* tx.rows(DROP_DELIVERY, [deliveryId]);
}

const KEEP_ANSWER = `
  INSERT INTO passage_answers (passage_id, step_id, account_id, label, status_code, body, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

/** What a webhook answered a step of a passage, the first time. */
export function* keepAnswer(tx: Transaction, answer: Tables["passageAnswers"]["$inferSelect"]): Steps<void> {
  const { passageId, stepId, accountId, label, statusCode, body, at } = answer;
  yield* tx.rows(KEEP_ANSWER, [passageId, stepId, accountId, label, statusCode, body, at]);
}

const LET_GO_ON = `
  UPDATE passages SET state = 'waiting', because = $3, due_at = $4, delivery_id = NULL
  WHERE id = $1 AND delivery_id = $2 RETURNING id`;

/**
 * It goes on now: what it waited for has come, or never will.
 * @returns false where it has ended meanwhile, and waits for nothing
 */
export function* letGoOn(
  tx: Transaction,
  { passageId, deliveryId }: { passageId: string; deliveryId: string },
  because: "answered" | "failed",
  now: number,
): Steps<boolean> {
  const going = yield* tx.rows(LET_GO_ON, [passageId, deliveryId, because, now]);
  return going.length > 0;
}
