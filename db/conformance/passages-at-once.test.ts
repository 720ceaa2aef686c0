import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { mergeContacts } from "@/lib/contacts/merge";
import { createWebhook } from "@/lib/webhooks/create";
import { advanceDue } from "@/lib/workflows/advance";
import { activateWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import type { PostgresDatabase } from "../connect-postgres";
import { ENGINES, type Place } from "./engines";
import { waitForLocks } from "./wait-for-locks";

/** What only PostgreSQL has: two processes that write the same passage at once. */

const [, postgres] = ENGINES;
let place: Place;
let world: World;
beforeEach(async () => {
  place = await postgres.place();
  world = await openWorld({ env: place.env });
  onTestFinished(() => world.close());
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
});

const pool = () => (world.tidings.database as PostgresDatabase).pool;
const post = (type: string) =>
  world.accept({ type, dataCenterId: world.dataCenterId, contact: { id: "7" }, data: { orderId: "A-1" } });
const passages = () =>
  world.tidings.database.rows("SELECT state, because, due_at AS due, delivery_id AS owed FROM passages", []);

/** One passage, at its first step. */
async function passage(...steps: object[]) {
  const { id } = await createWorkflow(world.caller, {
    ...{ name: "Orders", dataCenterId: world.dataCenterId },
    definition: { trigger: { type: "event", eventType: "custom.order" }, steps },
  });
  await activateWorkflow(world.caller, id);
  await post("custom.order");
  await mergeContacts(world.tidings);
  world.engine.wake((await advanceDue(world.tidings, id)).webhookIds);
}

it("a passage whose wait is over is not led on again by the event that came too late", async () => {
  const event = { kind: "event", eventType: "custom.paid", withinSeconds: 60 };
  await passage({ id: "wait", type: "wait", for: event });
  await post("custom.paid");
  const other = await (place.connect() as PostgresDatabase).pool.connect();
  await other.query("BEGIN");
  await other.query(
    "UPDATE passages SET state = 'done', due_at = NULL, awaited_type = NULL, finished_at = 1 WHERE true",
  );
  const merging = mergeContacts(world.tidings);
  await waitForLocks({ pool: pool() }, 1);
  await other.query("COMMIT");
  other.release();
  await merging;
  expect(await passages()).toMatchObject([{ state: "done", because: "due", due: null }]);
});

it("a passage that ends while its answer arrives stays as it is, and keeps nothing of the answer", async () => {
  world.receiver.script("/hook", { status: 200, body: '{"promocode":"SPRING"}' });
  const webhook = await createWebhook(world.caller, {
    ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId },
    ...{ url: world.receiver.url("/hook"), profile: "data_request", method: "GET" },
  });
  await passage({ id: "ask", type: "webhook", webhookId: webhook.id, wait: true });
  const other = await (place.connect() as PostgresDatabase).pool.connect();
  await other.query("BEGIN");
  await other.query(
    "UPDATE passages SET state = 'cancelled', due_at = NULL, delivery_id = NULL, finished_at = 1 WHERE true",
  );
  const delivering = world.deliver();
  await waitForLocks({ pool: pool() }, 1);
  await other.query("COMMIT");
  other.release();
  await delivering;
  expect(await passages()).toMatchObject([{ state: "cancelled", due: null, owed: null }]);
  expect(await world.tidings.database.rows("SELECT 1 FROM passage_answers", [])).toEqual([]);
  expect(await world.tidings.database.rows("SELECT state FROM deliveries", [])).toEqual([
    { state: "delivered" },
  ]);
});
