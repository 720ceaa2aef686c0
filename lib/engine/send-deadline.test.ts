import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { answer, onRequest } from "@/lib/engine/raw-receiver.fixture";
import { closing, openSender, post, sendTo } from "@/lib/engine/sender.fixture";

describe("D8: an attempt ends at its deadline, one second late at most, when the receiver", () => {
  const repeat = (socket: Socket, text: string) => {
    const timer = setInterval(() => socket.write(text), 5);
    socket.on("close", () => clearInterval(timer));
  };
  const flood = (socket: Socket, text: string) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.on("drain", pour);
    pour();
  };

  it.each<[string, (socket: Socket) => void, number | null]>([
    ["never answers", () => {}, null],
    ["drips its head", (socket) => socket.write("HTTP/1.1 200 OK\r\nX: ") && repeat(socket, "a"), null],
    [
      "drips its body",
      (socket) => socket.write(answer("a".repeat(9_999)).slice(0, 60)) && repeat(socket, "a"),
      200,
    ],
    [
      "never ends a chunk",
      (socket) => socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
      200,
    ],
    [
      "drips chunks",
      (socket) =>
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") && repeat(socket, "1\r\na\r\n"),
      200,
    ],
    ["sends 102 without end", (socket) => repeat(socket, "HTTP/1.1 102 Processing\r\n\r\n"), null],
    ["floods with 102", (socket) => flood(socket, "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)), null],
  ])("%s", async (_, misbehave, statusCode) => {
    const closed: Promise<unknown>[] = [];
    const outcome = await sendTo(
      (socket) => {
        closed.push(closing(socket));
        onRequest(socket, () => misbehave(socket));
      },
      { deadlineMs: 200 },
    );
    expect(outcome).toMatchObject({
      kind: "failed",
      reason: "deadline_exceeded",
      statusCode,
      leftAfterMs: expect.any(Number),
    });
    expect(outcome.durationMs).toBeGreaterThanOrEqual(195);
    expect(outcome.durationMs).toBeLessThan(1_200);
    await Promise.all(closed);
  });

  it("takes no connection", async () => {
    // A thread that never accepts: the kernel fills the backlog, then lets further ones wait.
    const script = `const { parentPort } = require("node:worker_threads");
      const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
        parentPort.postMessage(server.address().port);
        setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
      });`;
    const worker = new Worker(script, { eval: true });
    const [port] = (await once(worker, "message")) as [number];
    const backlog = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
    await Promise.all(backlog.slice(0, 2).map((socket) => once(socket, "connect")));
    const outcomes = await Promise.all([
      openSender().send(post(port, { deadlineMs: 150 })),
      openSender({ connectLimitMs: 150 }).send(post(port)),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: "failed", reason: "connect_timeout", leftAfterMs: null });
      expect(outcome.durationMs).toBeLessThan(1_150);
    }
    for (const socket of backlog) socket.destroy();
    await worker.terminate();
  });

  it("has a name that doesn't resolve in time", async () => {
    const resolver = { resolve: () => new Promise<never>(() => {}), close: () => {} };
    const outcome = await openSender({ resolver }).send(
      post(1, { url: "https://example.com/", deadlineMs: 100 }),
    );
    expect(outcome).toMatchObject({ kind: "failed", reason: "dns_lookup_failed", leftAfterMs: null });
  });
});
