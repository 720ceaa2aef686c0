import { readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Behaviour } from "@/e2e/receiver/behaviour";
import type { ReceivedRequest } from "@/e2e/receiver/received-request";
import { type Receiver, startReceiver } from "@/e2e/receiver/receiver";
import { readToken } from "./fetch-token";
import type { Outcome } from "./outcome";
import { createSender } from "./send";
import { loopback, openSender, strict } from "./sender.fixture";
import { createTokens, type OAuthClient, type Tokens } from "./tokens";

let server: Receiver;
let tokens: Tokens;
let sender: ReturnType<typeof createSender>;
const clock = { now: 0 };
let logged: string;

beforeAll(async () => {
  server = await startReceiver();
});
beforeEach(() => {
  server.reset();
  Object.assign(clock, { now: 1_000_000 });
  logged = "";
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      logged += chunk;
      done();
    },
  });
  sender = createSender({ ...loopback, extraCa: readFileSync(server.caFile, "utf8") });
  tokens = createTokens({ sender, now: () => clock.now, log: pino({ level: "trace" }, output) });
});
afterEach(() => sender.close());
afterAll(() => server.close());

const client = (changes: Partial<OAuthClient> = {}): OAuthClient => ({
  ...{ connectorId: "c1", revision: 1, tokenUrl: server.url("/token"), clientId: "crm" },
  ...{ clientSecret: "s3cret-of-the-client", scope: "", audience: "", clientAuthentication: "basic" },
  ...changes,
});
const json = (body: unknown, status = 200): Behaviour => ({ status, body: JSON.stringify(body) });
/** Gives token-1, token-2, … */
const numbered = (more: object = { expires_in: 3_600 }) =>
  server.script("/token", (_request, count) =>
    json({ access_token: `token-${count}`, token_type: "Bearer", ...more }),
  );
const asked = () => server.requests.length;
const form = (request: ReceivedRequest | undefined) =>
  Object.fromEntries(new URLSearchParams(String(request?.body)));
const MINUTE = 60_000;

describe("asking for a token", () => {
  it("RFC 6749, 4.4: is a form by POST, ID and secret in the Authorization header, each written as in a form", async () => {
    numbered();
    const given = client({
      clientId: "crm:a b",
      clientSecret: "ä&%+",
      scope: "events read",
      audience: "https://a",
    });
    expect(await tokens.get(given)).toEqual({ token: "token-1" });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/token" });
    expect(request?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      authorization: `Basic ${Buffer.from("crm%3Aa+b:%C3%A4%26%25%2B").toString("base64")}`,
    });
    expect(form(request)).toEqual({
      ...{ grant_type: "client_credentials", scope: "events read", audience: "https://a" },
    });
  });

  it("sends ID and secret in the body where the provider wants them there", async () => {
    numbered();
    await tokens.get(client({ clientAuthentication: "body" }));
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(form(server.requests[0])).toEqual({
      ...{ grant_type: "client_credentials", client_id: "crm", client_secret: "s3cret-of-the-client" },
    });
  });

  it("D13: goes through the guard like every request: a private address is not asked", async () => {
    const guarded = createTokens({
      sender: openSender({}, strict),
      now: () => clock.now,
      log: pino({ level: "silent" }),
    });
    expect(await guarded.get(client())).toEqual({
      reason: "connector_token_failed",
      detail: expect.stringMatching(/^the token server did not answer: private_address, URL refused/),
    });
    expect(asked()).toBe(0);
  });

  it("logs neither token nor secret, however it goes", async () => {
    numbered();
    await tokens.get(client());
    server.script("/token", {
      status: 400,
      body: '{"error":"invalid_scope","secret":"s3cret-of-the-client"}',
    });
    await tokens.get(client({ revision: 2 }));
    expect(logged).toContain("connector.token_fetched");
    expect(logged).toContain("connector.token_failed");
    expect(logged).not.toMatch(/token-1|s3cret/);
  });
});

describe("a token that is known", () => {
  it("is asked for once, however many wait for it", async () => {
    numbered();
    const answers = await Promise.all(Array.from({ length: 100 }, () => tokens.get(client())));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"token":"token-1"}']),
    );
    expect(asked()).toBe(1);
  });

  it("is renewed a minute before it expires, while the old one is sent; nobody waits", async () => {
    numbered();
    await tokens.get(client());
    clock.now += 59 * MINUTE - 1;
    expect(await tokens.get(client())).toEqual({ token: "token-1" });
    expect(asked()).toBe(1);
    clock.now += 1;
    const both = await Promise.all([tokens.get(client()), tokens.get(client())]);
    expect(both).toEqual([{ token: "token-1" }, { token: "token-1" }]);
    await vi.waitFor(async () => expect(await tokens.get(client())).toEqual({ token: "token-2" }));
    expect(asked()).toBe(2);
  });

  it("that lives shortly is renewed when a fifth of its life is left", async () => {
    numbered({ expires_in: "100" });
    await tokens.get(client());
    clock.now += 79_999;
    await tokens.get(client());
    expect(asked()).toBe(1);
    clock.now += 1;
    expect(await tokens.get(client())).toEqual({ token: "token-1" });
    await vi.waitFor(async () => expect(await tokens.get(client())).toEqual({ token: "token-2" }));
  });

  it("is not sent once it has expired", async () => {
    numbered();
    await tokens.get(client());
    clock.now += 60 * MINUTE;
    expect(await tokens.get(client())).toEqual({ token: "token-2" });
  });

  it("lives five minutes where nothing is said about it, and one that is born expired serves whoever waits for it", async () => {
    numbered({});
    await tokens.get(client());
    clock.now += 5 * MINUTE;
    expect(await tokens.get(client())).toEqual({ token: "token-2" });
    numbered({ expires_in: 0 });
    clock.now += 5 * MINUTE;
    expect(await tokens.get(client())).toEqual({ token: "token-1" });
    expect(await tokens.get(client())).toEqual({ token: "token-2" });
  });

  it("belongs to a connector's revision: another one asks anew", async () => {
    numbered();
    await tokens.get(client());
    expect(await tokens.get(client({ revision: 2 }))).toEqual({ token: "token-2" });
    expect(await tokens.get(client({ connectorId: "c2" }))).toEqual({ token: "token-3" });
  });
});

