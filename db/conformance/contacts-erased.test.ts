import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { opened, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { eraseContact } from "@/lib/contacts/erase";
import { findContact } from "@/lib/contacts/find";
import { createGroup } from "@/lib/contacts/groups";
import { mergeContacts } from "@/lib/contacts/merge";
import { writeContacts } from "@/lib/contacts/write";
import { resendDelivery } from "@/lib/deliveries/resend";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { keepSamples } from "@/lib/retention/samples";
import { activateWebhook } from "@/lib/webhooks/activate";
import { testWebhook } from "@/lib/webhooks/test";
import { ENGINES } from "./engines";

const EMAIL = "erika.mustermann@example.org";
const ID = "QX-4711-person";

describe.each(ENGINES)("erasing a person on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  const person = (changes: object = {}) => ({
    id: ID,
    email: EMAIL,
    properties: { Secret: "Quxly" },
    ...changes,
  });

  /** Every text of every table. */
  async function everything(): Promise<string> {
    const { database } = world.tidings;
    const texts: string[] = [];
    for (const table of Object.values(database.tables)) {
      const rows = await database.orm.select().from(table as never);
      texts.push(...rows.map((row) => JSON.stringify(row, (_, value) => decoded(value))));
    }
    return texts.join("\n");
  }

  it("leaves nothing of them anywhere, cancels what waits, and says how much it was", async () => {
    const { id: groupId } = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
    await writeContacts(world.caller, world.dataCenterId, {
      contacts: [
        { ...person(), groupIds: [groupId] },
        { id: "other", email: "other@example.org" },
      ],
    });
    const alone = await world.webhook({ delivery: { order: "contact" } });
    const inbox = await createInboxAddress(world.caller);
    await world.webhook({ url: inbox.url });
    const stream = await world.webhook({
      ...{ profile: "stream", triggers: [{ type: "message.opened" }], url: world.streamUrl("/stream") },
      delivery: { batch: { max: 10, maxWaitMs: 0 } },
    });
    await activateWebhook(world.caller, stream.id);
    const { events } = await world.accept([
      { ...passed({ contact: person() }), id: `order of ${EMAIL}` },
      passed({ contact: person({ id: undefined, email: EMAIL.toUpperCase() }) }),
      passed({ contact: { id: "other", email: "other@example.org" } }),
      opened({ contact: person() }),
      opened({ contact: { id: "other", email: "other@example.org" } }),
    ]);
    await world.deliver();
    await mergeContacts(world.tidings);
    const waiting = (await world.accept(passed({ contact: person({ properties: { Secret: "Quxly 2" } }) })))
      .events[0];
    await testWebhook(world.caller, alone.id, { event: { ...passed({ contact: person() }), cause: "api" } });
    await world.tidings.database.atomically((tx) =>
      keepSamples(world.tidings.database, tx, world.clientId, [
        { id: events[0]?.id ?? "", dataCenterId: world.dataCenterId, type: "persona.threshold_passed" },
      ]),
    );
    expect(await everything()).toMatch(/quxly/i);

    const receipt = await eraseContact(world.caller, world.dataCenterId, { id: ID });
    expect(receipt).toMatchObject({
      ...{ contacts: 1, memberships: 1, events: 5, deliveriesCancelled: 2, sampleEvents: 1 },
    });
    expect(receipt.inboxRequests).toBeGreaterThan(0);
    expect(receipt.runs).toBeGreaterThan(2);
    const left = await everything();
    expect(left).not.toMatch(/quxly/i);
    expect(left.toLowerCase()).not.toContain(EMAIL);
    expect(left).not.toContain(ID);
    expect(left).toContain("other@example.org");

    const [entry] = (await listAudit(world.caller, { action: "contact.erased" })).entries;
    expect(entry).toMatchObject({ id: receipt.id, details: { events: 5, contacts: 1 } });
    // A stored event keeps id, type and times; what was owed of it is neither sent nor sent again.
    const deliveries = (await world.deliveries(alone.id)).filter(({ eventId }) => eventId === waiting?.id);
    expect(deliveries).toMatchObject([{ state: "cancelled" }]);
    const sent = (await world.deliveries(alone.id)).find(({ eventId }) => eventId === events[0]?.id);
    await expect(resendDelivery(world.caller, sent?.id ?? "")).rejects.toMatchObject({ problem: "conflict" });
    const before = world.receiver.requests.length;
    await world.pass(3_600_000);
    expect(world.receiver.requests).toHaveLength(before);
    expect(await mergeContacts(world.tidings)).toBe(0);
    await expect(findContact(world.caller, world.dataCenterId, ID)).rejects.toMatchObject({
      problem: "not_found",
    });
  });

  it("asked again it finds nothing more; one who is known by an e-mail alone is erased by that", async () => {
    await world.accept(passed({ contact: { email: EMAIL } }));
    await mergeContacts(world.tidings);
    const by = { email: EMAIL.toUpperCase() };
    expect(await eraseContact(world.caller, world.dataCenterId, by)).toMatchObject({
      contacts: 1,
      events: 1,
    });
    expect(await eraseContact(world.caller, world.dataCenterId, by)).toMatchObject({
      contacts: 0,
      events: 0,
    });
    expect((await everything()).toLowerCase()).not.toContain(EMAIL);
  });

  it("leaves the same id in another data center and account alone", async () => {
    const other = await world.newAccount("Other");
    await writeContacts(other.caller, other.dataCenterId, { contacts: [person()] });
    await world.accept(passed({ contact: person() }), other);
    await eraseContact(world.caller, world.dataCenterId, { id: ID, email: EMAIL });
    expect(await findContact(other.caller, other.dataCenterId, ID)).toMatchObject({ email: EMAIL });
    await expect(eraseContact(world.caller, world.dataCenterId, {})).rejects.toMatchObject({ status: 400 });
  });
});

/** Bytes as the text that they are. */
function decoded(value: unknown): unknown {
  const isBuffer = typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
  return isBuffer ? Buffer.from((value as unknown as { data: number[] }).data).toString() : value;
}
