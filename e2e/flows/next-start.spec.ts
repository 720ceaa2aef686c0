import { spawn } from "node:child_process";
import { expect, test } from "@playwright/test";
import { freePort, startServer } from "../fixtures/server";
import { startReceiver } from "../receiver/receiver";

test("under plain `next start` the producers' route and the dispatcher work without our server", async () => {
  const receiver = await startReceiver();
  // Seeds the data directory, then makes room: one process at a time.
  const seeded = await startServer({ receiver });
  const seed = await seeded.seed();
  await seeded.kill("SIGTERM");

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(port)], {
    env: {
      ...process.env,
      DATA_DIR: seeded.dataDir,
      PORT: String(port),
      TIDINGS_ROLE: "web",
      TIDINGS_DISPATCH_TOKEN: "token",
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_CA_FILE: receiver.caFile,
    },
    stdio: "ignore",
  });
  const call = async (path: string, bearer: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    return { status: answer.status, body: await answer.json() };
  };
  try {
    await expect
      .poll(
        () =>
          fetch(`${url}/api/health`).then(
            (a) => a.status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBe(200);
    const webhook = {
      label: "Plain",
      status: "active",
      dataCenterId: seed.dataCenterId,
      url: receiver.url("/hook"),
      triggers: [{ type: "contact.became_contact" }],
    };
    expect((await call(`/api/v1/${seed.clientId}/webhooks`, seed.key, webhook)).status).toBe(201);
    const event = { type: "contact.became_contact", dataCenterId: seed.dataCenterId, contact: { id: 7 } };
    expect(await call("/api/internal/events", seed.key, event)).toMatchObject({
      status: 202,
      body: { accepted: 1, events: [{ deliveries: 1 }] },
    });
    expect((await call("/api/internal/dispatch", "token")).body).toMatchObject({ claimed: 1, succeeded: 1 });
    expect(receiver.requests).toHaveLength(1);
  } finally {
    const ended = new Promise((resolve) => next.once("exit", resolve));
    next.kill("SIGTERM");
    await ended;
    await seeded.close();
    await receiver.close();
  }
});
