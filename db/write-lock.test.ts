import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { abandonSeat, createWriteLock, shareWriteLock } from "./write-lock";

const LONG = 60_000;

/** Runs a body with `lock`, `cells` and `say` in a thread of its own, on the given seat. */
function startThread(memory: SharedArrayBuffer, seat: 0 | 1, body: string, record?: SharedArrayBuffer) {
  const bundle = buildSync({
    stdin: {
      contents: `
        import { parentPort, workerData } from "node:worker_threads";
        import { createWriteLock } from "./db/write-lock";
        const { memory, seat, record, offerMs } = workerData;
        const lock = createWriteLock(memory, seat, offerMs);
        const cells = new Int32Array(memory);
        const log = record && new Int32Array(record);
        const say = (word) => parentPort.postMessage(word);
        const stayAlive = setInterval(() => {}, 1_000);
        (async () => { ${body} })().then(() => clearInterval(stayAlive));`,
      resolveDir: process.cwd(),
    },
    ...{ bundle: true, write: false, platform: "node", format: "cjs", target: "node20" },
  });
  const code = bundle.outputFiles[0]?.text as string;
  const worker = new Worker(code, { eval: true, workerData: { memory, seat, record, offerMs: LONG } });
  onTestFinished(async () => {
    await worker.terminate();
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once("exit", () => resolve());
    worker.once("error", reject);
  });
  const hear = (word: string) =>
    new Promise<void>((resolve, reject) => {
      const listen = (said: string) => {
        if (said !== word) return;
        worker.off("message", listen);
        resolve();
      };
      worker.on("message", listen);
      worker.once("error", reject);
    });
  return { worker, ended, hear, record: record && new Int32Array(record) };
}

