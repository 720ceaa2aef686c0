import { createProducer, postOpenLoop } from "../producer";
import { percentile, type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { type Stage, setStage } from "../stage";
import { webhook } from "./kill";

const PER_SECOND = 10;

/** D12: an account with 200 dead webhooks and thousands of events does not delay another account's deliveries. */
export const fair: Scenario = {
  promise: "D12",
  onPostgres: true,
  async run({ seed, short, database, ...wanted }: Wanted): Promise<Report> {
    const events = wanted.events ?? 5_000;
    const seconds = wanted.seconds ?? (short ? 6 : 45);
    const webhooks = 200;
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": [{ weight: 1, kind: "hang" }] },
      // Else two thousand handshakes at the same receiver would delay the healthy account's requests there.
      secondFaults: { "*": [{ weight: 1, status: 200 }] },
      accounts: (url, healthyUrl) => [
        {
          name: "Slow",
          webhooks: {
            count: webhooks,
            of: (number) => ({
              url: url(`/hang/${number}`),
              triggers: [{ type: "contact.updated", properties: [`property-${number}`] }],
              delivery: { deadlineMs: 15_000 },
            }),
          },
        },
        { name: "Healthy", webhooks: [() => webhook(healthyUrl("/healthy"))] },
      ],
    });
    try {
      await stage.product.start();
      const [slow, healthy] = stage.accounts as [SeededAccount, SeededAccount];
      const producer = createProducer(stage.product.url, healthy);
      await postOpenLoop(producer, { perSecond: PER_SECOND, seconds: 2, prefix: "warm" });
      const soloSeconds = short ? 5 : 20;
      await postOpenLoop(producer, { perSecond: PER_SECOND, seconds: soloSeconds, prefix: "solo" });
      const flooded = flood(stage.product.url, slow, events, webhooks);
      await postOpenLoop(producer, { perSecond: PER_SECOND, seconds, prefix: "beside" });
      const refused = await flooded;
      const waiting = await stage.backlog();
      const inFlight = (await stage.receiver.counters()).pending;
      const delays = await allDelays(stage, producer);
      const solo = percentile(delays.solo, 95);
      const beside = percentile(delays.beside, 95);
      return {
        figures: {
          ...{ accepted: producer.accepted.size, delivered: delays.delivered },
          lost: producer.accepted.size - delays.delivered,
          ...{ webhooksHanging: webhooks, eventsForThem: events, waiting, inFlight },
          soloP95Ms: round(solo),
          besideP95Ms: round(beside),
          besideWorstMs: round(percentile(delays.beside, 100)),
        },
        held: {
          "the slow account's events are all accepted": refused === 0,
          "the slow account's deliveries do wait": waiting > events / 2,
          "nothing of the healthy account is lost": delays.delivered === producer.accepted.size,
          // In `npm test` the machine may be slow at anything; behind the others they would wait for three times as long.
          ...(short
            ? { "95 % wait for less than a third of what the others hang": beside <= 5_000 }
            : {
                "95 % wait at most 1 s": beside <= 1_000,
                "95 % wait at most twice as long as alone, and 200 ms": beside <= 2 * solo + 200,
              }),
        },
      };
    } finally {
      await stage.close();
    }
  },
};

const PATIENCE_MS = 60_000;

/** Once everything has arrived: what is late is late, and only what never comes is lost. */
async function allDelays(stage: Stage, producer: ReturnType<typeof createProducer>) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const delays = await queueDelays(stage, producer);
    if (delays.delivered === producer.accepted.size || performance.now() > end) return delays;
    await sleep(500);
  }
}

/** From the 202 at the poster to the receiver's reading of the headers, by phase. */
async function queueDelays(stage: Stage, producer: ReturnType<typeof createProducer>) {
  const delays = { solo: [] as number[], beside: [] as number[], warm: [] as number[], delivered: 0 };
  const arrived = new Map<string, number>();
  for (const line of (await stage.second?.lines()) ?? []) {
    if (line.field === undefined || arrived.has(line.field)) continue;
    arrived.set(line.field, line.begunAt);
  }
  for (const [id, { key, at }] of producer.accepted) {
    const begunAt = arrived.get(id);
    if (begunAt === undefined) continue;
    delays.delivered++;
    delays[key.split("-", 1)[0] as "solo" | "beside" | "warm"].push(Math.max(0, begunAt - at));
  }
  return delays;
}

/** @returns how many requests were not answered 202 */
async function flood(url: string, account: SeededAccount, events: number, webhooks: number): Promise<number> {
  let refused = 0;
  for (let first = 0; first < events; first += 100) {
    const body = Array.from({ length: Math.min(100, events - first) }, (_, index) => ({
      type: "contact.updated",
      dataCenterId: account.dataCenterId,
      contact: { id: first + index },
      data: {
        changes: [{ property: `property-${(first + index) % webhooks}`, oldValue: "a", newValue: "b" }],
      },
    }));
    const answer = await fetch(`${url}/api/internal/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${account.key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    await answer.arrayBuffer();
    if (answer.status !== 202) refused++;
  }
  return refused;
}
