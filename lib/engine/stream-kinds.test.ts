import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { verifyWebhook } from "@/lib/webhooks/verify";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const KINDS = ["single", "confirmed", "double"];

/** Every type that a stream can be of: each kind of opt-in is one. */
const STREAMS = EVENT_TYPES.flatMap(({ name, wires }) =>
  (wires.stream?.names ?? []).map((wireName, at) => ({
    ...{ name, wireName },
    kind: name === "contact.opted_in" ? KINDS[at] : undefined,
  })),
);

it.each(STREAMS)(
  "S2.17, S2.30: a stream of $wireName sends 101 events as lists of 100 and 1, in the order of acceptance",
  async ({ name, wireName, kind }) => {
    const { id } = await world.webhook({
      ...{ profile: "stream", status: undefined, url: world.streamUrl(`/${wireName}`) },
      triggers: [{ type: name, ...(kind && { optInKinds: [kind] }) }],
    });
    await activateWebhook(world.caller, id);
    const dataCenter = { id: world.dataCenterId, name: "Quantum" };
    const { contact, data } = sampleEvent(name, {
      ...{ eventId: "e", accountId: 1, now: world.clock.now, dataCenter, mailing: { id: 1, name: "m" } },
      ...(kind && { optInKind: kind }),
    });
    const since = world.clock.now - 1_000;
    const events = Array.from({ length: 101 }, (_, at) => ({
      ...{ type: name, dataCenterId: world.dataCenterId, data },
      occurredAt: new Date(since + at).toISOString(),
      ...(contact?.id && { contact: { id: contact.id } }),
    }));
    await world.accept(events);
    const others = KINDS.filter((other) => kind && other !== kind);
    for (const other of others) await world.accept({ ...events[0], data: { ...data, kind: other } });
    await world.deliver();
    await world.pass(1_000);
    const lists = world.receiver.requests
      .filter(({ path }) => path === `/${wireName}`)
      .map((request) => request.json() as { type: string; created: number }[]);
    expect(lists.map((list) => list.length)).toEqual([100, 1]);
    expect(new Set(lists.flat().map(({ type }) => type))).toEqual(new Set([wireName]));
    await verifyWebhook(world.caller, id, { numberOfEvents: 2 });
    expect(world.receiver.requests.at(-1)?.json()).toMatchObject([{ type: wireName }, { type: wireName }]);
    expect(lists.flat().map(({ created }) => created)).toEqual(events.map((_, at) => since + at));
    await deactivateWebhook(world.caller, id, { waiting: "cancel" });
  },
);
