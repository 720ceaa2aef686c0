import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, urlOf } from "@/db/conformance/postgres-databases";
import { type Seed, startServer, type TidingsServer, withoutOurs } from "@/e2e/fixtures/server";
import { passed } from "@/e2e/fixtures/world";
import { type Receiver, startReceiver } from "@/e2e/receiver/receiver";
import type { Findings } from "@/lib/doctor/examine";

/** Two web processes and an engine, as `npm start` and `npm run engine` run them, on an empty PostgreSQL. */
let receiver: Receiver;
let env: Record<string, string>;
let here: TidingsServer;
let there: TidingsServer;
let engine: ChildProcess;
let folder: string;
let seed: Seed;

beforeAll(async () => {
  receiver = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), "tidings-engine-"));
  env = {
    DATABASE_URL: await urlOf(await createDatabase("template0")),
    TIDINGS_SECRET_KEY: randomBytes(32).toString("base64"),
    TIDINGS_ROLE: "web",
    LOG_LEVEL: "warn",
  };
  // At the same moment: one of them migrates, the other waits for it.
  [here, there] = await Promise.all([startServer({ receiver, env }), startServer({ receiver, env })]);
  seed = await here.seed();
  engine = startEngine();
}, 120_000);

afterAll(async () => {
  engine?.kill("SIGKILL");
  await Promise.all([here?.close(), there?.close()]);
  await receiver?.close();
  rmSync(folder, { recursive: true, force: true });
});

function startEngine(): ChildProcess {
  return spawn(process.execPath, ["bin/start.mjs", "--role", "engine"], {
    env: {
      ...withoutOurs(process.env),
      ...env,
      DATA_DIR: folder,
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_CA_FILE: receiver.caFile,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

const api = (server: TidingsServer, method: string, path: string, body?: unknown, key = seed.key) =>
  server.api<Record<string, unknown>>(method, `/api/v1/${seed.clientId}${path}`, { key, body });

async function webhook(server: TidingsServer, path: string) {
  const { status, body } = await api(server, "POST", "/webhooks", {
    ...{ label: `To ${path}`, status: "active", dataCenterId: seed.dataCenterId },
    ...{ url: receiver.url(path), triggers: [{ type: "persona.threshold_passed" }] },
  });
  expect(status).toBe(201);
  return body as { id: string };
}

const post = (server: TidingsServer, key = seed.key) =>
  server.api<{ events: { id: string; deliveries: number }[] }>("POST", "/api/internal/events", {
    key,
    body: passed({ dataCenterId: seed.dataCenterId }),
  });

/** Asks again and again until it is so; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}

describe("D20: several processes on one PostgreSQL", () => {
  it("deliver what was accepted by one for a webhook that was made at the other, signed", async () => {
    const { id } = await webhook(there, "/signed");
    const { status, body } = await post(here);
    expect(status).toBe(202);
    expect(body.events[0]?.deliveries).toBe(1);
    const [request] = await receiver.waitFor({ path: "/signed" });
    const { body: keys } = await api(here, "GET", `/webhooks/${id}/signing-keys`);
    const [{ secret }] = keys.keys as [{ secret: string }];
    const headers = request?.headers as Record<string, string>;
    const sent = new Webhook(secret).verify(request?.body.toString() ?? "", headers) as { EventId: string };
    expect(sent.EventId).toBe(body.events[0]?.id);
    await until(async () => {
      const { body } = await api(there, "GET", `/webhooks/${id}/deliveries`);
      return (body.deliveries as { state: string }[]).every(({ state }) => state === "delivered");
    });
    expect((await api(there, "DELETE", `/webhooks/${id}`)).status).toBe(409);
    await api(there, "POST", `/webhooks/${id}/deactivate`, {});
  });

  it("say that they are well, and which engines are at work", async () => {
    for (const server of [here, there]) {
      const { status, body } = await server.api<{ engine: { heartbeatAt: string } }>("GET", "/api/health");
      expect([status, body]).toMatchObject([200, { status: "ok", database: "ok" }]);
      expect(Date.now() - Date.parse(body.engine.heartbeatAt)).toBeLessThan(15_000);
    }
    const { checks } = await here
      .tidings<Findings>("doctor")
      .catch(({ stdout }) => JSON.parse(stdout) as Findings);
    expect(checks.find(({ name }) => name === "engine")?.detail).toMatch(/an engine is at work/);
  });

  it("owe nothing to a webhook that was deactivated at the other a moment ago", async () => {
    const { id } = await webhook(here, "/deactivated");
    expect((await api(here, "POST", `/webhooks/${id}/deactivate`, {})).status).toBe(200);
    expect((await post(there)).body.events[0]?.deliveries).toBe(0);
  });

  it("refuse a key soon after its revocation, wherever it was revoked", async () => {
    const client = ["--client", String(seed.clientId)];
    const { apiKeyId, key } = await here.tidings<{ apiKeyId: string; key: string }>(
      ...["api-key", "create", ...client, "--name", "Short", "--scopes", "events:write"],
    );
    for (const server of [here, there]) expect((await post(server, key)).status).toBe(202);
    await here.tidings("api-key", "revoke", "--id", apiKeyId);
    // How soon at the latest, db/steady-for-a-while.test.ts says.
    for (const server of [here, there]) await until(async () => (await post(server, key)).status === 401);
  });

  it("an engine that is told to end lets go of its lanes: the next one delivers at once", async () => {
    await webhook(here, "/handed-over");
    await post(there);
    await receiver.waitFor({ path: "/handed-over" });
    engine.kill("SIGTERM");
    expect(await once(engine, "exit")).toEqual([0, null]);
    await post(there);
    engine = startEngine();
    await receiver.waitFor({ path: "/handed-over", count: 2 });
  });

  it("a process with another secret key is refused, saying which key it needs", async () => {
    const stranger = { ...env, TIDINGS_SECRET_KEY: randomBytes(32).toString("base64") };
    await expect(startServer({ receiver, env: stranger })).rejects.toThrow(
      /secret key is not this database's.*same TIDINGS_SECRET_KEY/,
    );
  });
});
