import { compare } from "../compare";
import { examine } from "../examine";
import { createPace, createProducer, postAll } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { makeSmallDisk } from "../small-disk";
import { setStage } from "../stage";
import { RETRY, webhook } from "./kill";

const POSTERS = 8;

/** The disk is full for a while: intake answers 503, and what was acknowledged is delivered once there is room. */
export const disk: Scenario = {
  promise: "D1",
  async run({ seed, short, seconds = short ? 5 : 20 }: Wanted): Promise<Report> {
    const small = makeSmallDisk(48);
    const stage = await setStage({
      seed,
      dataDir: small.dataDir,
      within: small.within,
      faults: {
        "*": [
          { weight: 80, status: 200, delayMs: 50 },
          { weight: 20, status: 500 },
        ],
      },
      accounts: (url) => [
        { name: "Acme", webhooks: [() => ({ ...webhook(url("/hook")), delivery: { retry: RETRY } })] },
      ],
    });
    try {
      await stage.product.start();
      const producer = createProducer(stage.product.url, stage.accounts[0] as SeededAccount);
      const total = short ? 400 : 2_000;
      const pace = createPace(total);
      pace.release(total / 4, 1_500);
      const posted = postAll(producer, pace, POSTERS);
      await sleep(2_000);
      small.fill(stage.product.pid);
      pace.release(total / 2, seconds * 1_000);
      const before = { ...producer.answers };
      await sleep(seconds * 1_000);
      const whileFull = Object.fromEntries(
        Object.entries(producer.answers).map(([status, count]) => [status, count - (before[status] ?? 0)]),
      );
      const health = await fetch(`${stage.product.url}/api/health`).then((answer) => answer.status);
      small.free(stage.product.pid);
      const freedAt = performance.now();
      pace.releaseAll();
      await posted;
      const acceptedAgainSeconds = round((performance.now() - freedAt) / 1_000);
      const drainSeconds = await stage.drained(120);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      await stage.product.end("SIGTERM");
      const sound = await examine(stage, (remains) => remains.sound());
      const statuses = Object.keys(producer.answers);
      return {
        figures: {
          ...{ ...result, duplicatesBound: POSTERS, how: small.how, fullSeconds: seconds, whileFull },
          ...{ healthWhileFull: health, acceptedAgainSeconds },
          drainSeconds: drainSeconds === null ? null : round(drainSeconds),
        },
        held: {
          "intake answers 503 while nothing fits": (whileFull[503] ?? 0) > 0,
          "nobody gets another answer than 202 and 503": statuses.every(
            (one) => one === "202" || one === "503",
          ),
          "every refusal has Retry-After": producer.refusals.every(
            ({ retryAfter }) => Number(retryAfter) > 0,
          ),
          "every event is accepted in the end": result.accepted === total,
          "nothing accepted is lost": result.lost === 0 && drainSeconds !== null,
          "nothing unknown arrives": result.unknown === 0,
          "nothing arrives twice": result.duplicates === 0,
          "every try has the same id and bytes": result.changed === 0,
          "the database is sound": sound,
        },
      };
    } finally {
      await stage.close();
      small.remove();
    }
  },
};
