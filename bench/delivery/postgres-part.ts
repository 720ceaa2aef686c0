import { readFileSync } from "node:fs";
import { run as runGraphile } from "graphile-worker";
import { Pool } from "undici";
import type { PostgresDatabase } from "@/db/connect-postgres";
import type { NewRun } from "@/db/dialect/dialect";
import { readSteps } from "@/db/read-steps";
import { Engine } from "@/lib/engine/engine";
import { signStandard } from "@/lib/engine/sign";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { CONCURRENCY, event, openBench } from "./installation";

/** A process of its own that delivers what waits on a PostgreSQL: one of several engines, or graphile-worker. */
export interface PostgresPart {
  kind: "engine" | "graphile";
  dataDir: string;
  caFile: string;
  port: number;
  url: string;
  engines: number;
}

/** It delivers from `begin` to `pause`. */
export type ToPostgresPart = "begin" | "pause" | "end";
export type FromPostgresPart = { ready: true } | { done: number; cpuMs: number };

/** What its documentation says for the highest throughput: jobs fetched, completed and failed by the batch. */
export const GRAPHILE = {
  version: "0.17.3",
  concurrentJobs: CONCURRENCY,
  maxPoolSize: CONCURRENCY,
  localQueue: { size: 500, refetchDelay: { durationMs: 10 } },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};

export async function runPostgresPart(part: PostgresPart) {
  const send = (message: FromPostgresPart) => process.send?.(message);
  const tidings = await openBench(part.dataDir, part.caFile, part.kind === "engine" ? { sync: "soon" } : {}, {
    DATABASE_URL: part.url,
  });
  const deliver = part.kind === "engine" ? engineOf(tidings, part.engines) : graphileOf(tidings, part);
  send({ ready: true });
  let underWay: ReturnType<typeof deliver> | undefined;
  let cpu = process.cpuUsage();
  // Whoever measures has failed.
  process.on("disconnect", () => process.exit(1));
  process.on("message", async (message: ToPostgresPart) => {
    if (message === "begin") {
      cpu = process.cpuUsage();
      underWay = deliver();
      return;
    }
    if (message === "pause") {
      const done = (await underWay?.stop()) ?? 0;
      const { user, system } = process.cpuUsage(cpu);
      send({ done, cpuMs: (user + system) / 1_000 });
      return;
    }
    await tidings.close();
    process.exit(0);
  });
}

/** Until it is stopped. */
interface Delivering {
  /** @returns how many it has delivered */
  stop(): Promise<number>;
}

function engineOf(tidings: Instance, engines: number): () => Delivering {
  const engine = new Engine(tidings, { owner: newId(), alone: false });
  engine.engines = engines;
  // As server/engine.ts has it.
  tidings.bulletin.listen(({ due }) => due && engine.wake(due));
  setInterval(() => engine.wake(), 1_000);
  return () => {
    let over = false;
    let done = 0;
    const working = (async () => {
      engine.wake();
      while (!over) {
        done += (await engine.drain()).succeeded;
        await engine.waitForWork(100);
      }
    })();
    return {
      async stop() {
        over = true;
        await working;
        await engine.release();
        return done;
      },
    };
  };
}

/** The same signed requests to the same receiver, and the same row for each. */
function graphileOf(tidings: Instance, { url, port, caFile }: PostgresPart): () => Delivering {
  const { accountId, webhookId } = { accountId: 1, webhookId: newId() };
  const secrets = [`whsec_${Buffer.alloc(32, 7).toString("base64")}`];
  const body = JSON.stringify({ ...event, padding: "x".repeat(220) });
  const pool = new Pool(`https://127.0.0.1:${port}`, {
    connections: CONCURRENCY,
    connect: { ca: readFileSync(caFile, "utf8") },
  });
  let done = 0;
  let counted = 0;

  async function deliver() {
    const id = newId();
    const startedAt = Date.now();
    const timestamp = Math.floor(startedAt / 1_000);
    const headers = {
      ...{ "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(timestamp) },
      "webhook-signature": signStandard(secrets, id, timestamp, body),
    };
    const answer = await pool.request({ path: "/hook", method: "POST", headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}.`);
    const run: NewRun = {
      ...{ id: newId(), accountId, webhookId, batchId: id, deliveryId: id, deliveries: 1, attempt: 1 },
      ...{ test: false, inbox: false, startedAt, durationMs: Date.now() - startedAt, verdict: "succeeded" },
      ...{ reason: null, detail: null, statusCode: 200, responseTruncated: false, revision: 1 },
      request: JSON.stringify({ method: "POST", url: `https://127.0.0.1:${port}/hook`, headers: [] }),
      ...{ requestBody: null, responseHeaders: "[]", responseBody: Buffer.alloc(0) },
    };
    const database = tidings.database as PostgresDatabase;
    await readSteps(database, (tx) => database.sql.insertRuns(tx, [run]));
    done++;
  }

  return () => {
    const { version: _, concurrentJobs, maxPoolSize, ...worker } = GRAPHILE;
    const runner = runGraphile({
      connectionString: url,
      taskList: { deliver },
      noHandleSignals: true,
      preset: { worker: { ...worker, concurrentJobs, maxPoolSize, pollInterval: 100 } },
    });
    return {
      async stop() {
        await (await runner).stop();
        const since = done - counted;
        counted = done;
        return since;
      },
    };
  };
}
