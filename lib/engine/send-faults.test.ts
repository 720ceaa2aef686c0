import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answer, listen, onRequest } from "@/lib/engine/raw-receiver.fixture";
import type { OutgoingRequest } from "@/lib/engine/send";
import { openSender, post, sendTo } from "@/lib/engine/sender.fixture";

describe("D9: what is read of an answer is capped", () => {
  it("in a 10 GiB stream: 64 KiB read, 16 KiB kept, marked as truncated", async () => {
    const before = process.memoryUsage().rss;
    let writer: Socket | undefined;
    const outcome = await sendTo((socket) =>
      onRequest(socket, () => {
        writer = socket;
        const block = Buffer.alloc(1_048_576, "a");
        const pour = () => {
          while (!socket.destroyed && socket.write(block));
        };
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${10 * 1_024 ** 3}\r\n\r\n`);
        socket.on("drain", pour);
        pour();
      }),
    );
    expect(outcome).toMatchObject({ kind: "answered", statusCode: 200, truncated: true });
    expect(outcome.body).toHaveLength(16_384);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1_048_576);
    expect(writer?.bytesWritten).toBeLessThan(50 * 1_048_576);
  });

  const sized = (bytes: number, more?: Partial<OutgoingRequest>) =>
    sendTo((socket) => onRequest(socket, () => socket.write(answer("a".repeat(bytes)))), more);

  it("to the byte", async () => {
    expect(await sized(16_384)).toMatchObject({ kind: "answered", truncated: false });
    expect(await sized(16_385)).toMatchObject({ kind: "answered", truncated: true });
    const wide = { readLimit: 262_144, keepLimit: 262_144, overflowIsFailure: true };
    const whole = await sized(262_144, wide);
    expect(whole).toMatchObject({ kind: "answered", truncated: false });
    expect(whole.body).toHaveLength(262_144);
    expect(await sized(262_145, wide)).toMatchObject({
      kind: "failed",
      reason: "response_too_large",
      statusCode: 200,
    });
  });

  it("for 1 MiB of headers", async () => {
    const before = process.memoryUsage().rss;
    const outcome = await sendTo((socket) =>
      onRequest(socket, () => socket.write(`HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(1_048_576)}\r\n\r\n`)),
    );
    expect(outcome).toMatchObject({ kind: "failed", reason: "response_too_large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1_048_576);
  });

  it("for 1 GiB packed into ten layers of gzip: kept as it came, never unpacked", async () => {
    // Members may follow one another, so a thousand times the same MiB is one file of a GiB.
    const member = gzipSync(Buffer.alloc(1_048_576));
    let bomb = Buffer.concat(Array.from({ length: 1_024 }, () => member));
    for (let layer = 2; layer <= 10; layer++) bomb = gzipSync(bomb);
    expect(bomb.length).toBeLessThan(16_384);
    const layers = Array.from({ length: 10 }, () => "gzip").join(", ");
    const before = process.memoryUsage().rss;
    const outcome = await sendTo((socket) =>
      onRequest(socket, (head) => {
        expect(head.toLowerCase()).toContain("accept-encoding: identity\r\n");
        const headers = `Content-Encoding: ${layers}\r\nContent-Length: ${bomb.length}`;
        socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`);
        socket.write(bomb);
      }),
    );
    expect(outcome).toMatchObject({ kind: "answered", statusCode: 200, truncated: false });
    expect(outcome.body.equals(bomb)).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1_048_576);
  });

  it("without unpacking anything", async () => {
    const outcome = await sendTo((socket) =>
      onRequest(socket, () => socket.write(answer("not gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip"))),
    );
    expect(outcome).toMatchObject({ kind: "answered", body: Buffer.from("not gzip") });
  });
});

