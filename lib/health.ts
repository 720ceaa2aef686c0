import type { LaneWithWork } from "@/db/dialect/dialect";
import { readEngines } from "@/db/engine-rows";
import { getInstance, type Instance } from "@/lib/instance";
import { iso } from "@/lib/time";

export interface Health {
  status: "ok" | "starting" | "draining" | "degraded";
  engine: { heartbeatAt: string | null; backlog: number | null; oldestDueAt: string | null };
  database: string;
}

const SILENT_MS = 10_000;

/** Whether the product works: the database answers and the engine of this process, if it has one, is alive. */
export async function readHealth(): Promise<Health> {
  let tidings: Instance | undefined;
  try {
    tidings = await getInstance();
    await tidings.database.assertReachable();
    const lanes = await tidings.database.rows<LaneWithWork>(tidings.database.sql.lanesWithWork, []);
    const oldest = lanes.reduce<number | null>((min, lane) => Math.min(min ?? lane.dueAt, lane.dueAt), null);
    return {
      status: statusOf(tidings),
      engine: {
        heartbeatAt: iso(await heartbeatOf(tidings)),
        backlog: await tidings.backlog.size(),
        oldestDueAt: iso(oldest),
      },
      database: "ok",
    };
  } catch (error) {
    return {
      status: "degraded",
      engine: { heartbeatAt: iso(tidings?.engine?.heartbeatAt ?? null), backlog: null, oldestDueAt: null },
      database: error instanceof Error ? error.message : "does not answer",
    };
  }
}

/** This process's engine's, or, where it has none and other processes do, the last of any. */
async function heartbeatOf({ engine, database, now }: Instance): Promise<number | null> {
  if (engine || database.dialect === "sqlite") return engine?.heartbeatAt ?? null;
  return (await readEngines(database, now())).seenAt;
}

/** *Degraded*: the engine of this process has been silent for too long. */
export function statusOf({ draining, engine }: Instance): Health["status"] {
  if (draining) return "draining";
  if (!engine) return "ok";
  const lastSign = engine.heartbeatAt ?? engine.startedAt;
  if (Date.now() - lastSign > SILENT_MS) return "degraded";
  return engine.heartbeatAt === null ? "starting" : "ok";
}
