import { parseArgs } from "node:util";
import { simulate } from "./simulation/simulate";

/** Three days' outage of a thousand webhooks with a million owed deliveries, and the recovery, on a virtual clock. */
const { values } = parseArgs({
  // After `npm run bench -- simulation`.
  args: process.argv.slice(3),
  options: {
    webhooks: { type: "string", default: "1000" },
    deliveries: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    "per-second": { type: "string", default: "4000" },
  },
});
const seed = Number(values.seed);
const perSecond = Number(values["per-second"]);
const begun = performance.now();
const cpu = process.cpuUsage();
const result = simulate({
  ...{ webhooks: Number(values.webhooks), deliveries: Number(values.deliveries), seed, perSecond },
});
const wallSeconds = Number(((performance.now() - begun) / 1_000).toFixed(1));
// On a machine that does much else besides, the wall clock says little.
const cpuSeconds = Number((process.cpuUsage(cpu).user / 1e6).toFixed(1));
process.stdout.write(
  `${JSON.stringify({ bench: "simulation", store: "arrays", seed, perSecond, ...result, wallSeconds, cpuSeconds })}\n`,
);
if (result.lost > 0) process.exitCode = 1;
