import type { LaneWithWork } from "@/db/dialect/dialect";
import { readEngines } from "@/db/engine-rows";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import type { Instance } from "@/lib/instance";
import type { Verdict } from "./examine";

/** What is due this long (ms) waits for something else than its turn. */
const LATE_MS = 60_000;
const SKEW_MS = 5_000;

export async function checkBacklog({ backlog, env }: Instance): Promise<Verdict> {
  const size = await backlog.size();
  const detail = `${size} deliveries wait, ${env.INTAKE_MAX_BACKLOG} may`;
  if (size < env.INTAKE_MAX_BACKLOG) return { ok: true, detail };
  return {
    ok: false,
    detail: `${detail}: events are refused with 503. See which webhooks they wait for, or raise INTAKE_MAX_BACKLOG.`,
  };
}

/** Whether somebody delivers, and how long the oldest due delivery has waited. */
export async function checkEngine(tidings: Instance): Promise<Verdict> {
  const { database, now } = tidings;
  const lanes = await database.rows<LaneWithWork>(database.sql.lanesWithWork, []);
  const oldest = Math.min(...lanes.map(({ dueAt }) => dueAt));
  const lateMs = lanes.length === 0 ? 0 : Math.max(0, now() - oldest);
  const due = lateMs === 0 ? "nothing is due" : `the oldest due delivery has waited ${inWords(lateMs)}`;
  if (await isAtWork(tidings)) {
    const busy = lateMs > LATE_MS ? " (warning: its webhook's endpoint is slow, or too much is owed)" : "";
    return { ok: true, detail: `an engine is at work; ${due}${busy}` };
  }
  if (lateMs <= LATE_MS) return { ok: true, detail: `no engine is at work; ${due}` };
  return {
    ok: false,
    detail: `no engine is at work, and ${due}. Start one (npm start or npm run engine), or see that the dispatcher route is called.`,
  };
}

/** On SQLite the engine holds a lock; on PostgreSQL it says every few seconds that it is alive. */
async function isAtWork({ database, env, now }: Instance): Promise<boolean> {
  if (database.dialect === "sqlite") {
    const unlock = takeEngineLock(env.DATA_DIR);
    unlock?.();
    return unlock === null;
  }
  return (await readEngines(database, now())).alive > 0;
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Against the database server's clock, or, where there is none, against what was stored last. */
export async function checkClock({ database, now, wallNow }: Instance): Promise<Verdict> {
  if (database.dialect === "postgres") {
    const [server] = await database.rows<{ at: number }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at",
      [],
    );
    // The clock of this very machine: what is timed by `now` follows the server's already.
    const skew = wallNow() - Number(server?.at);
    if (Math.abs(skew) <= SKEW_MS) return { ok: true, detail: "agrees with the database server's" };
    return {
      ok: false,
      detail: `this machine's clock is ${inWords(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} the database server's: receivers that compare the signature's time may refuse. Let both follow a time server.`,
    };
  }
  const [newest] = await database.rows<{ at: number }>(
    "SELECT accepted_at AS at FROM events ORDER BY id DESC LIMIT 1",
    [],
  );
  const ahead = (newest?.at ?? 0) - now();
  if (ahead <= SKEW_MS) return { ok: true, detail: "nothing was stored in the future" };
  return {
    ok: false,
    detail: `the newest event was accepted ${inWords(ahead)} from now: the clock was set back. Let it follow a time server.`,
  };
}
