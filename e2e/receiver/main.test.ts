import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseFaultFile, randomFaults, seededRandom } from "./random-faults";
import { readDeliveryLog, type SpawnedReceiver, spawnReceiver } from "./spawn";
import { trusting } from "./test-client";

let directory: string;
const running: SpawnedReceiver[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidings-receiver-test-"));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((receiver) => receiver.stop()));
  await rm(directory, { recursive: true, force: true });
});

async function start(...args: string[]) {
  const receiver = await spawnReceiver(args);
  running.push(receiver);
  const url = (path: string) => `https://127.0.0.1:${receiver.port}${path}`;
  return { receiver, post: trusting({ url, caFile: receiver.caFile }) };
}

test("a receiver of its own process logs each request with digest, status and attempt", async () => {
  const log = join(directory, "log.jsonl");
  const script = join(directory, "script.json");
  await writeFile(
    script,
    JSON.stringify({ "/bad/*": [{ weight: 1, kind: "reset" }], "*": [{ weight: 1, status: 201 }] }),
  );
  const { receiver, post } = await start("--log", log, "--script", script);
  const headers = { "webhook-id": "evt_1" };
  await expect(post("/bad/a", { headers, body: "one" })).rejects.toMatchObject({ code: "ECONNRESET" });
  await expect(post("/bad/a", { headers, body: "one" })).rejects.toMatchObject({ code: "ECONNRESET" });
  expect((await post("/good", { headers, body: "two" })).status).toBe(201);

  const stats = JSON.parse((await post("/__stats", { method: "GET" })).body);
  expect(stats).toMatchObject({
    requests: 3,
    pending: 0,
    settled: 3,
    succeeded: 1,
    deliveries: 2,
    met: { reset: 2, "201": 1 },
  });
  const one = createHash("sha256").update("one").digest("hex");
  const common = { webhookId: "evt_1", at: expect.any(Number), begunAt: expect.any(Number) };
  const bad = { ...common, path: "/bad/a", sha256: one, status: null, kind: "reset", answered: false };
  expect(await readDeliveryLog(log)).toEqual([
    { ...bad, attempt: 1 },
    { ...bad, attempt: 2 },
    {
      ...common,
      path: "/good",
      sha256: createHash("sha256").update("two").digest("hex"),
      status: 201,
      kind: null,
      answered: true,
      attempt: 1,
    },
  ]);

  await receiver.stop();
  expect(receiver.process.exitCode).toBe(0);
});

test("a request still unanswered when the receiver is stopped is in the log", async () => {
  const log = join(directory, "log.jsonl");
  const { receiver, post } = await start("--log", log);
  const faults = '[{"weight":1,"kind":"hang"}]';
  expect((await post("/__script", { method: "PUT", body: faults })).status).toBe(200);
  expect((await post("/__script", { method: "PUT", body: '[{"weight":0}]' })).status).toBe(400);
  const sent = expect(post("/a")).rejects.toThrow("socket hang up");
  const pending = async () => JSON.parse((await post("/__stats", { method: "GET" })).body).pending;
  await expect.poll(pending).toBe(1);
  await receiver.stop();
  await sent;
  expect(await readDeliveryLog(log)).toMatchObject([{ path: "/a", kind: "hang", answered: false }]);
});

test("a receiver started again with the same --ca-dir is trusted by who trusted the first", async () => {
  const caDir = join(directory, "ca");
  const first = await start("--ca-dir", caDir);
  expect(first.receiver.caFile).toBe(join(caDir, "ca.pem"));
  const ca = await readFile(first.receiver.caFile);
  expect((await first.post("/a")).status).toBe(200);
  await first.receiver.stop();
  const second = await start("--ca-dir", caDir, "--port", String(first.receiver.port));
  expect((await second.post("/a", { ca })).status).toBe(200);
});

test("random faults come as often as their weights say", () => {
  const { "*": faults = [] } = parseFaultFile(
    '[{"weight":70,"status":200},{"weight":25,"kind":"reset"},{"weight":5,"status":200,"delayMs":5000}]',
  );
  let at = 0;
  const decide = randomFaults(faults, () => at++ / 100);
  const met = Array.from({ length: 100 }, () => decide({} as never, 1));
  const count = (fault: number) => met.filter((one) => one === faults[fault]).length;
  expect([count(0), count(1), count(2)]).toEqual([70, 25, 5]);
});

test("seeded numbers are the same for the same seed, others for another, and spread evenly", () => {
  const draw = (seed: number, count: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, random);
  };
  expect(draw(7, 5)).toEqual(draw(7, 5));
  expect(draw(7, 5)).not.toEqual(draw(8, 5));
  const many = draw(1, 10_000);
  expect(many.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(many.filter((number) => number < 0.25).length / 10_000).toBeCloseTo(0.25, 1);
});

test("a log that was asked for a member of the bodies names it on each line", async () => {
  const log = join(directory, "log.jsonl");
  const { receiver, post } = await start("--log", log, "--field", "EventId");
  await post("/a", { body: '{"EventId":"e-1"}' });
  await post("/a", { body: "no JSON" });
  await receiver.stop();
  expect((await readDeliveryLog(log)).map((line) => line.field)).toEqual(["e-1", undefined]);
});
