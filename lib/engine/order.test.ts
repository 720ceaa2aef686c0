import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { cancelDelivery } from "@/lib/deliveries/cancel";

const SECOND = 1_000;
const retry = { kind: "schedule", delaysSeconds: [5, 60], jitter: 0 };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const of = (contact: string, score: number) =>
  passed({ contact: { id: contact }, data: { personaId: 1, score } });
/** Contact and score of each request, in the order of arrival. */
const received = () =>
  world.receiver.requests.map((request) => {
    const { Contact, Persona } = request.json() as {
      Contact: { ContactId: string };
      Persona: { Score: number };
    };
    return `${Contact.ContactId}${Persona.Score}`;
  });
/** Answers 500 to everything of these, by contact and score. */
const failing = (...names: string[]) =>
  world.receiver.script("/hook", (request) => {
    const { Contact, Persona } = request.json() as {
      Contact: { ContactId: string };
      Persona: { Score: number };
    };
    return { status: names.includes(`${Contact.ContactId}${Persona.Score}`) ? 500 : 200 };
  });

describe("order of a webhook", () => {
  it("sends one after another, each only when the one before it is settled", async () => {
    const webhook = await world.webhook({ delivery: { order: "webhook", concurrency: 10, retry } });
    let atOnce = 0;
    let most = 0;
    world.receiver.script("/hook", async () => {
      most = Math.max(most, ++atOnce);
      await new Promise(setImmediate);
      atOnce--;
      return { status: 200 };
    });
    await world.accept(Array.from({ length: 20 }, (_, n) => of("a", n)));
    await world.deliver();
    expect(received()).toEqual(Array.from({ length: 20 }, (_, n) => `a${n}`));
    expect(most).toBe(1);
    expect((await world.deliveries(webhook.id)).every(({ state }) => state === "delivered")).toBe(true);
  });

  it("waits for the retries of the one before it, until they are over", async () => {
    failing("a0");
    await world.webhook({ delivery: { order: "webhook", retry } });
    await world.accept([of("a", 0), of("b", 1), of("c", 2)]);
    await world.deliver();
    await world.pass(6 * SECOND);
    expect(received()).toEqual(["a0", "a0"]);
    await world.pass(62 * SECOND);
    expect(received()).toEqual(["a0", "a0", "a0", "b1", "c2"]);
  });
});

describe("order of a contact", () => {
  it("keeps each contact's order and lets other contacts go on", async () => {
    failing("a0");
    await world.webhook({ delivery: { order: "contact", retry } });
    await world.accept([of("a", 0), of("a", 1), of("b", 0), of("b", 1), of("b", 2), of("c", 0)]);
    await world.deliver();
    const first = received();
    expect(first.filter((name) => name.startsWith("b"))).toEqual(["b0", "b1", "b2"]);
    expect(first).toContain("c0");
    expect(first).not.toContain("a1");
    failing();
    await world.pass(6 * SECOND);
    expect(received().slice(first.length)).toEqual(["a0", "a1"]);
  });

  it("lets the next one go within a minute after the one before it was cancelled", async () => {
    failing("a0");
    const long = { kind: "schedule", delaysSeconds: [3_600], jitter: 0 };
    const webhook = await world.webhook({ delivery: { order: "contact", retry: long } });
    await world.accept([of("a", 0), of("a", 1)]);
    await world.deliver();
    const waits = (await world.deliveries(webhook.id)).find(({ attempts }) => attempts === 1);
    await cancelDelivery(world.caller, waits?.id as string);
    await world.pass(61 * SECOND);
    expect(received()).toEqual(["a0", "a1"]);
  });

  it("sends a thousand events of ten contacts in each contact's order, none twice", async () => {
    await world.webhook({ delivery: { order: "contact", concurrency: 16, retry } });
    await world.accept(Array.from({ length: 1_000 }, (_, n) => of("abcdefghij"[n % 10] as string, n)));
    await world.deliver();
    const all = received();
    expect(new Set(all).size).toBe(1_000);
    expect(all).toHaveLength(1_000);
    for (const contact of "abcdefghij") {
      const scores = all.filter((name) => name.startsWith(contact)).map((name) => Number(name.slice(1)));
      expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    }
  });
});

describe("a rate", () => {
  it("lets no more requests leave than it says", async () => {
    await world.webhook({ delivery: { ratePerSecond: 10, concurrency: 64 } });
    await world.accept(Array.from({ length: 30 }, (_, n) => of("a", n)));
    await world.deliver();
    expect(received()).toHaveLength(1);
    for (let tenth = 0; tenth < 10; tenth++) await world.pass(100);
    expect(received()).toHaveLength(11);
    for (let tenth = 0; tenth < 40; tenth++) await world.pass(100);
    expect(received()).toHaveLength(30);
  });

  it("loses nothing of its speed where a second's requests leave in small portions", async () => {
    await world.webhook({ delivery: { ratePerSecond: 1_000, concurrency: 256 } });
    await world.accept(Array.from({ length: 500 }, (_, n) => of("a", n)));
    for (let step = 0; step < 20; step++) await world.pass(25);
    expect(received()).toHaveLength(500);
  });
});
