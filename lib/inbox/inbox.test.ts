import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listInboxAddresses } from "@/lib/inbox/list-addresses";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { HOUR_MS } from "@/lib/time";
import { testWebhook } from "@/lib/webhooks/test";
import { updateWebhook } from "@/lib/webhooks/update";
import { createInboxAddress, obtainInboxAddress } from "./create-address";
import { findInboxRequest } from "./find-request";
import { listInboxRequests } from "./list-requests";
import { createInbox } from "./receive";
import { changeAnswerStatus } from "./update-address";

let world: World;
let own: Awaited<ReturnType<World["newAccount"]>>;
let address: { token: string; url: string };
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  own = await world.newAccount(`Account${crypto.randomUUID().slice(0, 8)}`);
  address = await createInboxAddress(own.caller);
});

/** A webhook of the test's own account that sends to its address. */
const newWebhook = (input: Record<string, unknown> = {}) =>
  world.webhook({ url: address.url, ...input }, own);
const received = async () => (await listInboxRequests(own.caller, address.token)).requests;
const read = (id: string, credentials = true) =>
  findInboxRequest(own.caller, address.token, id, { credentials });

describe("decision 31: what a webhook sends to an inbox address", () => {
  it("arrives signed and whole, is a succeeded run marked `inbox`, and leaves no other trace", async () => {
    const webhook = await newWebhook();
    await world.accept(passed(), own);
    await world.deliver();
    const [request] = await received();
    expect(request).toMatchObject({
      ...{ method: "POST", signature: "verified", webhook: { id: webhook.id, label: webhook.label } },
      receivedAt: new Date(world.clock.now).toISOString(),
    });
    const whole = await read(request?.id as string);
    expect(JSON.parse(whole.body ?? "")).toMatchObject({ EventType: "PersonaScoringPassedThreshold" });
    expect(whole).toMatchObject({ url: address.url, bodyTruncated: false });
    expect(whole.bodyBytes).toBe(Buffer.byteLength(whole.body ?? ""));
    expect(whole.headers.map(({ name }) => name)).toContain("webhook-id");

    const { runs } = await listRuns(own.caller, webhook.id, {});
    expect(runs).toMatchObject([{ verdict: "succeeded", statusCode: 200, inbox: true, test: false }]);
    const { run } = await inspectRun(own.caller, runs[0]?.id as string);
    expect(run).toMatchObject({
      inbox: true,
      response: { statusCode: 200, body: `{"inbox":"${request?.id}"}` },
    });
    expect(world.receiver.requests).toEqual([]);
  });

  it("is marked for a test too; the runs of other webhooks don't name the mark", async () => {
    const webhook = await newWebhook();
    expect((await testWebhook(own.caller, webhook.id)).runs).toMatchObject([{ test: true, inbox: true }]);
    expect(await received()).toHaveLength(1);
    const outside = await newWebhook({ url: world.receiver.url("/hook") });
    const { runs } = await testWebhook(own.caller, outside.id);
    expect(runs[0]).not.toHaveProperty("inbox");
  });

  it("is answered with the address's status, which then fails or suspends like any other", async () => {
    const retry = { kind: "schedule", delaysSeconds: [60], jitter: 0 };
    const webhook = await newWebhook({ delivery: { retry } });
    await changeAnswerStatus(own.caller, address.token, { answerStatus: 503 });
    await world.accept(passed(), own);
    await world.deliver();
    expect(await world.deliveries(webhook.id, own)).toMatchObject([
      { state: "pending", reason: "status_not_accepted" },
    ]);
    await changeAnswerStatus(own.caller, address.token, { answerStatus: 204 });
    await world.pass(61_000);
    expect(await world.deliveries(webhook.id, own)).toMatchObject([{ state: "delivered", attempts: 2 }]);
    expect(await received()).toHaveLength(2);
  });

  it("says `missing` for a webhook that does not sign, and whose it is all the same", async () => {
    const webhook = await newWebhook({ delivery: { signature: { standard: "off" } } });
    await testWebhook(own.caller, webhook.id);
    expect(await received()).toMatchObject([{ signature: "missing", webhook: { id: webhook.id } }]);
  });

  it("decision 29: shows credentials to administrators alone and keeps them sealed", async () => {
    const webhook = await newWebhook({
      authentication: { type: "raw", value: "Bearer top-secret" },
      headers: [
        { name: "X-Source", value: "tidings" },
        { name: "X-Key", value: "hush-hush", secret: true },
      ],
    });
    await testWebhook(own.caller, webhook.id);
    // A later edit opens nothing of what arrived before it.
    await updateWebhook(own.caller, webhook.id, { headers: [], authentication: { type: "none" } });
    const [request] = await received();
    const seen = async (credentials: boolean) =>
      new Map((await read(request?.id as string, credentials)).headers.map((each) => [each.name, each]));
    const administrator = await seen(true);
    expect(administrator.get("authorization")).toMatchObject({ value: "Bearer top-secret", masked: false });
    expect(administrator.get("X-Key")?.value).toBe("hush-hush");
    const member = await seen(false);
    expect(member.get("authorization")).toMatchObject({ value: "••••••••", masked: true });
    expect(member.get("X-Key")?.masked).toBe(true);
    expect(member.get("X-Source")?.value).toBe("tidings");
    const rows = await world.tidings.database.rows("SELECT headers FROM inbox_requests", []);
    expect(JSON.stringify(rows)).not.toMatch(/top-secret|hush-hush/);
  });

  it("fails, and is tried again, where the database does not take it", async () => {
    const { database, keyring, now, log } = world.tidings;
    const inbox = createInbox({
      ...{ keyring, now, log },
      database: { ...database, atomically: () => Promise.reject(new Error("disk full")) },
    });
    const request = {
      ...{ method: "POST" as const, url: address.url, urlPolicy: "https" as const, headers: [], body: null },
      ...{
        deadlineMs: 1_000,
        from: { webhookId: crypto.randomUUID(), accountId: own.clientId, headers: [] },
      },
    };
    await expect(inbox.receive(address.token, request)).rejects.toThrow("disk full");

    const webhook = await newWebhook();
    const send = vi.spyOn(world.tidings.sender, "send").mockResolvedValueOnce({
      ...{ kind: "failed", reason: "own_network_down", detail: "the request inbox could not store it" },
      ...{
        statusCode: null,
        headers: [],
        body: Buffer.alloc(0),
        durationMs: 3,
        leftAfterMs: null,
        inbox: true,
      },
    });
    await world.accept(passed(), own);
    await world.deliver();
    send.mockRestore();
    expect(await world.deliveries(webhook.id, own)).toMatchObject([
      { state: "pending", reason: "own_network_down" },
    ]);
    expect((await listRuns(own.caller, webhook.id, {})).runs).toMatchObject([{ inbox: true }]);
    await world.pass(60_000);
    expect(await world.deliveries(webhook.id, own)).toMatchObject([{ state: "delivered" }]);
  });
});

