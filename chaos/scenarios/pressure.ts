import { compare } from "../compare";
import { visitAgainAndAgain } from "../page-visits";
import { rssMiB } from "../process-figures";
import { createProducer } from "../producer";
import { percentile, type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { setStage } from "../stage";
import { RETRY, webhook } from "./kill";

const POSTERS = 16;
const MAX_GROWTH_MIB = 150;

/** D13: a receiver that hangs, a low limit of what may be owed, and producers that go on posting. */
export const pressure: Scenario = {
  promise: "D13",
  onPostgres: true,
  async run({ seed, short, database, seconds = short ? 8 : 60 }: Wanted): Promise<Report> {
    const maxBacklog = short ? 300 : 2_000;
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": [{ weight: 1, kind: "hang" }] },
      env: { INTAKE_MAX_BACKLOG: String(maxBacklog) },
      accounts: (url) => [
        {
          name: "Acme",
          webhooks: [
            () => ({
              ...webhook(url("/hook")),
              delivery: {
                concurrency: 64,
                deadlineMs: 3_000,
                retry: { ...RETRY, delaysSeconds: Array(50).fill(3) },
              },
            }),
          ],
        },
      ],
    });
    try {
      await stage.product.start();
      const account = stage.accounts[0] as SeededAccount;
      const producer = createProducer(stage.product.url, account);
      const page = `${stage.product.url}/administration/webhooks`;
      const visits = visitAgainAndAgain(page, account.cookie, 200);
      const memory = { full: Number.NaN, worst: 0 };
      let over = false;
      const watch = (async () => {
        while (!over) {
          const now = rssMiB(stage.product.pid);
          // What it takes to accept at all is not what pressure adds.
          if (Number.isNaN(memory.full) && (producer.answers[503] ?? 0) > 0) memory.full = now;
          memory.worst = Math.max(memory.worst, now);
          await sleep(250);
        }
      })();
      const end = performance.now() + seconds * 1_000;
      const poster = async (poster: number) => {
        for (let number = 0; performance.now() < end; ) {
          if (await producer.tryPost(`event-${poster}-${number}`)) number++;
          else await sleep(5);
        }
      };
      await Promise.all(Array.from({ length: POSTERS }, (_, number) => poster(number)));
      over = true;
      await Promise.all([watch, visits.stop()]);
      const owed = await stage.backlog();
      await stage.receiver.script({ "*": [{ weight: 1, status: 200 }] });
      const drainSeconds = await stage.drained(180);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      const growth = memory.worst - memory.full;
      const pageP95 = percentile(visits.times, 95);
      const refusals = producer.refusals;
      return {
        figures: {
          ...{ ...result, duplicatesBound: 0, maxBacklog, owed, answers: producer.answers },
          retryAfter: refusals[0]?.retryAfter ?? null,
          ...{ rssWhenFullMiB: round(memory.full), growthMiB: round(growth) },
          ...{ pages: visits.times.length, pageP95Ms: round(pageP95) },
          drainSeconds: drainSeconds === null ? null : round(drainSeconds),
        },
        held: {
          "the limit is reached and kept": owed >= maxBacklog && owed <= maxBacklog + 2 * POSTERS,
          "every refusal is 503 with Retry-After":
            refusals.length > 0 &&
            !producer.answers.none &&
            refusals.every(({ status, retryAfter }) => status === 503 && Number(retryAfter) > 0),
          [`memory grows by at most ${MAX_GROWTH_MIB} MiB`]: growth <= MAX_GROWTH_MIB,
          "nothing accepted is lost": result.lost === 0 && drainSeconds !== null,
          "nothing unknown arrives": result.unknown === 0,
          "every page is there": visits.bad.length === 0 && visits.times.length > 0,
          "95 % of the pages take less than 2 s": pageP95 < 2_000,
        },
      };
    } finally {
      await stage.close();
    }
  },
};
