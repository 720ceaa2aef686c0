import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { createUser } from "@/lib/accounts/create-user";
import { updateAccount } from "@/lib/accounts/update-account";
import type { Operation } from "@/lib/api/operation";
import { OPERATIONS } from "@/lib/api/operations";
import { createDataCenter } from "@/lib/data-centers/create";
import type { Json } from "@/lib/vocabulary";
import { type AnyRequest, requestsOf } from "./any-request";
import { deviations, validatorAt } from "./contract";

/** More find more: `FUZZ_RUNS=50000 npx vitest run e2e/api/any-request.test.ts`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

/** What there is, by the nouns and names that ask for it. */
async function makeLikely(): Promise<Record<string, Json[]>> {
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  const messages: string[] = [];
  for (let count = 0; count < 10; count++) {
    const body = { name: `Message ${count}`, dataCenterId: 1, subject: "Hello", text: "Bye" };
    messages.push((await doors.v1("POST", "/messages", { body })).json.id);
  }
  await createDataCenter(world.tidings, world.clientId, { name: "Beta", sampleData: true });
  const made: string[] = [];
  for (let count = 0; count < 40; count++) {
    made.push((await world.webhook({ status: count % 4 === 0 ? "inactive" : "active" })).id);
  }
  const streams: string[] = [];
  for (let count = 0; count < 5; count++) {
    const [url, triggers] = [world.streamUrl(), [{ type: "message.opened" }]];
    streams.push((await world.webhook({ profile: "stream", status: "created", url, triggers })).id);
  }
  await world.accept([passed(), passed()]);
  await world.deliver();
  const replays: string[] = [];
  const owed = (await Promise.all(made.map((id) => world.deliveries(id)))).flat();
  for (const id of made) {
    const body = {
      kind: "selected",
      deliveryIds: (await world.deliveries(id)).map((delivery) => delivery.id),
    };
    const { json, status } = await doors.v1("POST", `/webhooks/${id}/replays`, { body });
    if (status === 201) replays.push(json.id);
  }
  const [people, invited, keys] = [[], [], []] as [string[], string[], string[]];
  for (let count = 0; count < 6; count++) {
    const email = `user${count}@example.org`;
    const role = count % 2 === 0 ? "member" : "administrator";
    const person = { email, password: "a long password", role } as const;
    people.push((await createUser(world.tidings, world.clientId, person)).userId);
    const body = { email: `invited${count}@example.org`, role: "member" };
    invited.push((await doors.v1("POST", "/invitations", { body })).json.invitation.id);
    keys.push((await doors.newKey()).apiKeyId);
  }
  return {
    ...{ messages, pattern: ["*@spam.example", "ada@example.org"] },
    ...{ users: people, invitations: invited, "api-keys": keys },
    ...{ webhooks: [...made, ...streams], deliveries: owed.map(({ id }) => id), replays },
    ...{ runs: owed.flatMap(({ runIds }) => runIds), events: owed.map(({ eventId }) => eventId) },
    // What the one may lose, webhooks are narrowed to in the other.
    ...{ "data-centers": [2, 2, 2, 3], dataCenterId: [1], itemId: [1, 99], id: [1, 2, 3, 4] },
    ...{ contactId: ["1001", "1002"], groupId: [1, 2], segmentId: [1, 2], groupIds: [[], [1]] },
    ...{ clientId: [world.clientId], personaIds: [[1], [1, 2]], stageIds: [[1]], notifyUserIds: [[]] },
    ...{ mailingIds: [[1], [1, 2]], communicationTypes: [[1]], limit: [1, 1_000] },
    // No name that somebody would have to look up.
    url: [world.receiver.url("/hook"), world.streamUrl()],
  };
}

function byId(id: string): Operation {
  const found = OPERATIONS.find((operation) => operation.id === id);
  if (!found) throw new Error(`There is no operation ${id}.`);
  return found;
}

const isRefused = ({ path, method }: Operation, body: Json) => {
  const place = [path, method.toLowerCase(), "requestBody", "content", "application/json", "schema"];
  return !validatorAt("paths", ...place)(body);
};

it(`${RUNS.toLocaleString("en")} requests made of the document, good and bad, are answered as documented, never by a fault of ours; and no body that the document refuses is taken`, async () => {
  const likely = await makeLikely();
  const met: Record<string, number> = {};
  const requests = fc
    .constantFrom(...OPERATIONS.map(({ id }) => id))
    .chain((id) => requestsOf(byId(id), likely).map((request) => ({ id, request })));

  async function judge(operation: Operation, { address, headers, raw, body }: AnyRequest): Promise<string[]> {
    const sent = raw === undefined ? {} : { raw };
    const answer = await doors.call(operation.method, address, { headers, ...sent });
    const kind = `${Math.floor(answer.status / 100)}xx`;
    met[kind] = (met[kind] ?? 0) + 1;
    const faults = deviations(operation, answer);
    if (answer.status >= 500) faults.push(`${operation.id} is ${answer.status}: ${answer.text}`);
    if (answer.status < 300 && body !== undefined && isRefused(operation, body)) {
      faults.push(`${operation.id} took what the document refuses`);
    }
    return faults;
  }

  await fc.assert(
    fc.asyncProperty(requests, async ({ id, request }) => {
      expect(await judge(byId(id), request)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  // Both kinds were really among them.
  expect(met).toMatchObject({ "2xx": expect.any(Number), "4xx": expect.any(Number) });
  expect(met["2xx"]).toBeGreaterThan(RUNS / 10);
}, 600_000);
