import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { createWriteLock, shareWriteLock } from "@/db/write-lock";
import { spawnReceiver } from "@/e2e/receiver/spawn";
import { createAccount } from "@/lib/accounts/create-account";
import { createDataCenter } from "@/lib/data-centers/create";
import { Engine } from "@/lib/engine/engine";
import { signStandard } from "@/lib/engine/sign";
import { acceptEvents } from "@/lib/events/accept-events";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { openInstance } from "@/lib/instance";
import { SCOPES } from "@/lib/vocabulary";
import { createWebhook } from "@/lib/webhooks/create";

/**
 * Events already accepted, delivered durably and logged to a loopback HTTPS receiver in a process of its own, as a
 * ratio to a bare undici loop that sends equally signed requests to the same receiver. Rounds alternate, so that
 * a machine that slows down slows both.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 8_000);
const CONCURRENCY = 64;

const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-"));
const receiver = await spawnReceiver();
const environment = {
  DATA_DIR: dataDir,
  EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
  EGRESS_CA_FILE: receiver.caFile,
  LOG_LEVEL: "info",
};
// As in the product: who accepts and who delivers have a connection each, and share a lock.
const memory = shareWriteLock();
const tidings = await openInstance(environment, { lock: createWriteLock(memory, 0) });
const engineSide = await openInstance(environment, { lock: createWriteLock(memory, 1), sync: "soon" });

const { clientId } = await createAccount(tidings, {
  name: "Bench",
  plan: "paid",
  administrator: { email: "bench@example.org", password: "a long password" },
});
const { dataCenterId } = await createDataCenter(tidings, clientId, { name: "Quantum", sampleData: true });
await createWebhook(
  { tidings, accountId: clientId, actor: { kind: "command_line", id: null, name: "bench" } },
  {
    label: "Bench",
    status: "active",
    dataCenterId,
    url: `https://127.0.0.1:${receiver.port}/hook`,
    triggers: [{ type: "persona.threshold_passed" }],
    delivery: { concurrency: CONCURRENCY },
  },
);

const event = {
  type: "persona.threshold_passed",
  dataCenterId,
  contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John", LastName: "Doe" } },
  data: { personaId: 1, score: 105 },
};

async function accept() {
  const holder = {
    apiKeyId: "0",
    accountId: clientId,
    name: "bench",
    scopes: [...SCOPES],
    dataCenterIds: null,
  };
  for (let left = EVENTS; left > 0; left -= 1_000) {
    const posted = parsePostedEvents(
      Array.from({ length: Math.min(left, 1_000) }, () => event),
      { now: Date.now() },
    );
    if (!posted.ok) throw new Error(JSON.stringify(posted.errors));
    await acceptEvents(tidings, holder, posted);
  }
}

/** @returns deliveries a second */
async function delivered(): Promise<number> {
  await accept();
  const engine = new Engine(engineSide, { owner: "bench", alone: true });
  const begun = performance.now();
  const { succeeded } = await engine.drain();
  await engineSide.database.synced();
  const seconds = (performance.now() - begun) / 1_000;
  if (succeeded !== EVENTS) throw new Error(`${succeeded} of ${EVENTS} were delivered.`);
  return EVENTS / seconds;
}

/** @returns requests a second */
async function bare(): Promise<number> {
  const pool = new Pool(`https://127.0.0.1:${receiver.port}`, {
    connections: CONCURRENCY,
    connect: { ca: readFileSync(receiver.caFile, "utf8") },
  });
  const secrets = [`whsec_${Buffer.alloc(32, 7).toString("base64")}`];
  const body = JSON.stringify({ ...event, padding: "x".repeat(220) });
  let left = EVENTS;
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
  const rate = EVENTS / ((performance.now() - begun) / 1_000);
  await pool.close();
  return rate;
}

const rounds: { delivered: number; bare: number; ratio: number }[] = [];
await bare();
await delivered();
for (let round = 0; round < ROUNDS; round++) {
  const plain = await bare();
  const ours = await delivered();
  rounds.push({
    delivered: Math.round(ours),
    bare: Math.round(plain),
    ratio: Number((ours / plain).toFixed(3)),
  });
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
process.stdout.write(
  `${JSON.stringify({
    bench: "delivery",
    events: EVENTS,
    concurrency: CONCURRENCY,
    deliveredPerSecond: median(rounds.map((round) => round.delivered)),
    barePerSecond: median(rounds.map((round) => round.bare)),
    ratio: median(rounds.map((round) => round.ratio)),
    rounds,
  })}\n`,
);

await engineSide.close();
await tidings.close();
await receiver.stop();
rmSync(dataDir, { recursive: true, force: true });
