import { join } from "node:path";
import autocannon from "autocannon";
import { cpuMs } from "../chaos/process-figures";
import type { SeededAccount } from "../chaos/seed";
import { setStage } from "../chaos/stage";
import { spawnProgram } from "./spawn-program";

/**
 * What the producers' door takes while no engine works: single events with an API key, as a ratio to a bare server in
 * a process of its own (bench/programs/bare-intake.ts), and arrays of 100. Rounds alternate, so that a machine that
 * slows down slows both. Every event is owed to one webhook.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
/** Until what is hot is compiled: as many on a slow machine as on a fast one. */
const WARM_UP = Number(process.env.BENCH_WARM_UP ?? 20_000);
const CONNECTIONS = 64;

const stage = await setStage({
  seed: 1,
  faults: { "*": [{ weight: 1, status: 200 }] },
  env: { TIDINGS_ROLE: "web", INTAKE_MAX_BACKLOG: "100000000" },
  accounts: (url) => [
    {
      name: "Bench",
      webhooks: [() => ({ url: url("/hook"), triggers: [{ type: "persona.threshold_passed" }] })],
    },
  ],
});
const account = stage.accounts[0] as SeededAccount;
await stage.product.start();
const bare = await spawnProgram<{ port: number }>("bare-intake", [join(stage.directory, "bare.db")]);

const event = {
  type: "persona.threshold_passed",
  dataCenterId: account.dataCenterId,
  contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John", LastName: "Doe" } },
  data: { personaId: 1, score: 105 },
};
const product = `${stage.product.url}/api/internal/events`;
const single = JSON.stringify(event);
const hundred = JSON.stringify(Array.from({ length: 100 }, () => event));

const bareUrl = `http://127.0.0.1:${bare.ready.port}/`;
type Load = Awaited<ReturnType<typeof load>>;
const rounds: { bare: Load; single: Load; bareKeyed: Load; keyed: Load; arrays: Load }[] = [];
await load(bareUrl, single, { amount: WARM_UP });
await load(product, single, { amount: WARM_UP });
for (let round = 0; round < ROUNDS; round++) {
  const keyed = JSON.stringify({ id: `${round}-[<id>]`, ...event });
  rounds.push({
    bare: await load(bareUrl, single),
    single: await load(product, single),
    bareKeyed: await load(bareUrl, keyed, { keyed: true }),
    keyed: await load(product, keyed, { keyed: true }),
    arrays: await load(product, hundred, { connections: 8, eventsEach: 100 }),
  });
}
const middle = (of: (round: (typeof rounds)[number]) => number) =>
  rounds.map(of).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
const perSecond = (of: keyof (typeof rounds)[number]) => Math.round(middle((round) => round[of].perSecond));
const cpu = (of: keyof (typeof rounds)[number]) => Math.round(middle((round) => round[of].cpuMicros));
const ratio = (of: "single" | "keyed", to: "bare" | "bareKeyed") =>
  Number(middle((round) => round[of].perSecond / round[to].perSecond).toFixed(3));
process.stdout.write(
  `${JSON.stringify({
    bench: "intake",
    connections: CONNECTIONS,
    barePerSecond: perSecond("bare"),
    singlePerSecond: perSecond("single"),
    ratio: ratio("single", "bare"),
    singleP99Ms: middle((round) => round.single.p99Ms),
    keyedPerSecond: perSecond("keyed"),
    // With an idempotency key of its own in every event; the bare server has nothing to look up.
    keyedRatio: ratio("keyed", "bareKeyed"),
    arraysEventsPerSecond: perSecond("arrays"),
    // Of the server's processor time: says the same on a machine that is busy with other things.
    cpuMicrosPerEvent: {
      ...{ bare: cpu("bare"), single: cpu("single"), keyed: cpu("keyed"), arrays: cpu("arrays") },
      ratio: Number((cpu("bare") / cpu("single")).toFixed(3)),
    },
    ratios: rounds.map(({ bare, single }) => Number((single.perSecond / bare.perSecond).toFixed(3))),
  })}\n`,
);
await bare.stop();
await stage.product.end("SIGTERM");
await stage.close();

async function load(
  url: string,
  body: string,
  { connections = CONNECTIONS, keyed = false, eventsEach = 1, amount = 0 } = {},
) {
  const pid = url === bareUrl ? (bare.process.pid as number) : stage.product.pid;
  const cpuBefore = cpuMs(pid);
  const result = await autocannon({
    ...{
      url,
      method: "POST",
      body,
      connections,
      ...(amount > 0 ? { amount } : { duration: SECONDS }),
      idReplacement: keyed,
    },
    headers: { authorization: `Bearer ${account.key}`, "content-type": "application/json" },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} requests failed.`);
  }
  const events = result["2xx"] * eventsEach;
  return {
    perSecond: events / result.duration,
    p99Ms: result.latency.p99,
    cpuMicros: ((cpuMs(pid) - cpuBefore) * 1_000) / events,
  };
}
