import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { isProblem } from "@/lib/errors";
import { testWebhook } from "@/lib/webhooks/test";
import { UNSIGNED } from "@/texts/hindsight";
import { lookBack } from "./hindsight";
import { showRecalledRequest } from "./recalled-request";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.receiver.reset());
afterAll(() => world.close());

const EMAIL = "$" + "{email}";
const SUM = "$" + "{event.sum}";
/** What is undefined is left out, as in JSON. */
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const settings = (changes: object = {}) =>
  plain({
    ...{ kind: "workflow", profile: "data_request", dataCenterId: world.dataCenterId },
    url: `${world.receiver.url("/ask")}?email=${EMAIL}`,
    template: { body: { format: "json", template: `{"sum":"${SUM}","email":"${EMAIL}"}` } },
    ...changes,
  });
const order = (changes: object = {}) =>
  plain({
    ...{ type: "custom.order", dataCenterId: world.dataCenterId, data: { sum: 12.5 } },
    contact: { id: "c1", email: "ada+1@example.org", properties: {} },
    ...changes,
  });
/** About nobody. */
const blocklisted = (of: object = { dataCenterId: world.dataCenterId }) => ({
  ...{ type: "contact.blocklisted", data: { pattern: "*@spam.example" }, ...of },
});
const post = async (input: unknown) => (await world.accept(input)).events[0]?.id as string;
const show = (eventId: string, changes: object = {}) =>
  showRecalledRequest(world.caller, { eventId, settings: settings(changes) });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );

describe("what would have happened, for a workflow's webhook", () => {
  it("is told of the newest events that are about a contact, whatever their type", async () => {
    const own = await world.newAccount("Steps");
    const of = { dataCenterId: own.dataCenterId };
    const ids: string[] = [];
    for (const event of [order(of), blocklisted(of), { ...passed(), ...of, contact: { id: 7 } }]) {
      world.clock.now += 1_000;
      ids.push((await world.accept(event, own)).events[0]?.id as string);
    }
    const look = (changes: object) => lookBack(own.caller, { settings: settings({ ...of, ...changes }) });
    const { events, triggers, searchedTo } = await look({});
    expect(events).toMatchObject([
      { id: ids[2], type: "persona.threshold_passed", contactId: "7", why: null },
      { id: ids[0], type: "custom.order", contactEmail: "ada+1@example.org", why: null },
    ]);
    expect([triggers, searchedTo]).toEqual([[], null]);
    expect((await look({ profile: "scenario", template: undefined })).events).toHaveLength(2);
  });

  it("S4.24, S4.39: shows the request that a step would have made, as a test sends it, secrets masked", async () => {
    const credential = { authentication: { type: "basic", username: "u", password: "the secret" } };
    const { id: webhookId } = await world.webhook({ ...settings(credential), triggers: [] });
    const event = order();
    const { request, urlProblem } = await show(await post(event), credential);
    await testWebhook(world.caller, webhookId, { event } as never);
    const sent = world.receiver.requests.at(-1);
    expect(request.url.replace(/^https:\/\/[^/]+/, "")).toBe(sent?.path);
    expect(request).toMatchObject({ method: "POST", body: String(sent?.body) });
    expect(urlProblem).toBeNull();
    expect(request.headers).toContainEqual({ name: "authorization", value: "••••••••" });
    expect(request.headers).toContainEqual({ name: "webhook-id", value: UNSIGNED.id });
    const names = (all: string[]) => all.map((name) => name.toLowerCase()).toSorted();
    const onTheWire = new Set(["host", "connection", "content-length", "accept-encoding"]);
    expect(names(request.headers.map(({ name }) => name))).toEqual(
      names(Object.keys(sent?.headers ?? {})).filter((name) => !onTheWire.has(name)),
    );
    expect(JSON.stringify(request)).not.toContain("the secret");
  });

  it("decision 15: a GET has neither body nor signature", async () => {
    const { request } = await show(await post(order()), { method: "GET", template: undefined });
    expect(request).toMatchObject({ method: "GET", body: "" });
    expect(request.headers.map(({ name }) => name)).not.toContain("webhook-id");
  });

  it("S5.12: a scenario notification tells what was chosen of that contact", async () => {
    const scenario = { profile: "scenario", template: undefined, url: world.receiver.url("/x") };
    const { request } = await show(await post(order()), { ...scenario, scenario: { details: ["email"] } });
    expect(JSON.parse(request.body ?? "").data).toEqual({
      ...{ type: "member", id: "c1", email: "ada+1@example.org" },
    });
  });

  it("knows which profiles are of a workflow's webhooks", async () => {
    const other = show(await post(order()), { kind: "event" });
    expect(await refusal(other)).toMatchObject({ status: 400, errors: [{ path: "profile" }] });
    const { request } = await show(await post(order()), { profile: undefined });
    expect(request.method).toBe("POST");
  });

  it("G9: says at the event why it makes no request", async () => {
    const broken = order({ data: { sum: "a\r\nX-Evil: 1" } });
    const inHeaders = { parameters: { in: "headers", pairs: [{ name: "X-Sum", value: SUM }] } };
    expect(await refusal(show(await post(broken), { template: inHeaders }))).toMatchObject({
      status: 400,
      errors: [
        { path: "eventId", message: expect.stringMatching(/^makes no request: template\.parameters/) },
      ],
    });
    expect(await refusal(show(await post(blocklisted())))).toMatchObject({
      errors: [{ path: "eventId", message: "is about no contact" }],
    });
  });
});
