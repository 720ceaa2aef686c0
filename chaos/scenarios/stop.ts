import { compare } from "../compare";
import { examine } from "../examine";
import { createProducer } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import { type Stage, setStage } from "../stage";
import { webhook } from "./kill";

const IN_FLIGHT = 50;

/** D4: SIGTERM with 50 attempts under way at a receiver that takes two seconds. */
export const stop: Scenario = {
  promise: "D4",
  onPostgres: true,
  async run({ seed, database }: Wanted): Promise<Report> {
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": [{ weight: 1, status: 200, delayMs: 2_000 }] },
      accounts: (url) => [
        {
          name: "Acme",
          webhooks: [() => ({ ...webhook(url("/hook")), delivery: { concurrency: IN_FLIGHT } })],
        },
      ],
    });
    try {
      await stage.product.start();
      const producer = createProducer(stage.product.url, stage.accounts[0] as Stage["accounts"][0]);
      // Twice as many as may be under way: the rest has to wait for the next start.
      const keys = Array.from({ length: 2 * IN_FLIGHT }, (_, number) => `event-${number}`);
      await Promise.all(keys.map((key) => producer.post(key)));
      while ((await stage.receiver.counters()).pending < IN_FLIGHT) await sleep(20);

      const before = { ...producer.answers };
      const begun = performance.now();
      const ended = stage.product.end("SIGTERM");
      await sleep(50);
      let running = true;
      const meanwhile = (async () => {
        for (let number = 0; running; number++) {
          await producer.tryPost(`late-${number}`);
          await sleep(50);
        }
      })();
      const exitCode = await ended;
      const stopSeconds = round((performance.now() - begun) / 1_000);
      running = false;
      await meanwhile;
      const whileStopping = Object.fromEntries(
        Object.entries(producer.answers).map(([status, count]) => [status, count - (before[status] ?? 0)]),
      );

      const left = await examine(stage, async ({ count }) => ({
        sendingAtExit: await count("FROM deliveries WHERE state = 'sending'"),
        deliveredAtExit: await count("FROM deliveries WHERE state = 'delivered'"),
        halfWritten: await count(
          "FROM deliveries d WHERE attempts <> (SELECT count(*) FROM runs r WHERE r.delivery_id = d.id)",
        ),
      }));
      await stage.product.start();
      const drained = await stage.drained(60);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      const refusals = producer.refusals.map(({ status }) => status);
      return {
        figures: { ...result, duplicatesBound: 0, exitCode, stopSeconds, ...left, whileStopping },
        held: {
          "it exits 0": exitCode === 0,
          "within 25 s": stopSeconds <= 25,
          "what was under way is delivered and written":
            left.deliveredAtExit >= IN_FLIGHT && left.sendingAtExit === 0,
          "no attempt is half written": left.halfWritten === 0,
          "new posts are refused or answered 503": refusals.every((status) => status === 503),
          "nothing accepted is lost": result.lost === 0 && drained !== null,
          "nothing arrives twice": result.duplicates === 0,
          "nothing unknown arrives": result.unknown === 0,
        },
      };
    } finally {
      await stage.close();
    }
  },
};
