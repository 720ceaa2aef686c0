import { once } from "node:events";
import { existsSync } from "node:fs";
import { Agent } from "node:https";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { closeStarted, start } from "./test-receiver";

afterEach(closeStarted);

describe("what came in", () => {
  test("is answered 200 with {ok:true} and kept with method, path, headers, bytes and port", async () => {
    const { receiver, post } = await start();
    const before = Date.now();
    const answer = await post("/hook?x=1", {
      method: "PUT",
      headers: { "X-Spelling": "Kept" },
      body: '{"a":"é"}',
    });
    expect(answer).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(receiver.requests).toHaveLength(1);
    const [request] = receiver.requests;
    expect(request).toMatchObject({ method: "PUT", path: "/hook?x=1", headers: { "x-spelling": "Kept" } });
    expect(request?.rawHeaders).toContain("X-Spelling");
    expect(request?.body).toEqual(Buffer.from('{"a":"é"}'));
    expect(request?.json()).toEqual({ a: "é" });
    expect(request?.at).toBeGreaterThanOrEqual(before);
    expect(request?.remotePort).toBeGreaterThan(0);
  });

  test("is received without TLS by a plain receiver, which has no CA file", async () => {
    const { receiver, post } = await start({ plain: true });
    expect(receiver.url("/a")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a$/);
    expect(receiver.caFile).toBe("");
    expect((await post("/a")).status).toBe(200);
  });

  test("can be waited for by path and count, before and after it came", async () => {
    const { receiver, post } = await start();
    const waiting = receiver.waitFor({ path: "/a", count: 2 });
    await post("/b");
    await post("/a?n=1");
    await post("/a", { body: "second" });
    const found = await waiting;
    expect(found.map((request) => request.path)).toEqual(["/a?n=1", "/a"]);
    expect(await receiver.waitFor({ path: "/a", count: 2 })).toEqual(found);
    expect(await receiver.waitFor((request) => request.body.toString() === "second")).toEqual([found[1]]);
  });

  test("is named when what was waited for did not come", async () => {
    const { receiver, post } = await start();
    await post("/other");
    await expect(receiver.waitFor({ path: "/a", count: 2 }, 1)).rejects.toThrow(
      "Waited 1 ms for 2 requests at /a, got 0. The last that came: POST /other",
    );
  });

  test("ends the waiting when the receiver is closed", async () => {
    const { receiver } = await start();
    const waiting = expect(receiver.waitFor({ path: "/a" })).rejects.toThrow("closed");
    await receiver.close();
    await waiting;
    expect(existsSync(receiver.caFile)).toBe(false);
  });

  test("is counted but not kept with keepRequests: false, and can still be waited for", async () => {
    const { receiver, post } = await start({ keepRequests: false });
    const waiting = receiver.waitFor({ path: "/a" });
    await post("/a");
    expect(await waiting).toHaveLength(1);
    expect(receiver.requests).toHaveLength(0);
    expect(receiver.counters()).toMatchObject({ requests: 1, met: { "200": 1 } });
  });

  test("is kept up to a limit, the newest of it", async () => {
    const { receiver, post } = await start({ keepRequests: 2, plain: true });
    for (let n = 1; n <= 5; n += 1) await post(`/${n}`);
    expect(receiver.requests.map((request) => request.path)).toEqual(["/4", "/5"]);
  });

  test("is forgotten by clear, which keeps the scripts, and by reset, which does not", async () => {
    const { receiver, post } = await start();
    receiver.script("/a", { status: 500 });
    await post("/a");
    receiver.clear();
    expect(receiver.requests).toHaveLength(0);
    expect(receiver.counters()).toMatchObject({ requests: 0, connections: 0, met: {} });
    expect((await post("/a")).status).toBe(500);
    receiver.reset();
    expect((await post("/a")).status).toBe(200);
  });

  test("is counted as cut short, and not kept, when its sender leaves half-way", async () => {
    const { receiver } = await start({ plain: true });
    const socket = connect(receiver.port, "127.0.0.1");
    socket.end("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    socket.resume();
    await once(socket, "close");
    expect(receiver.counters()).toMatchObject({ requests: 0, cutShort: 1 });
    expect(receiver.requests).toHaveLength(0);
  });
});

describe("a script", () => {
  test("plays an array in order and repeats its last element, for each path of a prefix on its own", async () => {
    const { receiver, post } = await start();
    receiver.script("/hooks/*", [{ status: 503 }, { status: 429, headers: { "retry-after": "3" } }]);
    const statuses = [];
    for (const path of ["/hooks/1", "/hooks/1", "/hooks/1", "/hooks/2"])
      statuses.push((await post(path)).status);
    expect(statuses).toEqual([503, 429, 429, 503]);
    expect((await post("/hooks/1")).headers["retry-after"]).toBe("3");
    expect((await post("/elsewhere")).status).toBe(200);
  });

  test("decides by request and count, also later", async () => {
    const { receiver, post } = await start();
    let openGate = () => {};
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    receiver.script("*", async (request, count) => {
      await gate;
      return { status: 200, body: `${request.body} ${count}` };
    });
    const answer = post("/a", { body: "mine" });
    await receiver.waitFor({ path: "/a" });
    expect(receiver.counters().pending).toBe(1);
    openGate();
    expect((await answer).body).toBe("mine 1");
  });

  test("starts again when it is given again", async () => {
    const { receiver, post } = await start();
    receiver.script("/a", [{ status: 500 }, { status: 200 }]);
    await post("/a");
    receiver.script("/a", [{ status: 500 }, { status: 200 }]);
    expect((await post("/a")).status).toBe(500);
  });
});

test("kept-alive connections that idle can be ended, so that a sender's pooled one is stale", async () => {
  const { receiver, post } = await start();
  const agent = new Agent({ keepAlive: true });
  await post("/a", { agent });
  await post("/a", { agent });
  expect(receiver.counters().connections).toBe(1);
  const [pooled] = Object.values(agent.freeSockets).flat();
  const ended = pooled && once(pooled, "close");
  receiver.closeIdleConnections();
  await ended;
  await post("/a", { agent });
  expect(receiver.counters().connections).toBe(2);
  agent.destroy();
});

test("an answer the sender gave up on is settled as not answered", async () => {
  const { receiver, post, settledCount } = await start();
  receiver.script("/a", { status: 200, delayMs: 60_000 });
  const giveUp = new AbortController();
  const sent = expect(post("/a", { signal: giveUp.signal })).rejects.toThrow("aborted");
  await receiver.waitFor({ path: "/a" });
  giveUp.abort();
  await sent;
  expect(await settledCount(1)).toMatchObject([{ status: 200, answered: false }]);
  expect(receiver.counters().pending).toBe(0);
});

test("a hanging request does not keep the receiver from closing, and is settled", async () => {
  const { receiver, post, settledCount } = await start();
  receiver.script("/a", { kind: "hang" });
  const sent = expect(post("/a")).rejects.toThrow("socket hang up");
  await receiver.waitFor({ path: "/a" });
  await receiver.close();
  expect(await settledCount(1)).toHaveLength(1);
  await sent;
});

test("a name that the certificate bears is reached through another address", async () => {
  const { receiver, post } = await start();
  const servername = "receiver.example.com";
  expect((await post("/a", { servername, headers: { host: servername } })).status).toBe(200);
  expect(receiver.url("/a", servername)).toBe(`https://${servername}:${receiver.port}/a`);
});
