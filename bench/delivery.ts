import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { createWriteLock, shareWriteLock } from "@/db/write-lock";
import { type SpawnedReceiver, spawnReceiver } from "@/e2e/receiver/spawn";
import { Engine } from "@/lib/engine/engine";
import { signStandard } from "@/lib/engine/sign";
import { measureBacklog } from "./delivery/backlog";
import { runPart } from "./delivery/backlog-part";
import { CONCURRENCY, event, fillBench, openBench } from "./delivery/installation";
import { measurePostgres } from "./delivery/on-postgres";
import { runPostgresPart } from "./delivery/postgres-part";

/**
 * Events already accepted, delivered durably and logged to a loopback HTTPS receiver in a process of its own, as a
 * ratio to a bare undici loop that sends equally signed requests to the same receiver. Rounds alternate, so that
 * a machine that slows down slows both. `--webhooks 1000`: so many webhooks share the deliveries; `--backlog 1000000`:
 * besides, what so many owed deliveries cost in time and memory. `--database postgres`: engines on several processes,
 * beside graphile-worker.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const DELIVERIES = Number(process.env.BENCH_EVENTS ?? 8_000);

const part = process.env.BENCH_PART && JSON.parse(process.env.BENCH_PART);
if (part?.kind) await runPostgresPart(part);
else if (part) await runPart(part);
else await main();

async function main() {
  const { values } = parseArgs({
    // After `npm run bench -- delivery`.
    args: process.argv.slice(3),
    options: {
      webhooks: { type: "string", default: "1" },
      backlog: { type: "string" },
      database: { type: "string", default: "sqlite" },
    },
  });
  const webhooks = Number(values.webhooks);
  const receiver = await spawnReceiver();
  const result = {
    bench: "delivery",
    ...(values.database === "postgres"
      ? await measurePostgres(receiver)
      : await measureRatio(receiver, webhooks)),
    ...(values.backlog !== undefined && (await measureBacklog(receiver, Number(values.backlog)))),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  await receiver.stop();
}

async function measureRatio(receiver: SpawnedReceiver, webhooks: number) {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-"));
  // As in the product: who accepts and who delivers have a connection each, and share a lock.
  const memory = shareWriteLock();
  const tidings = await openBench(dataDir, receiver.caFile, { lock: createWriteLock(memory, 0) });
  const engineSide = await openBench(dataDir, receiver.caFile, {
    lock: createWriteLock(memory, 1),
    sync: "soon",
  });
  const accept = await fillBench(tidings, { port: receiver.port, webhooks });
  // Every webhook wants every event.
  const events = Math.max(1, Math.round(DELIVERIES / webhooks));
  const owed = events * webhooks;

  // One for all rounds, as in the product: it knows its webhooks by the second one.
  const engine = new Engine(engineSide, { owner: "bench", alone: true });

  /** @returns deliveries a second */
  async function delivered(): Promise<number> {
    await accept(events);
    engine.wake();
    const begun = performance.now();
    const { succeeded } = await engine.drain();
    await engineSide.database.synced();
    const seconds = (performance.now() - begun) / 1_000;
    if (succeeded !== owed) throw new Error(`${succeeded} of ${owed} were delivered.`);
    return owed / seconds;
  }

  const rounds: { delivered: number; bare: number; ratio: number }[] = [];
  await bare(receiver, owed);
  await delivered();
  for (let round = 0; round < ROUNDS; round++) {
    const plain = await bare(receiver, owed);
    const ours = await delivered();
    rounds.push({
      delivered: Math.round(ours),
      bare: Math.round(plain),
      ratio: Number((ours / plain).toFixed(3)),
    });
  }
  await engineSide.close();
  await tidings.close();
  rmSync(dataDir, { recursive: true, force: true });
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    webhooks,
    events: owed,
    concurrency: CONCURRENCY,
    deliveredPerSecond: median(rounds.map((round) => round.delivered)),
    barePerSecond: median(rounds.map((round) => round.bare)),
    ratio: median(rounds.map((round) => round.ratio)),
    rounds,
  };
}

/** @returns requests a second */
async function bare({ port, caFile }: SpawnedReceiver, requests: number): Promise<number> {
  const pool = new Pool(`https://127.0.0.1:${port}`, {
    connections: CONCURRENCY,
    connect: { ca: readFileSync(caFile, "utf8") },
  });
  const secrets = [`whsec_${Buffer.alloc(32, 7).toString("base64")}`];
  const body = JSON.stringify({ ...event, padding: "x".repeat(220) });
  let left = requests;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (left-- > 0) {
        const id = crypto.randomUUID();
        const timestamp = Math.floor(Date.now() / 1_000);
        const answer = await pool.request({
          path: "/hook",
          method: "POST",
          headers: {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": String(timestamp),
            "webhook-signature": signStandard(secrets, id, timestamp, body),
          },
          body,
        });
        await answer.body.dump();
        if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}.`);
      }
    }),
  );
  const rate = requests / ((performance.now() - begun) / 1_000);
  await pool.close();
  return rate;
}
