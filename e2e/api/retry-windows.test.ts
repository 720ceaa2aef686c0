import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Seed, startServer, type TidingsServer } from "../fixtures/server";
import { opened, passed } from "../fixtures/world";
import { type Receiver, startReceiver } from "../receiver/receiver";

/** Three days take 13 s, two hours 360 ms. */
const SCALE = 0.000_05;
const MINUTE = 60_000 * SCALE;
const HOUR = 60 * MINUTE;

let receiver: Receiver;
let server: TidingsServer;
let seed: Seed;
beforeAll(async () => {
  receiver = await startReceiver();
  server = await startServer({ receiver, env: { RETRY_TIME_SCALE: String(SCALE), LOG_LEVEL: "warn" } });
  seed = await server.seed();
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

interface Ended {
  state: string;
  reason: string;
  attempts: number;
  finishedAt: string;
}

const CREATED = { type: "contact.created", contact: { id: 7, email: "ann@example.org" }, data: {} };

/** Owes an event to a webhook whose receiver never accepts. @returns how the delivery ended, and what was received */
async function refusedToTheEnd(event: { type: string }, webhook: object) {
  const path = `/${crypto.randomUUID()}`;
  receiver.script(path, () => ({ status: 202 }));
  const api = async <Answer>(method: string, at: string, body?: unknown) => {
    const answer = await server.api<Answer>(method, at, { key: seed.key, body });
    if (answer.status >= 300) throw new Error(`${method} ${at}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const at = `/api/v1/${seed.clientId}/webhooks`;
  const made = await api<{ id: string; status: string }>("POST", at, {
    ...{ label: path, dataCenterId: seed.dataCenterId, url: `https://receiver.example.com${path}` },
    ...{ triggers: [{ type: event.type }], status: "active", ...webhook },
  });
  if (made.status !== "active") await api("POST", `${at}/${made.id}/activate`);
  const acceptedAt = Date.now();
  await api("POST", "/api/internal/events", { ...event, dataCenterId: seed.dataCenterId });
  const delivery = await vi.waitFor(
    async () => {
      const { deliveries } = await api<{ deliveries: Ended[] }>("GET", `${at}/${made.id}/deliveries`);
      const [only] = deliveries;
      if (!only?.finishedAt) throw new Error(`It is not over yet: ${JSON.stringify(only)}`);
      return only;
    },
    { timeout: 100_000, interval: 100 },
  );
  const requests = receiver.requests.filter((request) => request.path === path);
  return { delivery, requests, times: requests.map((request) => request.at), acceptedAt };
}

const sameBytesAndId = (requests: Receiver["requests"]) =>
  new Set(requests.map(({ body, headers }) => `${headers["webhook-id"]} ${body}`)).size === 1;

it("S2.31 to S2.33, decision 4: an event stream is tried until three days after the event was accepted, then discarded", async () => {
  const { delivery, requests, times, acceptedAt } = await refusedToTheEnd(opened(), {
    ...{ profile: "stream", delivery: { batch: { maxWaitMs: 0 }, suspension: null } },
  });
  expect(delivery).toMatchObject({ state: "discarded", reason: "status_not_accepted" });
  expect(requests.length).toBeGreaterThan(10);
  expect(sameBytesAndId(requests)).toBe(true);
  expect(Date.parse(delivery.finishedAt)).toBeGreaterThanOrEqual(acceptedAt + 72 * HOUR);
  expect(times.at(-1)).toBeGreaterThan(acceptedAt + 71 * HOUR);
}, 120_000);

it("S3.24, S3.25: a notification that is not confirmed by 200 is tried five more times, at 5, 15, 35, 70 and 120 min", async () => {
  const { delivery, requests, times } = await refusedToTheEnd(CREATED, { profile: "signed" });
  expect(delivery).toMatchObject({ state: "failed", reason: "status_not_accepted", attempts: 6 });
  expect(requests).toHaveLength(6);
  expect(sameBytesAndId(requests)).toBe(true);
  expect(sinceFirst(times)).toBeGreaterThan(115 * MINUTE);
}, 60_000);

it("decision 4: a schedule of S5's ends 12 h after the first attempt, at 1, 6, 21, 51, 111, 231, 411 and 720 min", async () => {
  const minutes = [1, 6, 21, 51, 111, 231, 411, 720];
  const gaps = minutes.map((minute, index) => (minute - (minutes[index - 1] ?? 0)) * 60);
  const { delivery, requests, times } = await refusedToTheEnd(passed(), {
    profile: "custom",
    delivery: {
      ...{ success: "200", suspension: null },
      retry: { kind: "schedule", delaysSeconds: gaps, jitter: 0 },
    },
  });
  expect(delivery).toMatchObject({ state: "failed", attempts: 9 });
  expect(requests).toHaveLength(9);
  expect(sinceFirst(times)).toBeGreaterThan(700 * MINUTE);
}, 60_000);

it("an interval of 12 h from the first attempt ends in failed, not in discarded", async () => {
  const { delivery, times } = await refusedToTheEnd(passed(), {
    profile: "custom",
    delivery: {
      ...{ success: "200", suspension: null },
      retry: { kind: "interval", everySeconds: 1_800, untilHours: 12, from: "first_attempt" },
    },
  });
  expect(delivery).toMatchObject({ state: "failed", reason: "status_not_accepted" });
  expect(times.length).toBeGreaterThan(2);
  expect(sinceFirst(times)).toBeGreaterThan(10 * HOUR);
}, 60_000);

/** From the first attempt to the last; how late one comes is the machine's affair. */
const sinceFirst = (times: number[]) => (times.at(-1) ?? 0) - (times[0] ?? 0);
