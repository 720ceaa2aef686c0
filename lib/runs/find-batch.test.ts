import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { opened, openWorld, type World } from "@/e2e/fixtures/world";
import { readDeliveryRows } from "@/lib/deliveries/read-rows";
import { newId } from "@/lib/ids";
import { updateWebhook } from "@/lib/webhooks/update";
import { inspectRun } from "./inspect";
import { listRunsByDelivery } from "./list-by-delivery";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

/** A batch of several as the engine writes it, with one run. */
async function batchOf(webhookId: string, deliveryIds: string[]) {
  const { database } = world.tidings;
  const { batches, batchDeliveries } = database.tables;
  const batchId = newId();
  const runId = newId();
  const at = world.clock.now;
  const { clientId: accountId } = world;
  await database.atomically(function* (tx) {
    const batch = { id: batchId, accountId, webhookId, size: deliveryIds.length, revision: 1, frozenAt: at };
    yield* tx.run(tx.orm.insert(batches).values(batch));
    const rows = deliveryIds.map((deliveryId) => ({ batchId, deliveryId }));
    yield* tx.run(tx.orm.insert(batchDeliveries).values(rows));
    yield* database.sql.insertRuns(tx, [
      {
        ...{ id: runId, accountId, webhookId, batchId, deliveryId: null, deliveries: deliveryIds.length },
        ...{ attempt: 1, test: false, inbox: false, startedAt: at, durationMs: 5, verdict: "succeeded" },
        ...{ reason: null, detail: null, statusCode: 200, responseTruncated: false, responseHeaders: "[]" },
        ...{ responseBody: Buffer.alloc(0), revision: 2, requestBody: null },
        request: JSON.stringify({ method: "POST", url: "https://receiver.example.com/hook", headers: [] }),
      },
    ]);
  });
  return runId;
}

it("S2.30, decision 16: a run of several shows the one list that was sent, in the style of the batch's revision", async () => {
  const triggers = [{ type: "message.opened" }];
  const { id } = await world.webhook({ profile: "stream", triggers, url: world.streamUrl() });
  await doors.v1("POST", `/webhooks/${id}/activate`);
  const mails = ["first", "second", "third"];
  await world.accept(mails.map((mailId) => opened({ data: { ...opened().data, mailId } })));
  const owed = (await world.deliveries(id)).map((delivery) => delivery.id).sort();
  const runId = await batchOf(id, owed);
  await updateWebhook(world.caller, id, {
    ...{ profile: "custom", triggers: [{ type: "contact.updated" }] },
    delivery: { payloadStyle: "simple" },
  });

  const { status, json } = await doors.v1("GET", `/runs/${runId}`);
  expect(status).toBe(200);
  expect(json).toMatchObject({ deliveries: 3, deliveryIds: owed });
  const body = JSON.parse(json.request.body) as { type: string; mailId: string }[];
  expect(body.map(({ type }) => type)).toEqual(["open", "open", "open"]);
  expect(body.map(({ mailId }) => mailId).sort()).toEqual(mails.toSorted());
});

describe("a run of several", () => {
  async function runOfTwo() {
    const triggers = [{ type: "message.opened" }];
    const { id } = await world.webhook({ profile: "stream", triggers, url: world.streamUrl() });
    await doors.v1("POST", `/webhooks/${id}/activate`);
    await world.accept([opened(), opened({ contact: { id: "2" } })]);
    const owed = (await world.deliveries(id)).map((delivery) => delivery.id).sort();
    return { id, owed, runId: await batchOf(id, owed) };
  }

  it("stands in the runs window as one request, with its event type and how its deliveries go on", async () => {
    const { id, runId } = await runOfTwo();
    const { groups } = await listRunsByDelivery(world.caller, id);
    expect(groups).toMatchObject([
      {
        deliveryId: null,
        eventType: "message.opened",
        state: "pending",
        runs: [{ id: runId, deliveries: 2 }],
      },
    ]);
    expect(groups[0]?.batchId).not.toBeNull();
  });

  it("is inspected with the events that it was about, and with the other runs of its batch", async () => {
    const { owed, runId } = await runOfTwo();
    const inspected = await inspectRun(world.caller, runId);
    expect(inspected).toMatchObject({ event: null, delivery: null, batch: { state: "pending" } });
    expect(inspected.batch?.members.map(({ deliveryId }) => deliveryId)).toEqual(owed);
    expect(inspected.batch?.members.map(({ contactId }) => contactId).sort()).toEqual(["123456789005", "2"]);
    expect(inspected.attempts.map(({ id }) => id)).toEqual([runId]);
  });

  it("is a run of each of its deliveries", async () => {
    const { id, owed, runId } = await runOfTwo();
    expect((await world.deliveries(id)).map(({ runIds }) => runIds)).toEqual([[runId], [runId]]);
    const { database } = world.tidings;
    const { batchId } = (
      await database.rows<{ batchId: string }>('SELECT batch_id AS "batchId" FROM runs WHERE id = $1', [
        runId,
      ])
    )[0] as { batchId: string };
    for (const delivery of owed) {
      await database.rows("UPDATE deliveries SET batch_id = $1 WHERE id = $2", [batchId, delivery]);
    }
    const rows = await readDeliveryRows(world.caller, owed);
    expect(rows.map(({ lastRun }) => lastRun?.id)).toEqual([runId, runId]);
  });

  it("of another account is answered like one that does not exist", async () => {
    const { runId } = await runOfTwo();
    const beta = await world.newAccount("Beta");
    const { key } = await doors.newKey(undefined, null, beta.clientId);
    const { status } = await doors.call("GET", `/api/v1/${beta.clientId}/runs/${runId}`, { key });
    expect(status).toBe(404);
  });
});