describe("a token server that fails", () => {
  it("is left alone for five seconds, and then asked again", async () => {
    server.script("/token", [{ status: 503 }, json({ access_token: "later" })]);
    const fault = { reason: "connector_token_failed", detail: "the token server answered 503" };
    const many = await Promise.all(Array.from({ length: 50 }, () => tokens.get(client())));
    expect(many.every((answer) => "reason" in answer)).toBe(true);
    clock.now += 4_999;
    expect(await tokens.get(client())).toEqual(fault);
    expect(asked()).toBe(1);
    clock.now += 1;
    expect(await tokens.get(client())).toEqual({ token: "later" });
  });

  it("does no harm while the token that is known still holds", async () => {
    server.script("/token", [json({ access_token: "first", expires_in: 3_600 }), { kind: "reset" }]);
    await tokens.get(client());
    clock.now += 59 * MINUTE;
    expect(await tokens.get(client())).toEqual({ token: "first" });
    await vi.waitFor(() => expect(logged).toContain("connector.token_failed"));
    expect(await tokens.get(client())).toEqual({ token: "first" });
    expect(asked()).toBe(2);
    clock.now += MINUTE;
    expect(await tokens.get(client())).toMatchObject({ reason: "connector_token_failed" });
  });
});

describe("a token that a receiver refuses", () => {
  it("is replaced once, whoever else was refused with it", async () => {
    numbered();
    const before = (await tokens.get(client())) as { token: string };
    for (let refused = 0; refused < 100; refused++) tokens.refuse(client(), before.token);
    expect(await tokens.get(client())).toEqual({ token: "token-2" });
    tokens.refuse(client(), before.token);
    expect(await tokens.get(client())).toEqual({ token: "token-2" });
    expect(asked()).toBe(2);
  });

  it("is replaced once a minute at most: a receiver that refuses all makes no loop", async () => {
    numbered();
    for (let attempt = 0; attempt < 50; attempt++) {
      const { token } = (await tokens.get(client())) as { token: string };
      tokens.refuse(client(), token);
      clock.now += 1_000;
    }
    expect(asked()).toBe(2);
    clock.now += 10_000;
    tokens.refuse(client(), "token-2");
    expect(await tokens.get(client())).toEqual({ token: "token-3" });
  });
});

describe("what a token server answers", () => {
  const answered = (body: string, statusCode = 200): Outcome => ({
    ...{ kind: "answered", statusCode, headers: [], body: Buffer.from(body), truncated: false },
    ...{ durationMs: 1, leftAfterMs: 0, remoteAddress: null },
  });
  const failed = (reason: "own_network_down" | "tls_failed"): Outcome => ({
    ...{ kind: "failed", reason, detail: "why", statusCode: null, headers: [], body: Buffer.alloc(0) },
    ...{ durationMs: 1, leftAfterMs: null },
  });

  it.each<[string, Outcome, RegExp]>([
    [
      "a refusal",
      answered('{"error":"invalid_client"}', 401),
      /answered 401 \(invalid_client: it does not know/,
    ],
    ["a code of its own", answered('{"error":"<b>s3cret</b>"}', 400), /^the token server answered 400$/],
    ["a page", answered("<html>", 200), /other than a JSON object/],
    ["a redirect", answered("", 302), /answered 302/],
    ["a list", answered("[]"), /other than a JSON object/],
    ["no token", answered("{}"), /gave no access_token/],
    ["an empty one", answered('{"access_token":""}'), /gave no access_token/],
    ["a number", answered('{"access_token":1}'), /gave no access_token/],
    ["another type", answered('{"access_token":"a","token_type":"mac"}'), /another type than Bearer/],
    ["a line break", answered('{"access_token":"a\\r\\nX: y"}'), /no header can carry/],
    ["too long a one", answered(JSON.stringify({ access_token: "x".repeat(8_001) })), /more than 8,000/],
    ["no TLS", failed("tls_failed"), /did not answer: tls_failed, why/],
  ])("%s is a failure in words", (_, outcome, detail) => {
    const read = readToken(outcome);
    expect(read).toEqual({ reason: "connector_token_failed", detail: expect.stringMatching(detail) });
    expect(JSON.stringify(read)).not.toContain("s3cret");
  });

  it("is held against nobody while our own network is down", () => {
    expect(readToken(failed("own_network_down"))).toMatchObject({ reason: "own_network_down" });
  });

  it.each([
    [60, 60_000],
    ["60", 60_000],
    [1e12, 86_400_000],
    [-5, 0],
    [undefined, 300_000],
    ["soon", 300_000],
    [null, 300_000],
  ])("lives as long as expires_in says: %s", (expires_in, livesMs) => {
    const body = JSON.stringify({ access_token: "a", token_type: "bearer", expires_in });
    expect(readToken(answered(body))).toEqual({ token: "a", livesMs });
  });
});
