import type { SqliteDatabase } from "@/db/connect-sqlite";
import { Engine } from "@/lib/engine/engine";
import { fillBench, openBench } from "./installation";

/** A process of its own with one installation and its backlog, so that its memory is the engine's alone. */
export interface PartOptions {
  dataDir: string;
  caFile: string;
  port: number;
  /** Deliveries that are owed before anything is delivered; an installation that is made already has them. */
  fill: number | null;
}

export type ToPart = { drainMs: number } | { end: true };
export type FromPart =
  | { ready: true; rssMiB: number }
  | { succeeded: number; seconds: number; rssMiB: number };

const rssMiB = () => Math.round(process.memoryUsage.rss() / 1_048_576);

export async function runPart({ dataDir, caFile, port, fill }: PartOptions) {
  const send = (message: FromPart) => process.send?.(message);
  const tidings = await openBench(dataDir, caFile, { sync: fill === null ? "soon" : "each" });
  if (fill !== null) {
    const accept = await fillBench(tidings, { port, webhooks: 1 });
    await accept(1);
    multiply(tidings.database as SqliteDatabase, fill - 1);
    await tidings.close();
    send({ ready: true, rssMiB: rssMiB() });
    process.disconnect();
    return;
  }
  send({ ready: true, rssMiB: rssMiB() });
  process.on("message", async (message: ToPart) => {
    if ("end" in message) {
      await tidings.close();
      process.disconnect();
      return;
    }
    let most = rssMiB();
    const watch = setInterval(() => {
      most = Math.max(most, rssMiB());
    }, 50);
    const begun = performance.now();
    const { succeeded } = await new Engine(tidings, { owner: "bench", alone: true }).drain(message.drainMs);
    clearInterval(watch);
    send({ succeeded, seconds: (performance.now() - begun) / 1_000, rssMiB: Math.max(most, rssMiB()) });
  });
}

/** The one event and its delivery again and again, each under ids of its own. */
function multiply({ sqlite }: SqliteDatabase, times: number) {
  const columnsOf = (table: string) =>
    (sqlite.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const others = (table: string, but: string[]) =>
    columnsOf(table)
      .filter((name) => !but.includes(name))
      .join(", ");
  const events = others("events", ["id", "key"]);
  const deliveries = others("deliveries", ["id", "event_id"]);
  const [delivery] = sqlite.prepare("SELECT id, event_id AS eventId FROM deliveries").all() as [
    { id: string; eventId: string },
  ];
  sqlite.exec("CREATE TEMP TABLE made (event_id TEXT NOT NULL)");
  for (let left = times; left > 0; left -= AT_ONCE) {
    const count = Math.min(left, AT_ONCE);
    sqlite.transaction(() => {
      sqlite.exec("DELETE FROM made");
      sqlite
        .prepare(
          `INSERT INTO made WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
           SELECT uuid7() FROM n`,
        )
        .run(count);
      sqlite
        .prepare(
          `INSERT INTO events (id, ${events}) SELECT made.event_id, ${events} FROM made, events e WHERE e.id = ?`,
        )
        .run(delivery.eventId);
      sqlite
        .prepare(
          `INSERT INTO deliveries (id, event_id, ${deliveries})
           SELECT uuid7(), made.event_id, ${deliveries} FROM made, deliveries d WHERE d.id = ?`,
        )
        .run(delivery.id);
    })();
  }
  sqlite.exec("ANALYZE");
}

const AT_ONCE = 20_000;
