import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { opened, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { createDataCenter } from "@/lib/data-centers/create";
import { isProblem } from "@/lib/errors";
import { Pruner } from "@/lib/retention/prune";
import { DAY_MS } from "@/lib/time";
import { lookBack } from "./hindsight";
import { RECALLED_EVENTS } from "./hindsight-schema";

let world: World;
let own: Awaited<ReturnType<World["newAccount"]>>;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  // Each test has an account of its own, with events of its own.
  own = await world.newAccount(`Account${++number}`);
});
afterAll(() => world.close());

const look = (settings: Record<string, unknown> = {}, of = own) =>
  lookBack(of.caller, {
    settings: {
      dataCenterId: of.dataCenterId,
      triggers: [{ type: "persona.threshold_passed" }],
      ...settings,
    },
  });
const post = async (input: unknown, of = own) =>
  (await world.accept(input, of)).events.map(({ id }) => id as string);
const happened = (type: string, data: object = {}, changes: object = {}) => ({
  ...{ type, dataCenterId: own.dataCenterId, contact: { id: 7, email: "ada@example.org" }, data },
  ...changes,
});
const aboutPersona = (personaId: number) => passed({ data: { personaId, score: 105 } });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );
const bounced = (data: object = {}, changes: object = {}) =>
  happened(
    "message.bounced",
    {
      ...{ mailingId: 1, mailId: "m1", communicationType: 1, sendingKind: "unitary", category: "hard" },
      ...data,
    },
    changes,
  );

describe("which of the last events an unsaved webhook would have been sent", () => {
  it("tells those of its trigger, newest first, with time and contact, then others with why not", async () => {
    const [first] = await post(passed());
    world.clock.now += 1_000;
    const [second, other] = await post([passed({ contact: { id: 9 } }), happened("contact.became_contact")]);
    const { events, triggers, searchedTo } = await look();
    const at = new Date(world.clock.now).toISOString();
    expect(events).toEqual([
      {
        ...{ id: second, type: "persona.threshold_passed", acceptedAt: at, sample: false, why: null },
        ...{ contactId: "9", contactEmail: null },
      },
      expect.objectContaining({
        id: first,
        contactId: "1353",
        contactEmail: "john.doe@example.org",
        why: null,
      }),
      expect.objectContaining({ id: other, why: { because: "other_event_type" } }),
    ]);
    expect(triggers).toEqual([{ type: "persona.threshold_passed", looked: 2, matched: 2 }]);
    expect(searchedTo).toBeNull();
  });

  it("S1.27: names the refinement that kept an event out, with what was wanted and what happened", async () => {
    await post([aboutPersona(1), aboutPersona(2)]);
    const { events, triggers } = await look({
      triggers: [{ type: "persona.threshold_passed", personaIds: [2, 3] }],
    });
    expect(events.map(({ why }) => why)).toEqual([
      null,
      { because: "refinement", refinement: "personaIds", wanted: [2, 3], offered: [1] },
    ]);
    expect(triggers).toEqual([{ type: "persona.threshold_passed", looked: 2, matched: 1 }]);
  });

  it("agrees with what a saved webhook with the same settings is owed", async () => {
    const settings = { triggers: [{ type: "persona.threshold_passed", personaIds: [2] }] };
    const webhook = await world.webhook({ dataCenterId: own.dataCenterId, ...settings }, own);
    await post([aboutPersona(1), aboutPersona(2), aboutPersona(2), happened("contact.became_contact")]);
    const owed = (await world.deliveries(webhook.id, own)).map(({ eventId }) => eventId);
    const { events } = await look(settings);
    expect(events.filter(({ why }) => why === null).map(({ id }) => id)).toEqual(owed.sort().reverse());
    expect(owed).toHaveLength(2);
  });

  it("S3.16, S3.17: of imports the signed style would have told nobody; the simple one would have", async () => {
    await post([
      happened(
        "contact.updated",
        { changes: [{ property: "City", oldValue: "Graz", newValue: "Lyon" }] },
        {
          cause: "import",
        },
      ),
    ]);
    const triggers = [{ type: "contact.updated" }];
    const signed = await look({ profile: "signed", triggers });
    expect(signed.events[0]?.why).toMatchObject({
      ...{ because: "refinement", refinement: "causes", offered: ["import"] },
    });
    expect((await look({ triggers })).events[0]?.why).toBeNull();
  });

  it("S3.11, S3.12: several triggers are counted apart, each by its own filters", async () => {
    await post([bounced(), bounced({ sendingKind: "campaign" }), happened("contact.created")]);
    const { triggers } = await look({
      profile: "signed",
      triggers: [
        { type: "contact.created" },
        { type: "message.bounced", sendingKinds: ["unitary"] },
        { type: "contact.opted_out" },
      ],
    });
    expect(triggers).toEqual([
      { type: "contact.created", looked: 1, matched: 1 },
      { type: "message.bounced", looked: 2, matched: 1 },
      { type: "contact.opted_out", looked: 0, matched: 0 },
    ]);
  });

  it("is told as if it were active, whether or not it is saved as such", async () => {
    await world.webhook({ dataCenterId: own.dataCenterId, status: "inactive" }, own);
    await post(passed());
    expect((await look()).events[0]?.why).toBeNull();
  });

  it("knows neither another account's events nor another data center's", async () => {
    const other = await world.newAccount(`Neighbour${number}`);
    const second = await createDataCenter(world.tidings, own.clientId, { name: "Alpha", sampleData: true });
    await post(passed({ dataCenterId: other.dataCenterId }), other);
    await post(passed({ dataCenterId: second.dataCenterId }));
    expect((await look()).events).toEqual([]);
    expect((await look({ dataCenterId: second.dataCenterId })).events).toHaveLength(1);
    // Both accounts call their first data center 1.
    expect(other.dataCenterId).toBe(own.dataCenterId);
    expect((await look({}, other)).events).toHaveLength(1);
  });

  it("is about no more than 50 events, and a frequent type leaves a rare one its place", async () => {
    await post([happened("contact.created"), happened("contact.created")]);
    await post(Array.from({ length: 70 }, () => bounced()));
    const alone = await look({ profile: "signed", triggers: [{ type: "message.bounced" }] });
    expect(alone.events).toHaveLength(RECALLED_EVENTS);
    expect(alone.triggers).toEqual([{ type: "message.bounced", looked: 50, matched: 50 }]);
    const both = await look({
      profile: "signed",
      triggers: [{ type: "message.bounced" }, { type: "contact.created" }],
    });
    expect(both.triggers.map(({ looked }) => looked)).toEqual([48, 2]);
    const ids = both.events.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().reverse());
  });

  it("says how far it looked where another data center's events stand before its own", async () => {
    const second = await createDataCenter(world.tidings, own.clientId, { name: "Alpha", sampleData: true });
    await post(passed());
    world.clock.now += 1_000;
    const many = Array.from({ length: 1_000 }, () => passed({ dataCenterId: second.dataCenterId }));
    for (let count = 0; count < 4; count++) await post(many);
    const { events, searchedTo } = await look();
    expect(events).toEqual([]);
    expect(searchedTo).toBe(new Date(world.clock.now).toISOString());
  });
});

