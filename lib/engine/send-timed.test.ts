import { describe, expect, it } from "vitest";
import { answer, listen, onRequest } from "@/lib/engine/raw-receiver.fixture";
import { openSender, post, sendTo } from "@/lib/engine/sender.fixture";

describe("screens 4.6: a request that is timed", () => {
  it("tells how long each part took, over a connection of its own, and no other request does", async () => {
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))));
    const sender = openSender();
    const plain = await sender.send(post(receiver.port));
    expect(plain).not.toHaveProperty("phases");
    const { phases } = await sender.send(post(receiver.port, { timed: true }));
    expect(phases).toEqual({
      dnsMs: expect.any(Number),
      connectMs: expect.any(Number),
      tlsMs: null,
      firstByteMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
    expect(receiver.sockets).toHaveLength(2);
  });

  it("that fails says how far it came", async () => {
    const silent = await sendTo(() => {}, { timed: true, deadlineMs: 50 });
    expect(silent).toMatchObject({
      kind: "failed",
      phases: { connectMs: expect.any(Number), firstByteMs: null },
    });
    const refused = await openSender().send(post(1, { timed: true }));
    expect(refused).toMatchObject({
      kind: "failed",
      phases: { connectMs: null, tlsMs: null, firstByteMs: null },
    });
  });
});
