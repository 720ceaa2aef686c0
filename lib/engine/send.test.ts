import { describe, expect, it } from "vitest";
import { answer, listen, onRequest } from "@/lib/engine/raw-receiver.fixture";
import { closing, openSender, post, sendTo } from "@/lib/engine/sender.fixture";

describe("a request", () => {
  it("leaves as given, asks for no compression, and brings the answer home", async () => {
    const receiver = await listen((socket) =>
      onRequest(socket, () => socket.write(answer("héllo", "HTTP/1.1 202 OK\r\nX-A: 1\r\nx-a: 2"))),
    );
    const outcome = await openSender().send(
      post(receiver.port, {
        headers: [
          ["X-Twice", "a"],
          ["x-twice", "é"],
        ],
      }),
    );
    expect(receiver.received()).toBe(
      `POST /hook?a=1 HTTP/1.1\r\nhost: 127.0.0.1:${receiver.port}\r\nconnection: keep-alive\r\nX-Twice: a\r\nx-twice: é\r\naccept-encoding: identity\r\ncontent-length: 7\r\n\r\n{"n":1}`,
    );
    expect(outcome).toEqual({
      kind: "answered",
      statusCode: 202,
      headers: [
        ["X-A", "1"],
        ["x-a", "2"],
        ["Content-Length", "6"],
      ],
      body: Buffer.from("héllo"),
      truncated: false,
      durationMs: expect.any(Number),
      leftAfterMs: expect.any(Number),
      remoteAddress: "127.0.0.1",
    });
  });

  it("can be a GET without a body", async () => {
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer(""))));
    const outcome = await openSender().send(post(receiver.port, { method: "GET", body: null, headers: [] }));
    expect(outcome).toMatchObject({ kind: "answered", statusCode: 200 });
    expect(receiver.received()).not.toContain("content-length");
  });

  it("that undici won't write is a failure, not a throw", async () => {
    const receiver = await listen(() => {});
    const outcome = await openSender().send(post(receiver.port, { headers: [["X-A", "a\r\nX-Evil: 1"]] }));
    expect(outcome).toMatchObject({ kind: "failed", reason: "payload_failed", leftAfterMs: null });
    expect(receiver.received()).toBe("");
  });

  it("takes answers of one byte at a time, and informational ones before", async () => {
    const outcome = await sendTo((socket) =>
      onRequest(socket, () => {
        for (const byte of `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${answer("ok")}`)
          socket.write(byte);
      }),
    );
    expect(outcome).toMatchObject({ kind: "answered", statusCode: 200, body: Buffer.from("ok") });
  });
});

describe("sockets", () => {
  it("serve one request after the other", async () => {
    const receiver = await listen((socket) =>
      onRequest(socket, (_, index) => socket.write(answer(`${index}`))),
    );
    const sender = openSender();
    for (const expected of ["0", "1", "2"]) {
      expect(await sender.send(post(receiver.port))).toMatchObject({ body: Buffer.from(expected) });
    }
    expect(receiver.sockets).toHaveLength(1);
  });

  it("serve no two requests at a time", async () => {
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))));
    const sender = openSender();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sender.send(post(receiver.port))));
    expect(outcomes.every(({ kind }) => kind === "answered")).toBe(true);
    expect(receiver.sockets).toHaveLength(20);
  });

  it("D10: are not used again after a failure, a second answer or one that was cut", async () => {
    const firstAnswers = [
      `${answer("first")}${answer("forged")}`,
      answer("a".repeat(99_999)),
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
      "nonsense\r\n\r\n",
    ];
    for (const first of firstAnswers) {
      const receiver = await listen((socket, index) =>
        onRequest(socket, () => socket.write(index === 0 ? first : answer("second"))),
      );
      const sender = openSender();
      await sender.send(post(receiver.port));
      expect(await sender.send(post(receiver.port))).toMatchObject({ body: Buffer.from("second") });
      expect(receiver.sockets).toHaveLength(2);
    }
  });

  it.each(["destroy", "resetAndDestroy"] as const)(
    "D10: that the receiver closed meanwhile (%s) are replaced before anything is sent",
    async (close) => {
      const receiver = await listen((socket, index) =>
        onRequest(socket, () => socket.write(answer(`${index}`))),
      );
      const sender = openSender();
      for (const index of [0, 1, 2]) {
        expect(await sender.send(post(receiver.port))).toMatchObject({ body: Buffer.from(`${index}`) });
        // From a timer, so that the loop polls sockets before it comes to what was scheduled for after that.
        await new Promise((resolve) => setTimeout(resolve));
        receiver.sockets[index]?.[close]();
      }
    },
  );

  it("are given up when idle", async () => {
    const closed: Promise<unknown>[] = [];
    const receiver = await listen((socket) => {
      closed.push(closing(socket));
      onRequest(socket, () => socket.write(answer("ok")));
    });
    await openSender({ idleMs: 30 }).send(post(receiver.port));
    await Promise.all(closed);
  });

  it("are closed with the sender, and what is under way is not held against the receiver", async () => {
    const closed: Promise<unknown>[] = [];
    const receiver = await listen((socket) => closed.push(closing(socket)));
    const sender = openSender();
    const pending = sender.send(post(receiver.port));
    while (!receiver.received()) await new Promise(setImmediate);
    await sender.close();
    expect(await pending).toMatchObject({ kind: "failed", reason: "own_network_down" });
    await Promise.all(closed);
    expect(await sender.send(post(receiver.port))).toMatchObject({
      kind: "failed",
      reason: "own_network_down",
    });
  });
});