describe("the write lock between two threads", () => {
  it("is never held by both, and goes to whoever waits", async () => {
    const memory = shareWriteLock();
    const times = 1_000;
    const contended = 100;
    // 0: who arrived, 1: inside, 2: overlaps, 3: entries in the list, 4…: holder and whether the other waited.
    const record = new SharedArrayBuffer((4 + 2 * times) * 4);
    const body = `
      Atomics.add(log, 0, 1);
      while (Atomics.load(log, 0) < 2) await new Promise(setImmediate);
      for (let i = 0; i < ${times}; i++) {
        if (!(await lock.acquire(${LONG}))) throw new Error("timed out");
        if (Atomics.add(log, 1, 1) !== 0) Atomics.add(log, 2, 1);
        while (i < ${contended} && Atomics.load(cells, 1 + (1 - seat)) === 0) await new Promise(setImmediate);
        const otherWaits = Atomics.load(cells, 1 + (1 - seat));
        const entry = Atomics.add(log, 3, 1);
        Atomics.store(log, 4 + entry, 10 * seat + otherWaits);
        Atomics.sub(log, 1, 1);
        lock.release();
      }`;
    await Promise.all([0, 1].map((seat) => startThread(memory, seat as 0 | 1, body, record).ended));
    const log = [...new Int32Array(record)];
    expect(log[3]).toBe(2 * times);
    expect(log[2]).toBe(0);
    const holds = log
      .slice(4)
      .map((entry) => ({ seat: Math.floor(entry / 10), otherWaits: entry % 10 === 1 }));
    const overtaken = holds.filter((hold, i) => hold.otherWaits && holds[i + 1]?.seat === hold.seat);
    expect(overtaken).toEqual([]);
    expect(holds.filter((hold) => hold.otherWaits).length).toBeGreaterThanOrEqual(2 * contended);
  });

  it("is taken in turns within one thread, first come, first served", async () => {
    const lock = createWriteLock(shareWriteLock(), 0);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (n) => {
        expect(await lock.acquire(LONG)).toBe(true);
        order.push(n);
        await new Promise(setImmediate);
        order.push(n);
        lock.release();
      }),
    );
    expect(order).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it("goes to the waiter when the thread that held it has died", async () => {
    const memory = shareWriteLock();
    const holder = startThread(
      memory,
      1,
      `await lock.acquire(${LONG}); say("held"); await new Promise(() => {});`,
    );
    await holder.hear("held");
    const lock = createWriteLock(memory, 0);
    const waiting = lock.acquire(LONG);
    await holder.worker.terminate();
    abandonSeat(memory, 1);
    expect(await waiting).toBe(true);
    lock.release();
    expect([...new Int32Array(memory)]).toEqual([0, 0, 0]);
  });

  it("is not handed to a thread that died while it waited", async () => {
    const memory = shareWriteLock();
    const lock = createWriteLock(memory, 0);
    await lock.acquire(LONG);
    const waiter = startThread(memory, 1, `say("asks"); await lock.acquire(${LONG}); say("has it");`);
    await waiter.hear("asks");
    await untilWished(memory, 1);
    await waiter.worker.terminate();
    abandonSeat(memory, 1);
    lock.release();
    expect(await lock.acquire(LONG)).toBe(true);
    lock.release();
  });

  it("wakes a waiter in another thread", async () => {
    const memory = shareWriteLock();
    const lock = createWriteLock(memory, 0);
    await lock.acquire(LONG);
    const waiter = startThread(memory, 1, `await lock.acquire(${LONG}); say("has it"); lock.release();`);
    const has = waiter.hear("has it");
    await untilWished(memory, 1);
    lock.release();
    await has;
    await waiter.ended;
    expect([...new Int32Array(memory)]).toEqual([0, 0, 0]);
  });

  it("says false to a waiter whose time is up, and leaves no trace of it", async () => {
    const memory = shareWriteLock();
    const [mine, others] = [createWriteLock(memory, 0), createWriteLock(memory, 1)];
    await others.acquire(LONG);
    const before = [...new Int32Array(memory)];
    expect(await mine.acquire(1)).toBe(false);
    expect(await mine.acquire(0)).toBe(false);
    expect([...new Int32Array(memory)]).toEqual(before);
    others.release();
    expect([...new Int32Array(memory)]).toEqual([0, 0, 0]);
    expect(await mine.acquire(LONG)).toBe(true);
    mine.release();
  });

  it("says false to those behind a holder in the same thread, and serves the next", async () => {
    const lock = createWriteLock(shareWriteLock(), 0);
    await lock.acquire(LONG);
    const late = lock.acquire(0);
    const patient = lock.acquire(LONG);
    lock.release();
    expect(await late).toBe(false);
    expect(await patient).toBe(true);
    lock.release();
  });

  it("is still taken by a waiter whose time ran out in the middle of the hand-over", async () => {
    const memory = shareWriteLock();
    const cells = new Int32Array(memory);
    await createWriteLock(memory, 1).acquire(LONG);
    const waiting = createWriteLock(memory, 0).acquire(5);
    await untilWished(memory, 0);
    // The first half of the other thread's release: it has seen the wish and is about to grant it.
    Atomics.store(cells, 1, 0);
    const over = performance.now() + 10;
    while (performance.now() < over) await new Promise(setImmediate);
    Atomics.store(cells, 0, -1);
    Atomics.notify(cells, 0);
    expect(await waiting).toBe(true);
  });

  it("D15: is not kept waiting by a thread that was offered it and is busy with something else", async () => {
    const memory = shareWriteLock();
    const lock = createWriteLock(memory, 0, 5);
    await lock.acquire(LONG);
    const busy = startThread(
      memory,
      1,
      `const got = lock.acquire(${LONG});
       await new Promise(setImmediate);
       say("asks");
       // A long piece of work: nothing else of this thread runs, until the other has had the lock twice.
       while (Atomics.load(log, 0) < 2);
       await got;
       say("has it");
       lock.release();`,
      new SharedArrayBuffer(4),
    );
    const record = busy.record as Int32Array;
    const has = busy.hear("has it");
    await busy.hear("asks");
    await untilWished(memory, 1);
    lock.release();
    for (let turn = 0; turn < 2; turn++) {
      expect(await lock.acquire(LONG)).toBe(true);
      lock.release();
      Atomics.add(record, 0, 1);
    }
    await has;
    await busy.ended;
    expect([...new Int32Array(memory)]).toEqual([0, 0, 0]);
  });

  it("is never lost when waiters give up at the very moment of the hand-over", async () => {
    const memory = shareWriteLock();
    const times = 300;
    const body = `
      for (let i = 0; i < ${times}; i++) {
        if (await lock.acquire(i % 3)) lock.release();
      }`;
    await Promise.all([0, 1].map((seat) => startThread(memory, seat as 0 | 1, body).ended));
    expect([...new Int32Array(memory)]).toEqual([0, 0, 0]);
  });
});

async function untilWished(memory: SharedArrayBuffer, seat: 0 | 1) {
  const cells = new Int32Array(memory);
  while (Atomics.load(cells, 1 + seat) !== 1) await new Promise(setImmediate);
}
