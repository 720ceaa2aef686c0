import { expect, test } from "@playwright/test";
import { type Seed, startServer, type TidingsServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";
import { type Receiver, startReceiver } from "../receiver/receiver";

const became = (dataCenterId: number, id: string) => ({
  id,
  type: "contact.became_contact",
  dataCenterId,
  contact: { id, email: "john.doe@example.org" },
});

async function createWebhook(server: TidingsServer, seed: Seed, receiver: Receiver, input: object = {}) {
  const { status, body } = await server.api<{ id: string }>("POST", `/api/v1/${seed.clientId}/webhooks`, {
    key: seed.key,
    body: {
      label: "Contacts to CRM",
      status: "active",
      dataCenterId: seed.dataCenterId,
      url: receiver.url("/hook"),
      triggers: [{ type: "contact.became_contact" }],
      ...input,
    },
  });
  expect(status).toBe(201);
  return body.id;
}

test.describe("the dispatcher", () => {
  const token = "a token for the scheduler";
  const dispatch = (server: TidingsServer, bearer = token) =>
    fetch(`${server.url}/api/internal/dispatch?budgetMs=5000`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
    });

  test("decision 1: with TIDINGS_ROLE=web an event waits, the dispatcher is called, and the run appears in the window", async ({
    page,
  }) => {
    const receiver = await startReceiver();
    const env = { TIDINGS_ROLE: "web", TIDINGS_DISPATCH_TOKEN: token };
    const server = await startServer({ receiver, env });
    try {
      const seed = await server.seed();
      const id = await createWebhook(server, seed, receiver);
      await server.api("POST", "/api/internal/events", {
        key: seed.key,
        body: became(seed.dataCenterId, "c-1"),
      });
      const waiting = await server.api<{ health: { waiting: number } }>(
        "GET",
        `/api/v1/${seed.clientId}/webhooks/${id}`,
        { key: seed.key },
      );
      expect(waiting.body.health.waiting).toBe(1);
      expect(receiver.requests).toHaveLength(0);

      await signIn(page, server.url, seed.administrator);
      await page.goto(`${server.url}/administration/webhooks?runs=${id}`);
      const runs = page.getByRole("dialog", { name: /Runs in last 14 days/ });
      await expect(runs).toBeVisible();
      await expect(runs.getByText("Became contact")).toHaveCount(0);

      expect((await dispatch(server, "another token")).status).toBe(401);
      const answer = await dispatch(server);
      expect(await answer.json()).toEqual({ claimed: 1, succeeded: 1, failed: 0, remaining: 0 });
      // The window is live: nobody reloads.
      await expect(runs.getByText("Became contact").first()).toBeVisible();
      expect(receiver.requests).toHaveLength(1);
    } finally {
      await server.close();
      await receiver.close();
    }
  });

  test("is off unless a token is set", async () => {
    const server = await startServer();
    try {
      expect((await dispatch(server)).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});

test("D4: SIGTERM with 50 attempts under way finishes and records them, then exits 0; nothing is sent twice", async () => {
  const receiver = await startReceiver();
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.script("/hook", async () => {
    await gate;
    return { status: 200 };
  });
  const server = await startServer({ receiver });
  try {
    const seed = await server.seed();
    const id = await createWebhook(server, seed, receiver, { delivery: { concurrency: 50 } });
    const body = Array.from({ length: 50 }, (_, n) => became(seed.dataCenterId, `c-${n}`));
    await server.api("POST", "/api/internal/events", { key: seed.key, body });
    await receiver.waitFor({ path: "/hook", count: 50 });
    const ended = server.kill("SIGTERM");
    await expect
      .poll(() =>
        server.api("POST", "/api/internal/events", { key: seed.key, body }).then(
          ({ status }) => status,
          () => 503,
        ),
      )
      .toBe(503);
    release();
    expect(await ended).toBe(0);
    await server.start();
    const { body: after } = await server.api<{ deliveries: { state: string; attempts: number }[] }>(
      "GET",
      `/api/v1/${seed.clientId}/webhooks/${id}/deliveries?limit=100`,
      { key: seed.key },
    );
    expect(after.deliveries.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(
      Array(50).fill("delivered 1"),
    );
    expect(receiver.requests).toHaveLength(50);
  } finally {
    await server.close();
    await receiver.close();
  }
});