describe("D10: a connection's fault has its own name", () => {
  const half = answer("a".repeat(100)).slice(0, 60);
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";

  it.each<[string, string, (socket: Socket) => void]>([
    ["RST at accept", "connection_reset", (socket) => socket.resetAndDestroy()],
    [
      "RST after the request",
      "connection_reset",
      (socket) => onRequest(socket, () => socket.resetAndDestroy()),
    ],
    ["FIN without an answer", "connection_reset", (socket) => onRequest(socket, () => socket.end())],
    [
      "FIN within the head",
      "connection_reset",
      (socket) => onRequest(socket, () => socket.end("HTTP/1.1 200 OK\r\nX:")),
    ],
    ["FIN within the body", "connection_reset", (socket) => onRequest(socket, () => socket.end(half))],
    [
      "FIN within the last body of a connection",
      "connection_reset",
      (socket) => onRequest(socket, () => socket.end(half.replace("\r\n", "\r\nConnection: close\r\n"))),
    ],
    [
      "FIN within the last chunk of a connection",
      "connection_reset",
      (socket) => onRequest(socket, () => socket.end(`${chunked}Connection: close\r\n\r\n9\r\nabc`)),
    ],
    [
      "RST within the body",
      "connection_reset",
      (socket) => onRequest(socket, () => socket.write(half, () => socket.resetAndDestroy())),
    ],
    [
      "no HTTP at all",
      "malformed_response",
      (socket) => onRequest(socket, () => socket.write("hello\r\n\r\n")),
    ],
    [
      "a NUL in a header",
      "malformed_response",
      (socket) => onRequest(socket, () => socket.write("HTTP/1.1 200 OK\r\nA: \0\r\n\r\n")),
    ],
    [
      "a chunk of no size",
      "malformed_response",
      (socket) => onRequest(socket, () => socket.write(`${chunked}\r\nzz\r\nabc`)),
    ],
    [
      "two lengths",
      "malformed_response",
      (socket) =>
        onRequest(socket, () =>
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"),
        ),
    ],
    [
      "length and chunks",
      "malformed_response",
      (socket) =>
        onRequest(socket, () => socket.write(`${chunked}Content-Length: 2\r\n\r\n2\r\nab\r\n0\r\n\r\n`)),
    ],
    [
      "another protocol",
      "malformed_response",
      (socket) =>
        onRequest(socket, () =>
          socket.write("HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nabc"),
        ),
    ],
    [
      "101 alone",
      "malformed_response",
      (socket) => onRequest(socket, () => socket.write("HTTP/1.1 101 Switching\r\n\r\n")),
    ],
    [
      "100 unasked",
      "malformed_response",
      (socket) => onRequest(socket, () => socket.write("HTTP/1.1 100 Continue\r\n\r\n")),
    ],
  ])("%s: %s, and the next request goes on a socket of its own", async (_, reason, misbehave) => {
    const { port, sockets } = await listen((socket, index) =>
      index === 0 ? misbehave(socket) : onRequest(socket, () => socket.write(answer("its own answer"))),
    );
    const sender = openSender();
    const outcome = await sender.send(post(port, { deadlineMs: 2_000 }));
    expect(outcome).toMatchObject({ kind: "failed", reason });
    expect(outcome.kind === "failed" && outcome.detail).not.toContain("127.0.0.1");
    const next = await sender.send(post(port));
    expect(next).toMatchObject({ kind: "answered", body: Buffer.from("its own answer") });
    expect(sockets).toHaveLength(2);
  });

  it("a closed port: connect_refused", async () => {
    const { port } = await listen(() => {});
    const other = await listen(() => {}, { host: "127.0.0.2" });
    expect(port).not.toBe(other.port);
    const outcome = await openSender().send(post(other.port));
    expect(outcome).toMatchObject({
      kind: "failed",
      reason: "connect_refused",
      detail: "ECONNREFUSED",
      leftAfterMs: null,
    });
  });

  it("an answer that ends with the connection is whole", async () => {
    const outcome = await sendTo((socket) =>
      onRequest(socket, () => socket.end("HTTP/1.1 200 OK\r\n\r\nall of it")),
    );
    expect(outcome).toMatchObject({ kind: "answered", body: Buffer.from("all of it"), truncated: false });
  });
});
