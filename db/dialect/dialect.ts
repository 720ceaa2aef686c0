import type { WebhookStatus } from "@/lib/vocabulary";
import type { Steps, Transaction } from "../database";

/** An event about to be stored; JSON columns already as text. */
export interface NewEvent {
  id: string;
  accountId: number;
  dataCenterId: number;
  type: string;
  key: string | null;
  contentHash: string | null;
  cause: string;
  occurredAt: number;
  acceptedAt: number;
  contactId: string | null;
  contactEmail: string | null;
  contact: string | null;
  data: string;
  masterData: string;
  /** What refinements are compared with, by refinement. */
  facets: Record<string, (string | number)[]>;
}

/** A delivery whose attempt was counted and is about to be made, with its event and batch. */
export interface ClaimedRow {
  id: string;
  accountId: number;
  webhookId: string;
  attempts: number;
  acceptedAt: number;
  firstAttemptAt: number;
  lateMs: number;
  batchId: string;
  batchRevision: number;
  frozenAt: number;
  eventId: string;
  dataCenterId: number;
  type: string;
  cause: string;
  occurredAt: number;
  contact: string | null;
  data: string;
  masterData: string;
}

/** A run as it is inserted; JSON columns already as text. */
export interface NewRun {
  id: string;
  accountId: number;
  webhookId: string;
  batchId: string | null;
  deliveryId: string | null;
  deliveries: number;
  attempt: number;
  test: boolean;
  inbox: boolean;
  startedAt: number;
  durationMs: number;
  verdict: "succeeded" | "failed";
  reason: string | null;
  detail: string | null;
  statusCode: number | null;
  responseTruncated: boolean;
  revision: number;
  request: string | null;
  requestBody: Uint8Array | null;
  responseHeaders: string | null;
  responseBody: Uint8Array | null;
}

/** What becomes of a delivery after an attempt. */
export interface Settlement {
  id: string;
  epoch: number;
  state: "delivered" | "pending" | "failed" | "discarded";
  reason: string | null;
  nextAttemptAt: number | null;
  /** What the attempt spent before its request left (ms); the retry window leaves it out. */
  lateMs: number;
  now: number;
}

/** A lane of an active webhook of an account on the paid plan that has something pending. */
export interface LaneWithWork {
  webhookId: string;
  accountId: number;
  /** When its earliest pending delivery is due. */
  dueAt: number;
}

/**
 * The SQL that differs between the databases, under the same names. All of it is the hot path: accept, claim,
 * settle. Whatever drizzle can say for both stands elsewhere.
 */
export interface Dialect {
  /** Which of the account's keys are taken, and by what. */
  findKeys(tx: Transaction, keys: { accountId: number; key: string }[]): Steps<TakenKey[]>;
  /** @returns how many were inserted; fewer than given means that another process took one just now. */
  insertKeys(tx: Transaction, events: NewEvent[]): Steps<number>;
  insertEvents(tx: Transaction, events: NewEvent[]): Steps<void>;
  /** Owes each event to every webhook that wants it (decision 10: active or suspended ones). */
  fanOut(tx: Transaction, events: NewEvent[]): Steps<{ eventId: string; webhookId: string }[]>;

  /** A statement without values that reads every LaneWithWork. */
  lanesWithWork: string;
  /**
   * Takes or renews a lane for `owner`, unless another owner's lease still runs.
   * @returns the epoch that fences what is claimed under it, or undefined if it can't be had.
   */
  leaseLane(
    tx: Transaction,
    webhookId: string,
    owner: string,
    now: number,
    until: number,
  ): Steps<number | undefined>;
  /**
   * Frees the lanes of dead owners (all but `owner`'s if `all`) and puts back every delivery that is `sending`
   * without the fence of a live lease, whoever left it so. @returns how many
   */
  rescue(tx: Transaction, owner: string, now: number, all: boolean): Steps<number>;
  releaseLanes(tx: Transaction, owner: string): Steps<void>;
  /** Counts the attempt first, so that what kills the process still runs out of tries. */
  claimDue(
    tx: Transaction,
    lane: { webhookId: string; accountId: number; revision: number; epoch: number },
    now: number,
    limit: number,
  ): Steps<ClaimedRow[]>;

  /** @returns the ids that were still leased under their epoch; the others are somebody else's now. */
  settle(tx: Transaction, settlements: Settlement[]): Steps<{ id: string; state: string }[]>;
  insertRuns(tx: Transaction, runs: NewRun[]): Steps<void>;
  /** Adds to the counters of the hour and of its day. Counts come sorted by webhook and hour. */
  addToRunCounts(tx: Transaction, counts: RunCount[]): Steps<void>;

  /**
   * A webhook whose status can't change until the transaction ends; `alone` keeps others who hold it out as well.
   * @returns one row, or none
   */
  holdWebhook(tx: Transaction, webhookId: string, how: { alone: boolean }): Steps<HeldWebhook[]>;
  /** Which of these stored events the webhook's present triggers want, by the fan-out's own rule: rows `{id}`. */
  wantedBy(webhookId: string, events: Pick<NewEvent, "id" | "facets">[]): { text: string; values: unknown[] };
}

export interface HeldWebhook {
  id: string;
  accountId: number;
  status: WebhookStatus;
  revision: number;
  orderBy: "none" | "webhook" | "contact";
}

/** Runs of a webhook in an hour (its start). */
export interface RunCount {
  webhookId: string;
  hour: number;
  succeeded: number;
  failed: number;
  /** Deliveries that ended without success. */
  lost: number;
  /** How many runs fell into each class of DURATION_BOUNDS_MS. */
  took: number[];
}

export interface TakenKey {
  accountId: number;
  key: string;
  eventId: string;
  contentHash: string;
}
