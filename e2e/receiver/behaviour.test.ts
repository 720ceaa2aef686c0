import { afterEach, describe, expect, test } from "vitest";
import { closeStarted, start } from "./test-receiver";

afterEach(closeStarted);

describe.each([{ plain: false }, { plain: true }])("a behaviour (plain: $plain)", ({ plain }) => {
  test("delays the answer", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { status: 202, body: "late", delayMs: 60 });
    const before = performance.now();
    expect(await post("/a")).toMatchObject({ status: 202, body: "late" });
    expect(performance.now() - before).toBeGreaterThanOrEqual(58);
  });

  test("redirects", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { kind: "redirect", status: 308, location: receiver.url("/b") });
    expect(await post("/a")).toMatchObject({ status: 308, headers: { location: receiver.url("/b") } });
    expect(receiver.requests.map((request) => request.path)).toEqual(["/a"]);
  });

  test("resets the connection after reading the request", async () => {
    const { receiver, post, settledCount } = await start({ plain });
    receiver.script("/a", { kind: "reset" });
    await expect(post("/a", { body: "read" })).rejects.toMatchObject({ syscall: "read", code: "ECONNRESET" });
    expect(receiver.requests[0]?.body.toString()).toBe("read");
    expect(await settledCount(1)).toMatchObject([{ status: null, answered: false }]);
  });

  test("closes the connection without an answer", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { kind: "close" });
    await expect(post("/a")).rejects.toThrow("socket hang up");
    expect(receiver.requests).toHaveLength(1);
  });

  test("resets the next connections at accept", async () => {
    const { receiver, post } = await start({ plain });
    receiver.resetAtAccept(2);
    await expect(post("/a")).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(post("/a")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect((await post("/a")).status).toBe(200);
    expect(receiver.counters()).toMatchObject({ connections: 3, requests: 1 });
  });

  test("hangs until the sender gives up", async () => {
    const { receiver, post, settledCount } = await start({ plain });
    receiver.script("/a", { kind: "hang" });
    const giveUp = new AbortController();
    const sent = expect(post("/a", { signal: giveUp.signal })).rejects.toThrow("aborted");
    await receiver.waitFor({ path: "/a" });
    giveUp.abort();
    await sent;
    expect(await settledCount(1)).toMatchObject([{ behaviour: { kind: "hang" }, answered: false }]);
  });

  test("drips a body byte by byte", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { kind: "drip", bytes: 5, everyMs: 10 });
    const before = performance.now();
    expect(await post("/a")).toMatchObject({
      status: 200,
      body: ".....",
      headers: { "content-length": "5" },
    });
    expect(performance.now() - before).toBeGreaterThanOrEqual(45);
  });

  test("sends 102 again and again and no answer", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { kind: "processing", everyMs: 1 });
    const giveUp = new AbortController();
    const seen: number[] = [];
    const onInformation = (soFar: number[]) => {
      seen.push(...soFar.slice(-1));
      if (seen.length === 3) giveUp.abort();
    };
    await expect(post("/a", { signal: giveUp.signal, onInformation })).rejects.toThrow("aborted");
    expect(seen).toEqual([102, 102, 102]);
  });

  test("floods a body of the wanted size", async () => {
    const { receiver, post } = await start({ plain });
    receiver.script("/a", { kind: "flood", bytes: 3_000_001 });
    expect((await post("/a")).body).toHaveLength(3_000_001);
  });

  test("writes raw bytes, then resets, so that a body ends in the middle", async () => {
    const { receiver, post } = await start({ plain });
    const bytes = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    receiver.script("/a", { kind: "raw", bytes, afterwards: "reset" });
    await expect(post("/a")).rejects.toMatchObject({ code: "ECONNRESET" });
    receiver.script("/a", { kind: "raw", bytes: "not HTTP\r\n\r\n", afterwards: "close" });
    await expect(post("/a")).rejects.toThrow("Parse Error");
  });
});