describe("the guard of the inbox", () => {
  const refused = {
    status: 400,
    errors: [{ path: "url", message: expect.any(String), remedy: expect.any(String) }],
  };

  it("accepts an address of one's own account alone, when creating and when changing", async () => {
    const other = await world.newAccount(`Other ${crypto.randomUUID().slice(0, 8)}`);
    const theirs = await createInboxAddress(other.caller);
    const unknown = `https://inbox.tidings.internal/${"A".repeat(32)}`;
    const mine = await newWebhook();
    expect(mine.warnings).toEqual([]);
    for (const url of [theirs.url, unknown, `${address.url}?a=1`, address.url.replace("inbox.", "INBOX.")]) {
      await expect(newWebhook({ url }), url).rejects.toMatchObject(refused);
      await expect(updateWebhook(own.caller, mine.id, { url }), url).rejects.toMatchObject(refused);
    }
    const { errors } = await newWebhook({ url: theirs.url }).catch((error) => error);
    expect(await newWebhook({ url: unknown }).catch((error) => error)).toMatchObject({ errors });
  });

  it("keeps nothing for another account, whatever is stored as a webhook's URL", async () => {
    const other = await world.newAccount(`Third ${crypto.randomUUID().slice(0, 8)}`);
    const theirs = await createInboxAddress(other.caller);
    const request = {
      ...{ method: "POST" as const, url: theirs.url, urlPolicy: "https" as const, headers: [], body: null },
      deadlineMs: 1_000,
    };
    const from = { webhookId: crypto.randomUUID(), accountId: own.clientId, headers: [] };
    for (const each of [request, { ...request, from }]) {
      expect(await world.tidings.sender.send(each)).toMatchObject({ reason: "private_address" });
    }
    expect((await listInboxRequests(other.caller, theirs.token)).requests).toEqual([]);
    await expect(listInboxRequests(own.caller, theirs.token)).rejects.toMatchObject({ status: 404 });
  });
});

