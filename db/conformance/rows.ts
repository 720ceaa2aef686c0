import { newId } from "@/lib/ids";
import type { WebhookStatus } from "@/lib/vocabulary";
import type { Database, Steps } from "../database";
import type { NewEvent, NewRun, Settlement } from "../dialect/dialect";
import type { StoredSettings } from "../shapes";

/** The rows that tests of the hot path start from, without the product's own verbs in between. */

export const NOW = Date.parse("2026-03-02T10:00:00.000Z");

/** Accounts 1 and 2. */
export async function insertAccounts(database: Database) {
  const { accounts } = database.tables;
  const account = (name: string) => ({ name, plan: "paid" as const, createdAt: NOW });
  await database.atomically(function* (tx) {
    yield* tx.run(tx.orm.insert(accounts).values([account("Acme"), account("Other")]));
  });
}

export interface WebhookRow {
  accountId?: number;
  dataCenterId?: number;
  status?: WebhookStatus;
  type?: string;
  wanted?: Record<string, (string | number)[]>;
  label?: string;
}

/** A webhook with its revision, trigger and lane. @returns its id */
export async function insertWebhook(database: Database, row: WebhookRow = {}): Promise<string> {
  const { accountId = 1, dataCenterId = 1, status = "active" } = row;
  const id = newId();
  const label = row.label ?? id;
  await database.atomically(function* (tx) {
    const { webhooks, webhookRevisions, webhookTriggers, lanes } = database.tables;
    const url = "https://example.com/hook";
    yield* tx.run(
      tx.orm.insert(webhooks).values({
        ...{ id, accountId, dataCenterId, kind: "event" as const, label, labelKey: label.toLowerCase() },
        ...{ status, profile: "simple", url, revision: 1, createdAt: NOW, updatedAt: NOW },
        deletedAt: status === "deleted" ? NOW : null,
      }),
    );
    const settings = { url, dataCenterId } as StoredSettings;
    const revision = { webhookId: id, revision: 1, accountId, settings, secrets: {} };
    yield* tx.run(tx.orm.insert(webhookRevisions).values({ ...revision, createdAt: NOW, createdBy: "test" }));
    yield* tx.run(
      tx.orm.insert(webhookTriggers).values({
        ...{ webhookId: id, accountId, dataCenterId },
        ...{ type: row.type ?? "persona.threshold_passed", wanted: row.wanted ?? {} },
      }),
    );
    yield* tx.run(tx.orm.insert(lanes).values({ webhookId: id, accountId }));
  });
  return id;
}

export const newEvent = (changes: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(),
  accountId: 1,
  dataCenterId: 1,
  type: "persona.threshold_passed",
  key: null,
  contentHash: changes.key ? "hash of the content" : null,
  cause: "recalculation",
  occurredAt: NOW,
  acceptedAt: NOW,
  contactId: "1353",
  contactEmail: "john.doe@example.org",
  contact: '{"id":"1353","email":"john.doe@example.org","properties":{}}',
  data: '{"personaId":1,"score":105}',
  masterData: '{"dataCenter":{"id":1,"name":"Quantum"}}',
  facets: { personaIds: [1] },
  ...changes,
});

/** Owes one event after another to a webhook, each due at the given moment. @returns the deliveries' ids */
export async function insertDeliveries(
  database: Database,
  webhookId: string,
  dueAt: number[],
  accountId = 1,
): Promise<string[]> {
  const rows = dueAt.map((nextAttemptAt) => ({ id: newId(), nextAttemptAt, event: newEvent({ accountId }) }));
  await database.atomically(function* (tx) {
    yield* database.sql.insertEvents(
      tx,
      rows.map((row) => row.event),
    );
    yield* tx.run(
      tx.orm.insert(database.tables.deliveries).values(
        rows.map(({ id, nextAttemptAt, event }) => ({
          ...{ id, accountId, webhookId, eventId: event.id, state: "pending" as const },
          ...{ acceptedAt: NOW, nextAttemptAt },
        })),
      ),
    );
  });
  return rows.map((row) => row.id);
}

/** Leases the lane and claims what is due. @returns the epoch and the rows */
export const leaseAndClaim = (
  database: Database,
  webhookId: string,
  { owner = "engine", now = NOW, limit = 100, leaseMs = 60_000 } = {},
) =>
  database.atomically(function* (tx) {
    const epoch = yield* database.sql.leaseLane(tx, webhookId, owner, now, now + leaseMs);
    if (epoch === undefined) return undefined;
    const [rows = []] = yield* database.sql.claimDue(tx, [{ webhookId, revision: 1, epoch, limit }], now);
    return { epoch, rows };
  });

export const settlement = (id: string, epoch: number, changes: Partial<Settlement> = {}): Settlement => ({
  ...{ id, epoch, state: "delivered", reason: null, nextAttemptAt: null, lateMs: 0, now: NOW + 50 },
  ...changes,
});

export const newRun = (webhookId: string, changes: Partial<NewRun> = {}): NewRun => ({
  id: newId(),
  accountId: 1,
  webhookId,
  batchId: null,
  deliveryId: null,
  deliveries: 1,
  attempt: 1,
  test: false,
  inbox: false,
  startedAt: NOW,
  durationMs: 12,
  verdict: "succeeded",
  reason: null,
  detail: null,
  statusCode: 200,
  responseTruncated: false,
  revision: 1,
  request: '{"method":"POST","url":"https://example.com/hook","headers":[]}',
  requestBody: null,
  responseHeaders: "[]",
  responseBody: Buffer.alloc(0),
  ...changes,
});

/** Runs one step of the dialect in a transaction of its own. */
export const within = <Result>(
  database: Database,
  steps: (tx: Parameters<Parameters<Database["atomically"]>[0]>[0]) => Steps<Result>,
) => database.atomically(steps);

export const allDeliveries = (database: Database) => {
  const { deliveries } = database.tables;
  return database.orm.select().from(deliveries).orderBy(deliveries.id);
};
