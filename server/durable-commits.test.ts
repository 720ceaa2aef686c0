import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "@/bin/steps.mjs";
import { openWorld, passed } from "@/e2e/fixtures/world";
import { createApiKey } from "@/lib/api-keys/create";

const POSTS = 500;
const AT_ONCE = 8;

/** Whether strace is here and may trace: some containers forbid it. */
const canTrace = () =>
  spawnSync("strace", ["-f", "-o", "/dev/null", process.execPath, "-e", "0"], { timeout: 20_000 }).status ===
  0;

it("D14: every 202 comes after the write-ahead log was synced, by whoever shared the commit", async () => {
  const world = await openWorld({ on: "sqlite" });
  onTestFinished(() => world.close());
  const { key } = await createApiKey(world.caller, {
    name: "p",
    scopes: ["events:write"],
    dataCenterIds: null,
  });
  await bundle({ "intake-fixture": "server/intake.fixture.ts" });
  const log = join(world.dataDir, "strace.log");
  const traced = canTrace();
  if (!traced)
    process.stderr.write("D14: strace isn't here or may not trace; only the settings are checked.\n");
  // -y names the files behind the handles; sockets are told from files by it.
  const strace = [
    "strace",
    "-f",
    "-y",
    "-s",
    "16",
    "-e",
    "trace=fdatasync,fsync,read,write,writev",
    "-o",
    log,
  ];
  const [program = "", ...args] = [...(traced ? strace : []), process.execPath, "dist/intake-fixture.mjs"];
  const child = spawn(program, args, {
    env: { ...process.env, DATABASE_URL: "", DATA_DIR: world.dataDir, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const { port, synchronous, pid } = await firstLine(child);
  expect(synchronous, "PRAGMA synchronous: 2 is FULL").toBe(2);

  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let left = POSTS;
  const post = async () => {
    while (left-- > 0) expect(await postEvent(agent, port, key)).toBe(202);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  agent.destroy();
  if (!traced) {
    const files = readdirSync(`/proc/${pid}/fd`).map((fd) => tryLink(`/proc/${pid}/fd/${fd}`));
    expect(files.some((file) => file.endsWith("tidings.db-wal"))).toBe(true);
  }
  // The tracer ends with what it traces.
  process.kill(pid, "SIGTERM");
  await once(child, "exit");
  if (!traced) return;

  const { answered, unsynced, syncs } = judge(readFileSync(log, "utf8"));
  expect(answered).toBe(POSTS);
  expect(unsynced, "answers without a sync since their request").toBe(0);
  // Group commit: requests that come together may share one.
  expect(syncs).toBeGreaterThanOrEqual(POSTS / AT_ONCE);
  expect(syncs).toBeLessThan(2 * POSTS);
}, 120_000);

/** Follows each connection: between the request that is read and the 202 that is written a sync has to end. */
function judge(log: string) {
  const underWay = new Map<string, boolean>();
  const askedAt = new Map<string, number>();
  const reading = new Map<string, string>();
  let syncs = 0;
  let answered = 0;
  let unsynced = 0;
  for (const line of log.split("\n")) {
    const [, pid = "", call = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (/^f(data)?sync\(/.test(call)) {
      const isLog = call.includes("tidings.db-wal>");
      if (call.includes("<unfinished")) underWay.set(pid, isLog);
      else if (isLog) syncs++;
    } else if (/^<\.\.\. f(data)?sync resumed>/.test(call)) {
      if (underWay.get(pid)) syncs++;
      underWay.delete(pid);
    }
    // What is read is told at the end of the call, which another thread's may come before.
    const [, waiting] = /^read\(\d+<((?:socket|TCP)[^>]*)>, +<unfinished/.exec(call) ?? [];
    if (waiting) reading.set(pid, waiting);
    const [, resumed] = /^<\.\.\. read resumed>"([^"]*)/.exec(call) ?? [];
    const [, named, said] =
      /^(?:read|write|writev)\(\d+<((?:socket|TCP)[^>]*)>, .*?"([^"]*)/.exec(call) ?? [];
    const socket = resumed === undefined ? named : reading.get(pid);
    const text = resumed ?? said ?? "";
    if (!socket) continue;
    if (text.startsWith("POST /")) askedAt.set(socket, syncs);
    if (!text.startsWith("HTTP/1.1 202")) continue;
    answered++;
    if (syncs <= (askedAt.get(socket) ?? Number.POSITIVE_INFINITY)) unsynced++;
    askedAt.delete(socket);
  }
  return { answered, unsynced, syncs };
}

async function firstLine(child: ChildProcess): Promise<{ port: number; synchronous: number; pid: number }> {
  if (!child.stdout) throw new Error("The child has no output.");
  const [line] = await once(createInterface(child.stdout), "line");
  return JSON.parse(line);
}

function postEvent(agent: Agent, port: number, key: string): Promise<number> {
  const body = JSON.stringify(passed());
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, method: "POST", path: "/api/internal/events", headers },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject).end(body);
  });
}

function tryLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
