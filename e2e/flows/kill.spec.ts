import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { startServer } from "../fixtures/server";
import { startReceiver } from "../receiver/receiver";

const EVENTS = 1_000;
const KILLS = 5;

test("D1, D2: five kill -9 of the whole process group while 1,000 events come in lose nothing, and repeats carry the same bytes and id", async () => {
  test.setTimeout(240_000);
  // Fails at random, but the same in every run: by the request's number.
  let number = 0;
  const receiver = await startReceiver();
  receiver.script("/hook", () => {
    const lot = (number++ * 7_919) % 100;
    if (lot < 70) return { status: 200 };
    if (lot < 85) return { status: 500 };
    if (lot < 90) return { kind: "reset" };
    if (lot < 95) return { status: 200, delayMs: 500 };
    return { status: 429 };
  });
  const server = await startServer({ receiver, env: { LOG_LEVEL: "warn" } });
  try {
    const { clientId, dataCenterId, key } = await server.seed();
    const created = await server.api<{ id: string }>("POST", `/api/v1/${clientId}/webhooks`, {
      key,
      body: {
        label: "Chaos",
        status: "active",
        dataCenterId,
        url: receiver.url("/hook"),
        triggers: [{ type: "contact.became_contact" }],
        delivery: {
          concurrency: 32,
          retry: { kind: "schedule", delaysSeconds: [0.2, 0.5, ...Array(18).fill(1)], jitter: 0.1 },
        },
      },
    });
    expect(created.status).toBe(201);

    const accepted = new Set<string>();
    let posted = 0;
    const post = async () => {
      while (posted < EVENTS) {
        const id = `event-${posted++}`;
        // Every event is posted until it is acknowledged: the id makes the repeat harmless.
        for (let acknowledged = false; !acknowledged; ) {
          const answer = await server
            .api<{ events: { id: string }[] }>("POST", "/api/internal/events", {
              key,
              body: { id, type: "contact.became_contact", dataCenterId, contact: { id } },
            })
            .catch(() => undefined);
          acknowledged = answer?.status === 202;
          if (acknowledged) accepted.add(answer?.body.events[0]?.id as string);
          else await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const posters = Promise.all(Array.from({ length: 8 }, post));
    for (let kill = 1; kill <= KILLS; kill++) {
      const seen = receiver.counters().requests + 80;
      await receiver.waitFor(() => receiver.counters().requests >= seen, 60_000);
      await server.kill("SIGKILL");
      await server.start();
    }
    await posters;

    await expect
      .poll(
        async () =>
          (await server.api<{ engine: { backlog: number } }>("GET", "/api/health")).body.engine.backlog,
        {
          timeout: 120_000,
        },
      )
      .toBe(0);
    const bodies = new Map<string, Set<string>>();
    const received = new Set<string>();
    for (const request of receiver.requests) {
      const id = request.headers["webhook-id"] as string;
      const hash = createHash("sha256").update(request.body).digest("hex");
      bodies.set(id, (bodies.get(id) ?? new Set()).add(hash));
      received.add((request.json() as { EventId: string }).EventId);
    }
    expect(accepted.size).toBe(EVENTS);
    expect([...accepted].filter((id) => !received.has(id))).toEqual([]);
    expect([...received].filter((id) => !accepted.has(id))).toEqual([]);
    expect([...bodies.values()].filter((hashes) => hashes.size > 1)).toEqual([]);
    expect(bodies.size).toBe(EVENTS);
  } finally {
    await server.close();
    await receiver.close();
  }
});
