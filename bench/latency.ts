import { percentile, round, sleep } from "../chaos/scenario";
import type { SeededAccount } from "../chaos/seed";
import { setStage } from "../chaos/stage";
import { openLoop } from "./open-loop";

/**
 * From the moment the 202 arrived at the poster to the moment the HTTPS receiver, in a process of its own, has read
 * the request's head: at 500 events a second posted one by one in an open loop, and at a quarter of what the machine
 * can do. Both clocks are the machine's.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const PER_SECOND = Number(process.env.BENCH_RATE ?? 500);
const STEP_SECONDS = 4;
/** A rate is sustained if what is owed at its end is gone so soon. */
const CAUGHT_UP_MS = 1_000;

const stage = await setStage({
  seed: 1,
  faults: { "*": [{ weight: 1, status: 200 }] },
  accounts: (url) => [
    {
      name: "Bench",
      webhooks: [
        () => ({
          url: url("/hook"),
          triggers: [{ type: "persona.threshold_passed" }],
          delivery: { concurrency: 128 },
        }),
      ],
    },
  ],
});
const account = stage.accounts[0] as SeededAccount;
await stage.product.start();
await openLoop(stage.product.url, account, { perSecond: PER_SECOND, seconds: 5 });
await stage.drained(60);

const asked = await measure(PER_SECOND, SECONDS);
let saturation = 0;
for (let rate = PER_SECOND; ; rate = Math.round(rate * 1.25)) {
  if (!(await isSustained(rate))) break;
  saturation = rate;
}
const quarter = saturation > 0 ? await measure(Math.round(saturation / 4), SECONDS) : null;
process.stdout.write(
  `${JSON.stringify({ bench: "latency", ...asked, saturationPerSecond: saturation, quarter })}\n`,
);
await stage.product.end("SIGTERM");
await stage.close();

async function measure(perSecond: number, seconds: number) {
  const accepted = await openLoop(stage.product.url, account, { perSecond, seconds });
  const drained = await stage.drained(60);
  const delays: number[] = [];
  for (const { field, begunAt, attempt } of await stage.receiver.lines()) {
    const at = accepted.get(field ?? "");
    if (at !== undefined && attempt === 1) delays.push(begunAt - at);
  }
  if (drained === null || delays.length !== accepted.size)
    throw new Error(`${delays.length} of ${accepted.size} events arrived.`);
  return {
    ...{ perSecond, events: delays.length },
    medianMs: round(percentile(delays, 50), 2),
    p95Ms: round(percentile(delays, 95), 2),
    p99Ms: round(percentile(delays, 99), 2),
    worstMs: round(percentile(delays, 100), 2),
  };
}

/** Whether posting and delivering keep up with the rate. */
async function isSustained(perSecond: number): Promise<boolean> {
  const begun = performance.now();
  const accepted = await openLoop(stage.product.url, account, { perSecond, seconds: STEP_SECONDS });
  const inTime = performance.now() - begun < STEP_SECONDS * 1_000 + CAUGHT_UP_MS;
  await sleep(CAUGHT_UP_MS);
  const arrived = (await stage.receiver.lines()).filter(({ field }) => accepted.has(field ?? "")).length;
  await stage.drained(120);
  return inTime && arrived === accepted.size;
}
