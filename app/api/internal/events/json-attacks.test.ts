import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  await world.webhook();
});
afterAll(() => world.close());

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const event = (properties: string) =>
  `{"type":"persona.threshold_passed","dataCenterId":1,"contact":{"id":"7","email":"a@example.org","properties":${properties}},"data":{"personaId":1,"score":1}}`;

const ATTACKS: [string, string][] = [
  ["__proto__", '{"__proto__":{"polluted":1}}'],
  ["__proto__ in escapes", '{"\\u005f\\u005fproto__":{"polluted":1}}'],
  ["constructor.prototype", '{"constructor":{"prototype":{"polluted":1}}}'],
  ["depth 100,000", deep(100_000)],
  ["duplicate keys", '{"a":1,"a":2}'],
  ["1e400", '{"a":1e400}'],
];

describe("G11: hostile JSON", () => {
  it.each(ATTACKS)(
    "%s is 4xx at the producers' door, alone and among others, and changes nothing",
    async (_, text) => {
      for (const raw of [event(text), `[${event("{}")},${event(text)}]`]) {
        const { status } = await doors.call("POST", "/api/internal/events", { raw });
        expect(status).toBe(400);
      }
      expect(await doors.count("events")).toBe(0);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it.each(ATTACKS)("%s is 4xx at an administration door", async (_, text) => {
    const raw = `{"label":"x","dataCenterId":1,"url":"https://example.com/","triggers":[{"type":"persona.threshold_passed"}],"delivery":${text}}`;
    const { status } = await doors.call("POST", "/api/v1/1/webhooks", { raw });
    expect(status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("what is accepted is delivered to the byte: lone surrogates, NUL, a byte order mark before it", async () => {
    const properties =
      '{"zz":"\\ud800","a":"\\u0000","constructor":"Builders Ltd","é":"\u2028😀","n":1.5,"__proto":[]}';
    const { status } = await doors.call("POST", "/api/internal/events", {
      raw: `\ufeff${event(properties)}`,
    });
    expect(status).toBe(202);
    await world.deliver();
    const body = world.receiver.requests.at(-1)?.body.toString() ?? "";
    expect(JSON.parse(body)).toBeTruthy();
    for (const each of [
      '"zz":"\\ud800"',
      '"a":"\\u0000"',
      '"constructor":"Builders Ltd"',
      "\u2028😀",
      '"n":1.5',
    ]) {
      expect(body).toContain(each);
    }
  });
});
