import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Seed, startServer, type TidingsServer } from "../fixtures/server";
import { opened } from "../fixtures/world";
import { type Receiver, startReceiver } from "../receiver/receiver";

/** S2's reference page (2.1 to 2.4) told to a running server, one operation after another. */
describe("the operations of event streams", () => {
  let receiver: Receiver;
  let server: TidingsServer;
  let seed: Seed;
  /** Another account, which has no webhook and never gets one. */
  let foreign: { clientId: number; key: string };
  beforeAll(async () => {
    receiver = await startReceiver();
    server = await startServer({ receiver });
    seed = await server.seed();
    const { clientId } = await server.tidings<{ clientId: number }>(
      ...["account", "create", "--name", "Other", "--plan", "paid"],
      ...["--admin-email", "eve@example.org", "--admin-password", "correct horse battery"],
    );
    const { key } = await server.tidings<{ key: string }>(
      ...["api-key", "create", "--client", String(clientId), "--name", "K"],
      ...["--scopes", "webhooks:read,webhooks:write"],
    );
    foreign = { clientId, key };
  });
  afterAll(async () => {
    await server?.close();
    await receiver?.close();
  });

  interface Answered {
    id: string;
    status: string;
    errors?: { path: string }[];
    [field: string]: unknown;
  }
  const api = (method: string, path: string, body?: unknown, key: string | undefined = seed.key) =>
    server.api<Answered>(method, `/api/v1/${seed.clientId}${path}`, { key, body });
  const path = () => `/${crypto.randomUUID()}`;
  // The only address that needs no port: EGRESS_RESOLVE leads it to the receiver.
  const draft = (changes: object = {}) => ({
    ...{ label: `Stream ${crypto.randomUUID()}`, dataCenterId: seed.dataCenterId, profile: "stream" },
    ...{ url: `https://receiver.example.com${path()}`, triggers: [{ type: "message.opened" }], ...changes },
  });
  const made = async (changes: object = {}) => {
    const { status, body } = await api("POST", "/webhooks", draft(changes));
    expect(status).toBe(201);
    return body;
  };

  it("S2.3: each request is authorized, or answered 401", async () => {
    const { status } = await server.api("GET", `/api/v1/${seed.clientId}/webhooks`);
    expect(status).toBe(401);
    expect((await api("GET", "/webhooks", undefined, "tdg_wrong")).status).toBe(401);
    expect((await api("GET", "/webhooks")).status).toBe(200);
  });

  it("S2.8, S2.15, S2.24, S2.26: Create a webhook answers 201, its address and the webhook, which is not active yet", async () => {
    const wanted = draft();
    const { status, body, headers } = await api("POST", "/webhooks", wanted);
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/v1/${seed.clientId}/webhooks/${body.id}`);
    expect(body).toMatchObject({ ...wanted, status: "created" });
  });

  it("S3.4: outbound only: a webhook's own address takes no notifications from elsewhere", async () => {
    const { id } = await made();
    for (const path of [`/webhooks/${id}`, `/webhooks/${id}/events`, `/webhooks/${id}/notifications`]) {
      expect([404, 405]).toContain((await api("POST", path, { Type: "contact_created" })).status);
    }
  });

  it.each(["label", "dataCenterId", "url", "triggers"])(
    "S2.8, S2.15: Create without %s is 400 and names it",
    async (field) => {
      const { status, body } = await api("POST", "/webhooks", draft({ [field]: undefined }));
      expect({ status, paths: body.errors?.map(({ path }) => path) }).toEqual({
        status: 400,
        paths: [field],
      });
    },
  );

  it("S2.17: a stream has one event type; with two it is 400", async () => {
    const two = draft({ triggers: [{ type: "message.opened" }, { type: "message.clicked" }] });
    expect((await api("POST", "/webhooks", two)).status).toBe(400);
  });

  it("S2.19: there is no format, it is always JSON", async () => {
    const { status, body } = await api("POST", "/webhooks", draft({ format: "json" }));
    expect({ status, paths: body.errors?.map(({ path }) => path) }).toEqual({
      status: 400,
      paths: ["format"],
    });
  });

  it("S2.25: requests and answers are application/json alone", async () => {
    expect((await api("GET", "/webhooks")).headers.get("content-type")).toMatch(/^application\/json/);
    const answer = await fetch(`${server.url}/api/v1/${seed.clientId}/webhooks`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${seed.key}`,
        "content-type": "application/vnd.optivo.broadmail.v1+json",
      },
      body: JSON.stringify(draft()),
    });
    expect(answer.status).toBe(415);
  });

  it("S2.9: the list is empty, not missing, for an account without webhooks", async () => {
    const { status, body } = await server.api("GET", `/api/v1/${foreign.clientId}/webhooks`, {
      key: foreign.key,
    });
    expect({ status, body }).toEqual({ status: 200, body: { webhooks: [], total: 0 } });
  });

  it("S2.9, S2.23: lists by sort, direction, offset and limit; newest first by default", async () => {
    const marker = crypto.randomUUID();
    const ids: string[] = [];
    for (const letter of ["b", "c", "a"]) ids.push((await made({ label: `${letter} ${marker}` })).id);
    const [b, c, a] = ids;
    const listed = async (query: string) => {
      const { body } = await api("GET", `/webhooks?q=${marker}&${query}`);
      return (body.webhooks as { id: string }[]).map(({ id }) => id);
    };
    expect(await listed("")).toEqual([a, c, b]);
    expect(await listed("sort=label&direction=asc")).toEqual([a, b, c]);
    expect(await listed("sort=label&direction=desc&limit=2")).toEqual([c, b]);
    expect(await listed("sort=createdAt&direction=asc&offset=1&limit=1")).toEqual([c]);
    const { body } = await api("GET", `/webhooks?q=${marker}&limit=1`);
    expect(body.total).toBe(3);
  });

  it("S2.10, S2.11, S2.22, S2.27: Activate and Deactivate answer 200 and the webhook, 409 in the same state, and it can be reactivated", async () => {
    const { id } = await made();
    const step = async (verb: string) => {
      const { status, body } = await api("POST", `/webhooks/${id}/${verb}`);
      return [status, status === 200 ? body.status : undefined];
    };
    expect(await step("deactivate")).toEqual([409, undefined]);
    expect(await step("activate")).toEqual([200, "active"]);
    expect(await step("activate")).toEqual([409, undefined]);
    expect(await step("deactivate")).toEqual([200, "inactive"]);
    expect(await step("deactivate")).toEqual([409, undefined]);
    expect(await step("activate")).toEqual([200, "active"]);
  });

  it("S2.12, S2.28: Delete is 409 while active, 204 afterwards; a deleted one is still read", async () => {
    const { id } = await made();
    await api("POST", `/webhooks/${id}/activate`);
    const refused = await api("DELETE", `/webhooks/${id}`);
    expect(refused.status).toBe(409);
    await api("POST", `/webhooks/${id}/deactivate`);
    expect((await api("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await api("GET", `/webhooks/${id}`)).body.status).toBe("deleted");
  });

  it("S2.13: Update changes what it names and keeps the rest", async () => {
    const before = await made({ description: "kept" });
    const { status, body } = await api("PATCH", `/webhooks/${before.id}`, { label: `New ${before.id}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ label: `New ${before.id}`, description: "kept", url: before.url });
  });

  it("S2.13: Update with a target that a stream may not have is 400 and changes nothing", async () => {
    const { id, url } = await made();
    for (const bad of ["http://receiver.example.com/x", "https://receiver.example.com:8443/x"]) {
      const { status, body } = await api("PATCH", `/webhooks/${id}`, { url: bad });
      expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path: "url" });
    }
    expect((await api("GET", `/webhooks/${id}`)).body.url).toBe(url);
  });

  it.each([
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["POST", "/activate"],
    ["POST", "/deactivate"],
    ["POST", "/verify"],
  ])("S2.10 to S2.14: %s {id}%s is 404 for an unknown id and for another account's", async (method, verb) => {
    const { id } = await made();
    const body = method === "PATCH" ? { description: "mine" } : undefined;
    const theirs = `/api/v1/${foreign.clientId}/webhooks/${id}${verb}`;
    expect((await server.api(method, theirs, { key: foreign.key, body })).status).toBe(404);
    expect((await api(method, `/webhooks/${crypto.randomUUID()}${verb}`, body)).status).toBe(404);
    expect((await api("GET", `/webhooks/${id}`)).body.status).toBe("created");
  });

  it("S2.14, S2.38, S2.39: Verify sends so many events of a mailing at once and answers with the run", async () => {
    const { id, url } = await made();
    const { status, body } = await api("POST", `/webhooks/${id}/verify`, { mailingId: 2, numberOfEvents: 3 });
    expect(status).toBe(200);
    expect(body.runs).toMatchObject([{ verdict: "succeeded", statusCode: 200, deliveries: 3, test: true }]);
    const [request] = await receiver.waitFor({ path: new URL(String(url)).pathname });
    expect(request?.json()).toMatchObject(Array(3).fill({ type: "open", mailingId: 2 }));
  });

  it.each([0, 101])("S2.38: Verify with %i events is 400 and names the field", async (numberOfEvents) => {
    const { id } = await made();
    const { status, body } = await api("POST", `/webhooks/${id}/verify`, { numberOfEvents });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path: "numberOfEvents" });
  });

  it("S2.16: authentication is none, basic or a header of its own name, and secrets never come back", async () => {
    const basic = { type: "basic", username: "u", password: "secret one" };
    const headers = { type: "headers", headers: [{ name: "X-Key", value: "secret two" }] };
    for (const authentication of [{ type: "none" }, basic, headers]) {
      const body = await made({ authentication });
      expect(JSON.stringify(body)).not.toContain("secret");
      expect(body.authentication).toMatchObject({ type: authentication.type });
      await api("POST", `/webhooks/${body.id}/verify`, {});
      const [request] = await receiver.waitFor({ path: new URL(String(body.url)).pathname });
      const { authorization, "x-key": key } = request?.headers ?? {};
      expect({ authorization, key }).toEqual({
        authorization: authentication === basic ? `Basic ${btoa("u:secret one")}` : undefined,
        key: authentication === headers ? "secret two" : undefined,
      });
    }
  });

  it("S2.21: a webhook says its id, event type, status, target, authentication and times", async () => {
    const { id } = await made();
    const { body } = await api("GET", `/webhooks/${id}`);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.\d{3}Z$/);
    expect(body).toMatchObject({
      ...{ id, status: "created", url: expect.stringMatching(/^https:/), authentication: { type: "none" } },
      ...{ triggers: [{ type: "message.opened" }], createdAt: time, updatedAt: time },
    });
  });

  it("S2.1, S2.2, S2.26, S2.27, S2.29: events are sent at once by POST while it is active, and none that came before or after", async () => {
    const { id, url } = await made({ delivery: { batch: { maxWaitMs: 0 } } });
    const at = new URL(String(url)).pathname;
    const post = (mailId: string) =>
      server.api("POST", "/api/internal/events", {
        key: seed.key,
        body: { ...opened({ data: { ...opened().data, mailId } }), dataCenterId: seed.dataCenterId },
      });
    await post("before");
    await api("POST", `/webhooks/${id}/activate`);
    await post("while");
    const [request] = await receiver.waitFor({ path: at });
    expect(request).toMatchObject({ method: "POST" });
    expect(request?.headers["content-type"]).toMatch(/^application\/json/);
    expect(request?.json()).toMatchObject([{ mailId: "while" }]);
    await api("POST", `/webhooks/${id}/deactivate`);
    await post("after");
    const { body } = await api("GET", `/webhooks/${id}/deliveries`);
    expect(body.deliveries).toMatchObject([{ state: "delivered" }]);
  });
});
