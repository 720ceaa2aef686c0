import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { opened, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";
import { MASK } from "@/lib/engine/prepare";
import { isProblem } from "@/lib/errors";
import { Pruner } from "@/lib/retention/prune";
import { DAY_MS } from "@/lib/time";
import { UNSIGNED } from "@/texts/hindsight";
import { showRecalledRequest } from "./recalled-request";

let world: World;
let other: Awaited<ReturnType<World["newAccount"]>>;
beforeAll(async () => {
  world = await openWorld();
  other = await world.newAccount("Neighbour");
});
beforeEach(() => world.receiver.reset());
afterAll(() => world.close());

const show = (eventId: string, settings: Record<string, unknown> = {}, of = world) =>
  showRecalledRequest(of.caller, {
    eventId,
    settings: {
      dataCenterId: of.dataCenterId,
      url: world.receiver.url("/hook"),
      triggers: [{ type: "persona.threshold_passed" }],
      ...settings,
    },
  });
const post = async (input: unknown) => (await world.accept(input)).events[0]?.id as string;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );
const created = () => ({
  ...{ type: "contact.created", dataCenterId: world.dataCenterId, data: {} },
  contact: { id: 5, email: "ada@example.org", properties: { f_FirstName: "Ada" } },
});

/** One that is active at once, and whose lists are sent at once. */
const custom = (path: string, type: string, delivery: object = {}) => ({
  ...{ profile: "custom", url: world.receiver.url(path), triggers: [{ type }] },
  ...(Object.keys(delivery).length > 0 && { delivery }),
});

describe("the request that a draft would have made for a stored event", () => {
  it.each([
    ["S1.11: simple", () => custom("/simple", "persona.threshold_passed"), () => passed()],
    [
      "S3.19: signed",
      () => custom("/signed", "contact.created", { payloadStyle: "signed", signature: { rsa: true } }),
      created,
    ],
    [
      "S2.30: stream",
      () => custom("/stream", "message.opened", { payloadStyle: "stream", batch: { max: 10, maxWaitMs: 0 } }),
      () => opened(),
    ],
  ])(
    "%s: has the bytes and headers of what a webhook with its settings has sent for it",
    async (_, settings, event) => {
      const given = settings();
      await world.webhook(given);
      const id = await post(event());
      await world.deliver();
      const sent = world.receiver.requests.find(({ path }) => given.url.endsWith(path));
      const { request, urlProblem } = await show(id, given);
      expect(request).toMatchObject({ method: "POST", url: given.url, body: String(sent?.body) });
      expect(urlProblem).toBeNull();
      const headers = request.headers.map(({ name, value }) => [name.toLowerCase(), value] as const);
      const signature = /^(webhook-(id|timestamp|signature)|x-di-signature)$/;
      const told = headers.filter(([name]) => !signature.test(name));
      expect(sent?.headers).toMatchObject(Object.fromEntries(told));
      const signing = (names: string[]) => names.filter((name) => signature.test(name)).sort();
      expect(signing(headers.map(([name]) => name))).toEqual(signing(Object.keys(sent?.headers ?? {})));
    },
  );

  it("masks credentials and secret headers, which it neither needs nor opens, and shows the others", async () => {
    const id = await post(passed());
    const { request } = await show(id, {
      profile: "custom",
      authentication: { type: "basic", username: "ada", password: "the secret" },
      headers: [
        { name: "X-Team", value: "blue" },
        { name: "X-Key", secret: true },
      ],
    });
    expect(request.headers).toEqual([
      { name: "content-type", value: "application/json" },
      { name: "user-agent", value: "Tidings/0.1 (+webhooks)" },
      { name: "webhook-id", value: UNSIGNED.id },
      { name: "webhook-timestamp", value: UNSIGNED.timestamp },
      { name: "webhook-signature", value: `v1,${UNSIGNED.signature}` },
      { name: "authorization", value: MASK },
      { name: "X-Team", value: "blue" },
      { name: "X-Key", value: MASK },
    ]);
    expect(JSON.stringify(request)).not.toContain("the secret");
  });

  it("decision 15: names the headers of the signatures that are switched on, and no others", async () => {
    const id = await post(created());
    const names = async (signature: object) => {
      const delivery = { payloadStyle: "signed", signature };
      const triggers = [{ type: "contact.created" }];
      const { request } = await show(id, { profile: "custom", triggers, delivery });
      return request.headers.slice(2).map(({ name, value }) => `${name}: ${value}`);
    };
    expect(await names({ standard: "off", rsa: false })).toEqual([]);
    expect(await names({ standard: "off", rsa: true })).toEqual([`X-DI-Signature: ${UNSIGNED.signature}`]);
    expect(await names({ standard: "v1a", rsa: false })).toContain(
      `webhook-signature: v1a,${UNSIGNED.signature}`,
    );
  });

  it("is no test, and is told for the moment when the event was accepted", async () => {
    const id = await post(created());
    const acceptedAt = world.clock.now;
    world.clock.now += DAY_MS;
    const { request } = await show(id, { profile: "signed", triggers: [{ type: "contact.created" }] });
    const body = JSON.parse(request.body ?? "");
    expect(body).not.toHaveProperty("isTest");
    expect(Date.parse(body.dtExecution)).toBe(acceptedAt);
  });

  it("is shown before there is a URL, and says why none would leave for a wrong one", async () => {
    const id = await post(passed());
    const problem = async (url: string) => (await show(id, { url })).urlProblem;
    expect(await problem("")).toMatch(/^No URL yet/);
    expect(await problem("http://example.com/")).toMatch(/^No request would leave for this URL: .*https/);
    expect(await problem("https://10.0.0.1/")).toMatch(/^No request would leave for this URL/);
    expect(await problem(`https://inbox.tidings.internal/${"a".repeat(32)}`)).toBeNull();
  });

  it("decision 23: is made of the sample where the event is no longer kept", async () => {
    const id = await post(passed());
    const { request } = await show(id);
    world.clock.now += 31 * DAY_MS;
    await new Pruner(world.tidings).prune({ pause: async () => {} });
    expect((await show(id)).request).toEqual(request);
  });

  it("there is none for an event of another account, of another data center, or of a type that no trigger names", async () => {
    const second = await createDataCenter(world.tidings, world.clientId, { name: "Alpha", sampleData: true });
    const id = await post(passed());
    const elsewhere = await post(passed({ dataCenterId: second.dataCenterId }));
    expect(await refusal(show(id, {}, other as World))).toMatchObject({ status: 404 });
    expect(await refusal(show(crypto.randomUUID()))).toMatchObject({ status: 404 });
    const refused = { status: 400, errors: [{ path: "eventId" }] };
    for (const ask of [
      () => show(elsewhere),
      () => show(id, { triggers: [{ type: "contact.became_contact" }] }),
      () => show("none"),
    ]) {
      expect(await refusal(ask())).toMatchObject(refused);
    }
    expect(await refusal(show(id, { headers: [{ name: "webhook-id", value: "1" }] }))).toMatchObject({
      errors: [{ path: "headers.0.name" }],
    });
  });
});