describe("decision 23: what retention took away is told by the samples that outlived it", () => {
  const prune = async () => {
    world.clock.now += 31 * DAY_MS;
    await new Pruner(world.tidings).prune({ pause: async () => {} });
  };

  it("of a type with few newer events; they are judged alike and marked", async () => {
    await post([aboutPersona(1), aboutPersona(2)]);
    await prune();
    const [newest] = await post(aboutPersona(2));
    const { events, triggers } = await look({
      triggers: [{ type: "persona.threshold_passed", personaIds: [2] }],
    });
    expect(events.map(({ sample, why }) => [sample, why === null])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    expect(events[0]?.id).toBe(newest);
    expect(triggers).toEqual([{ type: "persona.threshold_passed", looked: 3, matched: 2 }]);
  });

  it("no longer where enough newer events are there", async () => {
    await post(passed());
    await prune();
    await post(Array.from({ length: 20 }, () => passed()));
    const { events } = await look();
    expect(events.map(({ sample }) => sample)).toEqual(Array(20).fill(false));
  });
});

describe("a look", () => {
  it("is refused with the place of what is wrong, and needs neither label, URL, recipients nor secrets", async () => {
    const incomplete = { label: "", url: "", notifyUserIds: ["nobody"] };
    const basic = { authentication: { type: "basic", username: "u" } };
    expect(await refusal(look({ ...incomplete, ...basic }))).toBeUndefined();
    const wrong = [
      [{ triggers: [] }, "triggers"],
      [{ triggers: [{ type: "persona.threshold_passed", personaIds: [99] }] }, "triggers.0.personaIds.0"],
      [{ triggers: [{ type: "message.opened" }] }, "triggers.0.type"],
      [{ dataCenterId: 99 }, "dataCenterId"],
      [{ headers: [{ name: "Host", value: "x" }] }, "headers.0.name"],
      [{ nonsense: 1 }, "nonsense"],
    ] as const;
    for (const [changes, path] of wrong) {
      expect(await refusal(look(changes))).toMatchObject({ status: 400, errors: [{ path }] });
    }
    const input = { settings: "none" };
    expect(await refusal(lookBack(own.caller, input))).toMatchObject({ errors: [{ path: "settings" }] });
  });

  it("sends nothing, stores nothing and is not audited", async () => {
    await post(passed());
    const tables = ["webhooks", "runs", "deliveries", "signing_keys", "sample_events"];
    const counts = () =>
      Promise.all(
        tables.map(async (table) => {
          const sql = `SELECT id FROM ${table} WHERE account_id = $1`;
          return (await world.tidings.database.rows(sql, [own.clientId])).length;
        }),
      );
    const before = await counts();
    const audited = (await listAudit(own.caller, {})).entries.length;
    await look({ profile: "custom", url: world.receiver.url("/hindsight") });
    await world.deliver();
    expect(world.receiver.requests.filter(({ path }) => path === "/hindsight")).toEqual([]);
    expect(await counts()).toEqual(before);
    expect((await listAudit(own.caller, {})).entries).toHaveLength(audited);
  });

  it("is one of at most 120 a minute for each person, refused ones included", async () => {
    const colleague = { ...own.caller, actor: { kind: "user" as const, id: "other", name: "other" } };
    const settings = { dataCenterId: own.dataCenterId, triggers: [{ type: "persona.threshold_passed" }] };
    for (let count = 0; count < 120; count++) await refusal(look({ nonsense: 1 }));
    expect(await refusal(look())).toMatchObject({ status: 429 });
    expect(await refusal(lookBack(colleague, { settings }))).toBeUndefined();
  });

  it("takes opens in the stream style, whatever else a stream needs", async () => {
    await post(opened({ dataCenterId: own.dataCenterId }));
    const { events } = await look({ profile: "stream", triggers: [{ type: "message.opened" }] });
    expect(events).toMatchObject([{ type: "message.opened", why: null }]);
  });
});
