import { parseArgs } from "node:util";
import type { Report, Scenario, Wanted } from "./scenario";
import { busy } from "./scenarios/busy";
import { control } from "./scenarios/control";
import { disk } from "./scenarios/disk";
import { engines } from "./scenarios/engines";
import { fair } from "./scenarios/fair";
import { freeze } from "./scenarios/freeze";
import { kill } from "./scenarios/kill";
import { pressure } from "./scenarios/pressure";
import { repeat } from "./scenarios/repeat";
import { steady } from "./scenarios/steady";
import { stop } from "./scenarios/stop";
import { workflows } from "./scenarios/workflows";

/** `npm run chaos`: each scenario prints one JSON line; the process exits 1 if one of them failed, 2 if asked wrongly. */
const SCENARIOS: Record<string, Scenario> = {
  kill,
  control,
  stop,
  repeat,
  fair,
  pressure,
  busy,
  freeze,
  disk,
  steady,
  workflows,
  engines,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: "string" },
    kills: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string", default: "1" },
    short: { type: "boolean", default: false },
    database: { type: "string", default: "sqlite" },
  },
});
const onPostgres = values.database === "postgres";
const all = Object.entries(SCENARIOS)
  .filter(([, scenario]) => !onPostgres || scenario.onPostgres)
  .map(([name]) => name);
const names = positionals.length > 0 ? positionals : all;
const wanted = readWanted();
const isDatabase = onPostgres || values.database === "sqlite";
if (!wanted || !isDatabase || names.some((name) => !Object.hasOwn(SCENARIOS, name) || !all.includes(name))) {
  process.stderr.write(
    "Usage: npm run chaos -- [name…] [--events N] [--kills N] [--seconds N] [--seed N] [--short] [--database postgres]\n" +
      `Names: ${all.join(", ")}; all of them if none is given.\n`,
  );
  process.exit(2);
}

let failed = false;
for (const name of names) {
  const { promise, run } = SCENARIOS[name] as Scenario;
  const begun = performance.now();
  const { figures, held } = await run(wanted).catch(fault);
  const broken = Object.keys(held).filter((sentence) => !held[sentence]);
  const passed = broken.length === 0;
  failed ||= !passed;
  const seconds = Math.round((performance.now() - begun) / 1_000);
  const line = { scenario: name, promise, seed: wanted.seed, ...figures, seconds, passed };
  process.stdout.write(`${JSON.stringify(passed ? line : { ...line, broken })}\n`);
}
process.exit(failed ? 1 : 0);

/** What could not be played to its end has failed; the others are played all the same. */
function fault(error: unknown): Report {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  return { figures: {}, held: { "it is played to its end": false } };
}

function readWanted(): Wanted | undefined {
  const { events, kills, seconds } = values;
  const numbers = Object.entries({ events, kills, seconds, seed: values.seed }).filter(
    ([, text]) => text !== undefined,
  );
  if (numbers.some(([, text]) => !/^\d+$/.test(String(text)))) return undefined;
  const read = Object.fromEntries(numbers.map(([name, text]) => [name, Number(text)]));
  return { seed: 1, short: values.short, ...(onPostgres && { database: "postgres" as const }), ...read };
}
