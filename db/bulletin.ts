import { randomUUID } from "node:crypto";
import pg from "pg";
import { CONNECTION, type PostgresDatabase } from "./connect-postgres";
import type { SqliteDatabase } from "./connect-sqlite";

/** What one process tells the others on the same PostgreSQL. */
export interface News {
  /** Whose deliveries became due; empty: somebody's, wherever. Undefined: nobody's. */
  due?: string[];
  /** A mail became due. */
  mail?: true;
}

export interface Bulletin {
  /** Soon, together with what else is told within 50 ms; never throws, since everybody looks by himself in the end. */
  tell(news: News): void;
  /** Hears what others tell from now on; first of all that it may have missed something. */
  listen(hear: (news: News) => void): void;
  /** Whether it would hear: where not, looks have to be frequent. */
  isListening(): boolean;
  close(): Promise<void>;
}

const CHANNEL = "tidings";

/** 20 a second at most: each wakes a statement in every process. */
const GAP_MS = 50;

/** PostgreSQL takes less than 8,000 bytes. */
const MOST_IDS = 150;

const RECONNECT_MS = { first: 100, most: 5_000 };

/** How often the listener asks whether its connection lives, and how long it waits for the answer. */
export const PULSE_MS = 5_000;

/**
 * NOTIFY in a connection of its own moment, never in a transaction that writes: there it would make all commits stand
 * in one line.
 */
export function createBulletin({ pool, url }: PostgresDatabase, pulseMs = PULSE_MS): Bulletin {
  const me = randomUUID();
  let waiting: { due: Set<string> | undefined; everywhere: boolean; mail: boolean } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  let telling: Promise<unknown> = Promise.resolve();
  let listener: Listener | undefined;

  function tellNow() {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const { due, everywhere, mail } = waiting;
    waiting = undefined;
    toldAt = performance.now();
    const all = everywhere || (due?.size ?? 0) > MOST_IDS;
    const news: News = { ...(due && { due: all ? [] : [...due] }), ...(mail && { mail: true as const }) };
    telling = pool
      .query({
        name: "tell",
        text: `SELECT pg_notify('${CHANNEL}', $1)`,
        values: [JSON.stringify({ ...news, from: me })],
      })
      .catch(() => {});
  }

  return {
    tell({ due, mail }) {
      waiting ??= { due: undefined, everywhere: false, mail: false };
      if (due) {
        waiting.due ??= new Set();
        waiting.everywhere ||= due.length === 0;
        for (const id of due) waiting.due.add(id);
      }
      waiting.mail ||= mail === true;
      timer ??= setTimeout(tellNow, Math.max(0, toldAt + GAP_MS - performance.now()));
    },
    listen(hear) {
      listener ??= startListening(url, pulseMs, (payload) => {
        if (payload === undefined) return hear({ due: [], mail: true });
        const { from, ...news } = JSON.parse(payload) as News & { from: string };
        if (from !== me) hear(news);
      });
    },
    isListening: () => listener?.isConnected() ?? false,
    async close() {
      tellNow();
      await telling;
      listener?.stop();
    },
  };
}

interface Listener {
  isConnected(): boolean;
  stop(): void;
}

/**
 * Listens on a connection of its own and begins anew whenever that is lost, a half-open one included, which says
 * nothing by itself. @param hear is told undefined whenever something may have been missed
 */
function startListening(url: string, pulseMs: number, hear: (payload: string | undefined) => void): Listener {
  let connected = false;
  let over = false;
  let wait = RECONNECT_MS.first;
  let again: NodeJS.Timeout | undefined;
  let give = () => {};

  async function connect() {
    const client = new pg.Client({
      connectionString: url,
      application_name: "tidings listener",
      query_timeout: pulseMs,
      ...CONNECTION,
    });
    let pulse: NodeJS.Timeout | undefined;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      connected = false;
      clearInterval(pulse);
      // `end` would wait for an answer that a half-open connection never gives.
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      if (over) return;
      again = setTimeout(() => void connect(), wait);
      wait = Math.min(wait * 2, RECONNECT_MS.most);
    };
    give = lose;
    client.on("error", lose);
    client.on("end", lose);
    client.on("notification", ({ payload }) => hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      if (lost) return;
      connected = true;
      wait = RECONNECT_MS.first;
      pulse = setInterval(() => void client.query("SELECT 1").catch(lose), pulseMs);
      hear(undefined);
    } catch {
      lose();
    }
  }
  void connect();

  return {
    isConnected: () => connected,
    stop() {
      over = true;
      clearTimeout(again);
      give();
    },
  };
}

/** On SQLite: the engine thread is told by its own process, and sees by itself when another one has written. */
const SILENT: Bulletin = {
  tell() {},
  listen() {},
  isListening: () => true,
  close: async () => {},
};

export const openBulletin = (database: SqliteDatabase | PostgresDatabase): Bulletin =>
  database.dialect === "postgres" ? createBulletin(database) : SILENT;
