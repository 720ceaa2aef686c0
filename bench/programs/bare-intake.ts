import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Sqlite from "better-sqlite3";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { newId } from "@/lib/ids";

/**
 * What intake is measured against: node's own HTTP server with the same schema check, the same database settings and
 * group commit, and nothing else: no key, no limits, no fan-out. node …/bare-intake.mjs FILE
 */
const sqlite = new Sqlite(process.argv[2]);
sqlite.pragma("journal_mode = WAL");
sqlite.pragma("synchronous = FULL");
sqlite.pragma("foreign_keys = ON");
sqlite.pragma("temp_store = MEMORY");
sqlite.pragma("cache_size = -65536");
sqlite.pragma("journal_size_limit = 67108864");
sqlite.exec(
  "CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID",
);
const insert = sqlite.prepare("INSERT INTO events (id, type, event) VALUES (?, ?, ?)");

let waiting: { id: string; type: string; event: string; response: ServerResponse }[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.once("end", () => {
    const parsed = parsePostedEvents(JSON.parse(Buffer.concat(chunks).toString("utf8")), { now: Date.now() });
    if (!parsed.ok) return void response.writeHead(400).end();
    const [event] = parsed.events;
    if (!event) return void response.writeHead(400).end();
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ id: newId(), type: event.type, event: JSON.stringify(event), response });
  });
});

function commit() {
  const group = waiting;
  waiting = [];
  sqlite.exec("BEGIN IMMEDIATE");
  for (const { id, type, event } of group) insert.run(id, type, event);
  sqlite.exec("COMMIT");
  for (const { id, response } of group) {
    const body = JSON.stringify({ accepted: 1, duplicates: 0, events: [{ id, key: null, deliveries: 0 }] });
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    response.writeHead(202, headers).end(body);
  }
}

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.once("disconnect", () => process.exit(0));
