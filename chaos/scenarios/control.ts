import { compare } from "../compare";
import { createPace, createProducer, postAll } from "../producer";
import type { Report, Scenario, Wanted } from "../scenario";
import { round } from "../scenario";
import { type Stage, setStage } from "../stage";
import { flaky, RETRY, webhook } from "./kill";

/** D2, the control: the same without kills and resets delivers nothing twice. */
export const control: Scenario = {
  promise: "D2",
  onPostgres: true,
  async run({ seed, short, database, events = short ? 1_000 : 10_000 }: Wanted): Promise<Report> {
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": flaky(short ? 500 : 5_000).filter((fault) => fault.kind !== "reset") },
      accounts: (url) => [
        {
          name: "Acme",
          webhooks: [() => ({ ...webhook(url("/hook")), delivery: { concurrency: 64, retry: RETRY } })],
        },
      ],
    });
    try {
      await stage.product.start();
      const producer = createProducer(stage.product.url, stage.accounts[0] as Stage["accounts"][0]);
      const pace = createPace(events);
      pace.releaseAll();
      const begun = performance.now();
      await postAll(producer, pace, 16);
      const postSeconds = round((performance.now() - begun) / 1_000);
      const drainSeconds = await stage.drained(180);
      const lines = await stage.receiver.lines();
      const result = compare(producer.accepted.keys(), lines);
      return {
        figures: {
          ...{ ...result, duplicatesBound: 0, postSeconds },
          drainSeconds: drainSeconds === null ? null : round(drainSeconds),
          ...{ requests: lines.length, answers: producer.answers },
        },
        held: {
          "every event is accepted": result.accepted === events,
          "nothing accepted is lost": result.lost === 0,
          "nothing unknown arrives": result.unknown === 0,
          "nothing arrives twice": result.duplicates === 0,
          "every try has the same id and bytes": result.changed === 0,
          "all is delivered within 180 s": drainSeconds !== null,
        },
      };
    } finally {
      await stage.close();
    }
  },
};
