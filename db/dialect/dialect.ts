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
  /** Its contact stands in the directory already: who wrote it there raises the event. */
  merged?: boolean;
  /** What refinements are compared with, by refinement. */
  facets: Record<string, (string | number)[]>;
}

/** A delivery whose attempt was counted and is about to be made. */
export interface ClaimedDelivery {
  id: string;
  attempts: number;
  acceptedAt: number;
  /** When the attempt was due. */
  nextAttemptAt: number;
  firstAttemptAt: number;
  lateMs: number;
  batchId: string;
  batchRevision: number;
  frozenAt: number;
  eventId: string;
  orderKey: string | null;
}

/** What a body is made of; JSON columns as text. */
export interface EventRow {
  id: string;
  accountId: number;
  type: string;
  cause: string;
  occurredAt: number;
  contact: string | null;
  data: string;
  masterData: string;
}

/** A delivery that may be claimed, as far as putting batches together needs to know it. */
export interface DueRow {
  id: string;
  state: string;
  /** The batch that its last attempt was part of; null before the first. */
  batchId: string | null;
  /** How many deliveries that batch is made of. */
  batchSize: number;
  attempts: number;
  acceptedAt: number;
  nextAttemptAt: number;
  /** Where the webhook asks for order by contact: whose events go one after another. */
  orderKey: string | null;
}

/** Deliveries that go in one request. */
export interface ClaimGroup {
  ids: string[];
  batchId: string;
  /** The batch is made by this claim; else it exists, and so do its bytes. */
  fresh: boolean;
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
  /** The try is given back: its own network was down. */
  uncharged?: boolean;
}

/** What the runs of a webhook say about its health, told in one go. */
export interface HealthSignal {
  webhookId: string;
  /** When the last of them succeeded; null if none did. */
  succeededAt: number | null;
  /** After that success, or in all: runs that failed, deliveries that ended without success, and since when. */
  failed: number;
  lost: number;
  failedAt: number | null;
}

/** What is known of a webhook's health, after a signal was taken in. */
export interface HealthRow {
  webhookId: string;
  lostInARow: number;
  lastSuccessAt: number | null;
  activatedAt: number;
  failingSince: number | null;
  warnedAt: number | null;
  /** The present revision's, as text; null where there is nothing to judge yet. */
  settings: string | null;
}

/** A suspended webhook that is probed from time to time. */
export interface ProbedLane {
  webhookId: string;
  probeAt: number;
  probes: number;
}

/** A lane of an active webhook of an account on the paid plan that has something pending. */
export interface LaneWithWork {
  webhookId: string;
  accountId: number;
  updatedAt: number;
  /** Of the connector that it uses; null where it uses none. */
  connectorRevision: number | null;
  /** When its earliest pending delivery is due, or a suspended webhook's next probe. */
  dueAt: number;
  /** Who has leased the lane, and until when. */
  owner: string | null;
  leaseUntil: number;
}

/** What an engine knows of a webhook by its settings, and whether that still holds. */
export interface PresentWebhook {
  id: string;
  status: string;
  revision: number;
  updatedAt: number;
  /** Of the connector that it uses; null where it uses none. */
  connectorRevision: number | null;
  /** Of a suspended one: when it is probed next; null where it isn't. */
  probeAt: number | null;
}

/** A lane of which so many deliveries may be claimed, each alone. */
export interface DueLane {
  webhookId: string;
  revision: number;
  epoch: number;
  limit: number;
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
   * Frees the lanes whose lease has run out and those of the `dead` (`others`: of everybody but `owner`), and puts back
   * every delivery that is `sending` without the fence of a live lease, whoever left it so. @returns how many
   */
  rescue(tx: Transaction, owner: string, now: number, dead: string[] | "others"): Steps<number>;
  releaseLanes(tx: Transaction, owner: string): Steps<void>;
  /** Reads as PresentWebhook those among these that are active or suspended, of a paying account. */
  presentWebhooks(ids: string[]): { text: string; values: unknown[] };
  /**
   * Claims what is due in each of the lanes, each delivery alone, the longest due first. Counts the attempt first, so
   * that what kills the process still runs out of tries. A lane that ever had batches of several is claimed from by
   * `claimGroups`. @returns what was claimed for each lane, in their order
   */
  claimDue(tx: Transaction, lanes: DueLane[], now: number): Steps<ClaimedDelivery[][]>;
  /** Reads these events as EventRow. */
  eventsOf(ids: string[]): { text: string; values: unknown[] };
  /** Reads as `{webhookId, at}` when each webhook's earliest pending delivery is due; null if none is pending. */
  nextDueOf(webhookIds: string[]): { text: string; values: unknown[] };

  /** The pending deliveries of these batches. */
  membersOf(tx: Transaction, batchIds: string[]): Steps<{ id: string; batchId: string }[]>;
  /** The first unfinished delivery of each contact. */
  firstOf(
    tx: Transaction,
    webhookId: string,
    orderKeys: string[],
  ): Steps<{ id: string; orderKey: string; state: string; nextAttemptAt: number }[]>;
  /** Claims just these, as far as they are still pending; fresh batches are made of what was. */
  claimGroups(
    tx: Transaction,
    lane: { webhookId: string; accountId: number; revision: number; epoch: number },
    groups: ClaimGroup[],
    now: number,
  ): Steps<ClaimedDelivery[]>;
  /** Puts off what can't go before something else has. */
  postpone(tx: Transaction, rows: { id: string; until: number }[]): Steps<void>;
  /** Lets each contact's next delivery go, now that the one before it has ended. */
  releaseNext(tx: Transaction, contacts: { webhookId: string; orderKey: string }[], now: number): Steps<void>;

  /** @returns the ids that were still leased under their epoch; the others are somebody else's now. */
  settle(tx: Transaction, settlements: Settlement[]): Steps<{ id: string; state: string }[]>;
  insertRuns(tx: Transaction, runs: NewRun[]): Steps<void>;
  /**
   * Takes signals into the figures of active webhooks, in one statement; sorted by webhook. A success where all goes
   * well is written once a minute at most, and costs no write otherwise. A signal of nothing at all only reads.
   * @returns what it wrote to; with settings where nothing has succeeded since `quietSince`
   */
  noteHealth(tx: Transaction, signals: HealthSignal[], quietSince: number): Steps<HealthRow[]>;
  /** Which of these webhooks are suspended and probed. */
  findProbes(tx: Transaction, webhookIds: string[]): Steps<ProbedLane[]>;
  /** Adds to the counters of the hour and of its day. Counts come sorted by webhook and hour. */
  addToRunCounts(tx: Transaction, counts: RunCount[]): Steps<void>;

  /**
   * Keeps events from being taken away, or from being owed again, until this transaction ends: whoever owes stored
   * events again (a resend, a replay) and whoever prunes them must hold them before looking any further.
   * @returns the ids of those that are still kept, sorted
   */
  holdEvents(tx: Transaction, ids: string[]): Steps<string[]>;
  /** Whether nobody else is at work of this name; the right to it ends with the transaction. Never waits. */
  takeTurn(tx: Transaction, name: string): Steps<boolean>;
  /**
   * A webhook whose status can't change until the transaction ends; `alone` keeps others who hold it out as well.
   * @returns one row, or none
   */
  holdWebhook(tx: Transaction, webhookId: string, how: { alone: boolean }): Steps<HeldWebhook[]>;
  /** Reads as `{id}` the passages of a workflow that are due, the longest due first, that no other engine is moving on. */
  duePassages(workflowId: string, now: number, limit: number): { text: string; values: unknown[] };
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
