import { compare } from "../compare";
import { examine } from "../examine";
import { createProducer, postOpenLoop } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { setStage } from "../stage";
import { RETRY, webhook } from "./kill";

const CONCURRENCY = 64;

/** The whole process stands still for longer than a lease (60 s), with attempts under way, then goes on. */
export const freeze: Scenario = {
  promise: "D1 D2",
  onPostgres: true,
  async run({ seed, short, database, seconds = short ? 5 : 75 }: Wanted): Promise<Report> {
    const stage = await setStage({
      ...{ seed, database },
      faults: {
        "*": [
          { weight: 80, status: 200, delayMs: 300 },
          { weight: 20, status: 500 },
        ],
      },
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
      await stage.product.start();
      const producer = createProducer(stage.product.url, stage.accounts[0] as SeededAccount);
      // Goes on through the freeze: what is posted meanwhile waits in the sockets.
      const posting = postOpenLoop(producer, { perSecond: 100, seconds: 8, prefix: "event" });
      await sleep(3_000);
      stage.product.signal("SIGSTOP");
      const underWay = (await stage.receiver.counters()).pending;
      await sleep(seconds * 1_000);
      stage.product.signal("SIGCONT");
      const thawedAt = performance.now();
      await posting;
      const drained = await stage.drained(120);
      const drainSeconds = drained === null ? null : round((performance.now() - thawedAt) / 1_000);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      await stage.product.end("SIGTERM");
      const written = await examine(stage, async ({ sound, count }) => ({
        sound: await sound(),
        runs: await count("FROM runs"),
        writtenTwice: await count(
          "FROM (SELECT 1 FROM runs GROUP BY delivery_id, attempt HAVING count(*) > 1) AS twice",
        ),
        succeededTwice: await count(
          `FROM (SELECT 1 FROM runs WHERE verdict = 'succeeded' GROUP BY delivery_id HAVING count(*) > 1) AS twice`,
        ),
      }));
      return {
        figures: {
          ...{ ...result, duplicatesBound: CONCURRENCY, frozenSeconds: seconds, underWay, drainSeconds },
          ...{ ...written, answers: producer.answers },
        },
        held: {
          "attempts were under way": underWay > 0,
          "nothing accepted is lost": result.lost === 0 && drained !== null,
          "nothing unknown arrives": result.unknown === 0,
          "duplicates stay within what was in flight": result.duplicates <= CONCURRENCY,
          "every try has the same id and bytes": result.changed === 0,
          "no result is written twice": written.writtenTwice === 0 && written.succeededTwice === 0,
          "the database is sound": written.sound,
        },
      };
    } finally {
      await stage.close();
    }
  },
};
