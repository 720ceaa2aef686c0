import type { Fault } from "../../e2e/receiver/random-faults";
import { seededRandom } from "../../e2e/receiver/random-faults";
import { compare } from "../compare";
import { examine } from "../examine";
import { createPace, createProducer, postAll } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import { type Stage, setStage } from "../stage";

const POSTERS = 16;
const CONCURRENCY = 64;
/** Of which no delivery runs out, even one that is interrupted again and again. */
export const RETRY = { kind: "schedule", delaysSeconds: [0.2, 0.5, 1, ...Array(17).fill(2)], jitter: 0.1 };

export const flaky = (delayMs: number): Fault[] => [
  { weight: 70, status: 200 },
  { weight: 15, status: 500 },
  { weight: 5, kind: "reset" },
  { weight: 5, status: 200, delayMs },
  { weight: 5, status: 429 },
];

interface Restart {
  /** Tries from here on count: the restart, or the start before it that was killed too. */
  since: number;
  spawnedAt: number;
  readyAt: number;
  interrupted: string[];
}

/**
 * D1, D2, D3: kill -9 of the whole process group, again and again, while events come in and a flaky receiver answers. A
 * PostgreSQL goes with it.
 */
export const kill: Scenario = {
  promise: "D1 D2 D3",
  onPostgres: true,
  async run(wanted: Wanted): Promise<Report> {
    const { seed, short, database } = wanted;
    const events = wanted.events ?? (short ? 1_000 : 10_000);
    const kills = wanted.kills ?? (short ? 4 : 25);
    const random = seededRandom(seed);
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": flaky(short ? 500 : 5_000) },
      accounts: (url) => [
        {
          name: "Acme",
          webhooks: [
            () => ({ ...webhook(url("/hook")), delivery: { concurrency: CONCURRENCY, retry: RETRY } }),
          ],
        },
      ],
    });
    try {
      const producer = createProducer(stage.product.url, stage.accounts[0] as Stage["accounts"][0]);
      const pace = createPace(events);
      await stage.product.start();
      const posted = postAll(producer, pace, POSTERS);
      const restarts: Restart[] = [];
      const counts = { sound: 0, examined: 0, duringStart: 0 };
      let lastKillAt = 0;
      for (let number = 0; number < kills; number++) {
        const after = short ? 200 + random() * 800 : 500 + random() * 4_500;
        pace.release(events / (kills + 1), after);
        await sleep(after);
        let remains = await killAndExamine(stage, counts);
        let since = Date.now();
        // A kill while it starts, counted apart. What was interrupted before stays so, unless that start tried it.
        if (random() < 0.2) {
          since = stage.product.spawn().spawnedAt;
          await sleep(random() * 1_500);
          const interrupted = remains.interrupted;
          remains = await killAndExamine(stage, counts);
          remains.interrupted = [...new Set([...interrupted, ...remains.interrupted])];
          counts.duringStart++;
        }
        lastKillAt = Date.now();
        restarts.push({ ...(await stage.product.start()), since, interrupted: remains.interrupted });
      }
      pace.releaseAll();
      await posted;
      const drained = await stage.drained(180);
      const drainSeconds = drained === null ? null : round((Date.now() - lastKillAt) / 1_000);
      const lines = await stage.receiver.lines();
      const result = compare(producer.accepted.keys(), lines);
      const duplicatesBound = (kills + counts.duringStart) * CONCURRENCY;
      const recovery = recoveries(restarts, lines);
      const startSeconds =
        Math.max(...restarts.map((restart) => restart.readyAt - restart.spawnedAt)) / 1_000;
      // In `npm test` much else runs beside it: how long a start takes then says nothing.
      const recoveryBound = short ? 30 + startSeconds : 10;
      return {
        figures: {
          ...result,
          duplicatesBound,
          ...{ kills, killsDuringStart: counts.duringStart },
          interrupted: restarts.reduce((sum, { interrupted }) => sum + interrupted.length, 0),
          recoverySeconds: recovery.first,
          lastInterruptedSeconds: recovery.last,
          ...{ startSeconds: round(startSeconds), drainSeconds },
          ...{ integrityChecks: counts.examined, requests: lines.length, answers: producer.answers },
        },
        held: {
          "every event is accepted in the end": result.accepted === events,
          "nothing accepted is lost": result.lost === 0,
          "nothing unknown arrives": result.unknown === 0,
          "every database that a kill left is sound": counts.sound === counts.examined,
          "duplicates stay within kills times what was in flight": result.duplicates <= duplicatesBound,
          "every try has the same id and bytes": result.changed === 0,
          "what was interrupted is tried again within 10 s of the restart":
            recovery.first !== null && recovery.first <= recoveryBound,
          "all is delivered within 120 s of the last kill": drainSeconds !== null && drainSeconds <= 120,
        },
      };
    } finally {
      await stage.close();
    }
  },
};

export const webhook = (url: string) => ({ url, triggers: [{ type: "contact.became_contact" }] });

async function killAndExamine(stage: Stage, counts: { sound: number; examined: number }) {
  await stage.crash();
  return examine(stage, async ({ rows, sound }) => {
    counts.examined++;
    if (await sound()) counts.sound++;
    const interrupted = await rows<{ id: string }>(
      "SELECT coalesce(batch_id, id) AS id FROM deliveries WHERE state = 'sending'",
    );
    return { interrupted: interrupted.map(({ id }) => id) };
  });
}

/** From a restart to the first try of something that the kill had interrupted, and to the last of their first tries. */
function recoveries(restarts: Restart[], lines: { webhookId: string | null; at: number }[]) {
  const receivedAt = new Map<string, number[]>();
  for (const { webhookId, at } of lines) {
    const id = webhookId ?? "";
    receivedAt.set(id, [...(receivedAt.get(id) ?? []), at]);
  }
  const worst = { first: null as number | null, last: null as number | null };
  for (const { since, spawnedAt, interrupted } of restarts) {
    const seconds = interrupted
      .map((id) => Math.min(...(receivedAt.get(id) ?? []).filter((at) => at >= since)))
      .filter(Number.isFinite)
      .map((at) => Math.max(0, at - spawnedAt) / 1_000);
    if (seconds.length === 0) continue;
    worst.first = Math.max(worst.first ?? 0, round(Math.min(...seconds), 2));
    worst.last = Math.max(worst.last ?? 0, round(Math.max(...seconds), 2));
  }
  return worst;
}