describe("what an address keeps", () => {
  const send = (body: Uint8Array | null, count = 1) =>
    Promise.all(
      Array.from({ length: count }, () =>
        world.tidings.sender.send({
          ...{ method: "POST", url: address.url, urlPolicy: "https", headers: [], body, deadlineMs: 30_000 },
          from: { webhookId: crypto.randomUUID(), accountId: own.clientId, headers: [] },
        }),
      ),
    );

  it("is the newest 200 requests, in pages", async () => {
    await send(Buffer.from("old"), 5);
    await send(Buffer.from("new one"), 200);
    const first = await listInboxRequests(own.caller, address.token, { limit: "150" });
    expect(first.requests).toHaveLength(150);
    const second = await listInboxRequests(own.caller, address.token, { limit: "150", cursor: first.next });
    expect(second).toMatchObject({ next: null });
    const all = [...first.requests, ...second.requests];
    expect(new Set(all.map(({ id }) => id)).size).toBe(200);
    expect(all.every(({ bodyBytes }) => bodyBytes === 7)).toBe(true);
    const [state] = await listInboxAddresses(own.caller);
    expect(state).toMatchObject({ requests: 200 });
  });

  it("is 64 KiB of a body, never half a character; what is no text is Base64; none is empty", async () => {
    await send(Buffer.alloc(65_537, "x"));
    await send(Buffer.from([0xff, 0x00]));
    await send(null);
    const [none, bytes, long] = await received();
    const whole = await read(long?.id as string);
    expect(whole).toMatchObject({ bodyBytes: 65_537, bodyTruncated: true });
    expect(whole.body).toHaveLength(65_536);
    expect(await read(bytes?.id as string)).toMatchObject({ bodyBase64: "/wA=", bodyTruncated: false });
    expect(await read(none?.id as string)).toMatchObject({ body: "", bodyBytes: 0 });
    await send(Buffer.from(`x${"é".repeat(40_000)}`));
    const [text] = await received();
    expect((await read(text?.id as string)).body).toMatch(/^xé+$/);
  });

  it("is forgotten after 24 hours, by whoever looks first", async () => {
    await send(Buffer.from("a"));
    const [request] = await received();
    world.clock.now += 24 * HOUR_MS;
    expect(await received()).toHaveLength(1);
    world.clock.now += 1;
    expect((await listInboxAddresses(own.caller))[0]).toMatchObject({ requests: 0, lastReceivedAt: null });
    await expect(read(request?.id as string)).rejects.toMatchObject({ status: 404 });
    const stored = () => world.tidings.database.rows("SELECT id FROM inbox_requests", []);
    expect(await stored()).not.toEqual([]);
    expect(await received()).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it("stands at one address: *Send to an inbox* uses the newest again", async () => {
    world.clock.now += 1;
    const newer = await createInboxAddress(own.caller);
    expect(await obtainInboxAddress(own.caller)).toEqual(newer);
    expect(await listInboxAddresses(own.caller)).toMatchObject([{ url: newer.url }, { url: address.url }]);
  });
});
