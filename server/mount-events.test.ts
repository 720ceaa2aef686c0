import { once } from "node:events";
import { createServer, type IncomingMessage, request as open, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { addressOf, handleEvents, isEventsPost } from "./mount-events";

let world: World;
let key: string;
let server: Server;
let port: number;
beforeAll(async () => {
  world = await openWorld();
  key = (await openDoors(world)).masterKey;
  server = createServer((request, response) => void handleEvents(request, response, 0));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  (globalThis as Record<symbol, unknown>)[Symbol.for("tidings")] = {
    instance: Promise.resolve(world.tidings),
  };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const URL_OF = () => `http://127.0.0.1:${port}/api/internal/events`;
const headers = () => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });
const post = (body: BodyInit, more: Record<string, string> = {}) =>
  fetch(URL_OF(), { method: "POST", headers: { ...headers(), ...more }, body });

test("an event is accepted, with the headers that every answer has (G8) and a nonce of its own", async () => {
  const answers = [await post(JSON.stringify(passed())), await post(JSON.stringify(passed()))];
  for (const answer of answers) {
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ accepted: 1, events: [{ deliveries: 0 }] });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toMatch(/'nonce-[^']{24}'/);
  }
  const policies = answers.map((answer) => answer.headers.get("content-security-policy"));
  expect(new Set(policies).size).toBe(2);
});

test("a body in many small pieces is put together", async () => {
  const text = JSON.stringify(passed({ contact: { id: "in pieces äöü" } }));
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const pieces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + 7));
      at += 7;
    },
  });
  const answer = await fetch(URL_OF(), {
    ...{ method: "POST", headers: headers(), body: pieces, duplex: "half" },
  } as RequestInit);
  expect(answer.status).toBe(202);
});

test("without a key the answer is 401, and the connection stays for the next request", async () => {
  const refused = await post("{}", { authorization: "" });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  expect(refused.headers.get("connection")).not.toBe("close");
});

test("more than 8 MiB is 413, announced or not, and ends the connection", async () => {
  const outgoing = open(URL_OF(), { method: "POST", headers: { ...headers(), "content-length": 9_000_000 } });
  outgoing.on("error", () => {});
  outgoing.flushHeaders();
  const [announced] = (await once(outgoing, "response")) as [IncomingMessage];
  expect(announced.statusCode).toBe(413);
  expect(announced.headers.connection).toBe("close");
  outgoing.destroy();

  const flood = open(URL_OF(), { method: "POST", headers: headers() });
  flood.on("error", () => {});
  const pour = () => {
    while (!flood.destroyed && flood.write(Buffer.alloc(65_536, 32)));
  };
  flood.on("drain", pour);
  pour();
  const [poured] = (await once(flood, "response")) as [IncomingMessage];
  expect(poured.statusCode).toBe(413);
  flood.destroy();
});

test("a sender that goes away in the middle of its body leaves nothing behind", async () => {
  const before = await world.tidings.database.rows("SELECT id FROM events", []);
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => {
    server.once("connection", (connection) => connection.once("close", () => resolve()));
  });
  socket.write(`POST /api/internal/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n`);
  socket.write("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  socket.end();
  socket.on("error", () => {}).resume();
  await closed;
  expect((await post(JSON.stringify(passed()))).status).toBe(202);
  expect(await world.tidings.database.rows("SELECT id FROM events", [])).toHaveLength(before.length + 1);
});

test("only POSTs to the route are taken, and the proxies that are believed tell the address", () => {
  const is = (method: string, url: string) => isEventsPost({ method, url } as IncomingMessage);
  expect(is("POST", "/api/internal/events")).toBe(true);
  expect(is("POST", "/api/internal/events/?a=b")).toBe(true);
  expect(is("GET", "/api/internal/events")).toBe(false);
  expect(is("POST", "/api/internal/events2")).toBe(false);
  const forwarded = {
    headers: { "x-forwarded-for": "203.0.113.9, 198.51.100.7" },
    socket: { remoteAddress: "127.0.0.1" },
  } as unknown as IncomingMessage;
  expect(addressOf(forwarded, 0)).toBe("127.0.0.1");
  expect(addressOf(forwarded, 1)).toBe("198.51.100.7");
});
