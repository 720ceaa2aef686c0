import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { cpuMs } from "@/chaos/process-figures";
import { profiling } from "@/chaos/product";
import { startPostgres } from "@/db/conformance/postgres-server";
import type { PostgresDatabase } from "@/db/connect-postgres";
import type { SpawnedReceiver } from "@/e2e/receiver/spawn";
import { CONCURRENCY, fillBench, openBench } from "./installation";
import { type FromPostgresPart, GRAPHILE, type PostgresPart, type ToPostgresPart } from "./postgres-part";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** So many that each of three engines is warm for most of its part. */
const DELIVERIES = Number(process.env.BENCH_EVENTS ?? 24_000);
/** So that every engine has several lanes. */
const WEBHOOKS = 12;

interface Measured {
  perSecond: number;
  /** Processor time of each process that delivers, for one of its deliveries (ms). */
  cpuMs: number;
  /** PostgreSQL's processor time for one of them (ms). */
  serverCpuMs: number;
}

/**
 * What one, two and three engines deliver from one PostgreSQL with fsync, each a process of its own, beside
 * graphile-worker, which sends the same signed requests to the same receiver and writes the same row for each, in turns.
 */
export async function measurePostgres(receiver: SpawnedReceiver) {
  const server = await startPostgres({ durable: true });
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-postgres-"));
  const url = server.url("postgres");
  const tidings = await openBench(dataDir, receiver.caFile, {}, { DATABASE_URL: url });
  const database = tidings.database as PostgresDatabase;
  const accept = await fillBench(tidings, { port: receiver.port, webhooks: WEBHOOKS });
  await runMigrations({ connectionString: url });
  const events = Math.round(DELIVERIES / WEBHOOKS);
  const owed = events * WEBHOOKS;
  const part = { dataDir, caFile: receiver.caFile, port: receiver.port, url };

  // Cheap, however much is left: it is asked again and again.
  const isLeft = async (of: string) => {
    const [row] = await database.rows<{ left: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${of}) AS left`, []);
    return row?.left !== false;
  };
  const pids = async () =>
    (await database.rows<{ pid: number }>("SELECT pid FROM pg_stat_activity", [])).map(({ pid }) => pid);
  const waiting = {
    engine: () => isLeft("deliveries WHERE finished_at IS NULL"),
    graphile: () => isLeft("graphile_worker._private_jobs"),
  };
  const crews: ChildProcess[][] = [];
  for (const engines of [0, 1, 2, 3]) {
    const kind = engines === 0 ? ("graphile" as const) : ("engine" as const);
    const members = Array.from({ length: engines || 1 }, () => startPart({ ...part, kind, engines }));
    crews.push(await Promise.all(members));
  }
  const [theirs = [], ...ours] = crews;

  const rounds: { graphile: Measured; engines: Measured[] }[] = [];
  // The first round warms everything up.
  for (let round = 0; round <= ROUNDS; round++) {
    await database.rows(ADD_JOBS, [owed]);
    const graphile = await measure(theirs, owed, { isLeft: waiting.graphile, pids });
    const engines: Measured[] = [];
    for (const crew of ours) {
      await accept(events);
      engines.push(await measure(crew, owed, { isLeft: waiting.engine, pids }));
    }
    if (round > 0) rounds.push({ graphile, engines });
  }
  for (const child of crews.flat()) child.send("end" satisfies ToPostgresPart);
  const [size] = await database.rows<{ bytes: number; deliveries: number }>(SIZE, []);
  await tidings.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });

  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const of = (read: (round: (typeof rounds)[number]) => number, digits = 0) =>
    Number(middle(rounds.map(read)).toFixed(digits));
  const figures = [0, 1, 2].map((at) => ({
    engines: at + 1,
    perSecond: of((round) => round.engines[at]?.perSecond ?? 0),
    cpuMsPerDelivery: of((round) => round.engines[at]?.cpuMs ?? 0, 3),
    serverCpuMsPerDelivery: of((round) => round.engines[at]?.serverCpuMs ?? 0, 3),
  }));
  return {
    database: "postgres",
    deliveries: owed,
    settings: { webhooks: WEBHOOKS, fsync: true, graphile: GRAPHILE, concurrency: CONCURRENCY },
    figures,
    graphile: {
      perSecond: of((round) => round.graphile.perSecond),
      cpuMsPerDelivery: of((round) => round.graphile.cpuMs, 3),
      serverCpuMsPerDelivery: of((round) => round.graphile.serverCpuMs, 3),
    },
    bytesPerDelivery: Math.round(Number(size?.bytes) / Number(size?.deliveries)),
    threeToOne: of(({ engines }) => (engines[2]?.perSecond ?? 0) / (engines[0]?.perSecond ?? 1), 3),
    ratioToGraphile: of(({ engines, graphile }) => (engines[0]?.perSecond ?? 0) / graphile.perSecond, 3),
  };
}

const ADD_JOBS = `
  SELECT count(job) FROM graphile_worker.add_jobs(ARRAY(
    SELECT json_populate_record(NULL::graphile_worker.job_spec, '{"identifier":"deliver"}')
    FROM generate_series(1, $1::int))) AS job`;

/** Delivery and run, with their indexes; graphile-worker's rows aside, which are gone once they are done. */
const SIZE = `
  SELECT (pg_total_relation_size('deliveries') + sum(pg_total_relation_size(c.oid))) AS bytes,
    (SELECT count(*) FROM deliveries) AS deliveries
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'runs'::regclass`;

/** From the word to begin until nothing waits any more. */
async function measure(
  parts: ChildProcess[],
  owed: number,
  { isLeft, pids }: { isLeft(): Promise<boolean>; pids(): Promise<number[]> },
): Promise<Measured> {
  const serverCpu = async () => new Map((await pids()).map((pid) => [pid, cpuMs(pid)]));
  const before = await serverCpu();
  const begun = performance.now();
  for (const part of parts) part.send("begin" satisfies ToPostgresPart);
  while (await isLeft()) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - begun) / 1_000;
  // Of those that are still there; what an idle connection had used goes with it.
  const serverCpuMs = [...(await serverCpu())].reduce(
    (sum, [pid, used]) => sum + used - (before.get(pid) ?? 0),
    0,
  );
  const told = await Promise.all(parts.map(pausePart));
  const done = told.reduce((sum, each) => sum + each.done, 0);
  if (done !== owed) throw new Error(`${done} of ${owed} were delivered.`);
  return {
    perSecond: owed / seconds,
    cpuMs: told.reduce((sum, each) => sum + each.cpuMs, 0) / owed,
    serverCpuMs: serverCpuMs / owed,
  };
}

/** The bench's own bundle, told by its environment that it is a part. */
async function startPart(options: PostgresPart): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, BENCH_PART: JSON.stringify(options) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: profiling(),
  });
  await once(child, "message");
  return child;
}

async function pausePart(child: ChildProcess): Promise<{ done: number; cpuMs: number }> {
  const answer = once(child, "message");
  child.send("pause" satisfies ToPostgresPart);
  const [message] = (await answer) as [FromPostgresPart];
  if (!("done" in message)) throw new Error("The part did not deliver.");
  return message;
}
