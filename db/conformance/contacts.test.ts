import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { deleteContact } from "@/lib/contacts/delete";
import { findContact, findContactsBy } from "@/lib/contacts/find";
import { createGroup, deleteGroup, listGroups } from "@/lib/contacts/groups";
import { countMatching, searchContacts } from "@/lib/contacts/list";
import { mergeContacts } from "@/lib/contacts/merge";
import { createSegment } from "@/lib/contacts/segments";
import { updateContact, writeContacts } from "@/lib/contacts/write";
import { listEvents } from "@/lib/events/list";
import { ENGINES } from "./engines";

const at = (seconds: number) =>
  new Date(Date.parse("2026-03-02T09:00:00.000Z") + seconds * 1000).toISOString();

describe.each(ENGINES)("the directory of contacts on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  const dc = () => world.dataCenterId;
  const write = (...contacts: unknown[]) => writeContacts(world.caller, dc(), { contacts });
  const find = (id: string) => findContact(world.caller, dc(), id);
  const search = (q: string, more: object = {}) =>
    searchContacts(world.caller, { dataCenterId: dc(), q, ...more }).then(({ contacts }) =>
      contacts.map(({ id }) => id),
    );
  const posted = (contact: object, occurredAt: string, changes: object = {}) =>
    passed({ contact, occurredAt, ...changes });
  async function mergeAll() {
    let merged = 0;
    for (let part = 1; part > 0; ) merged += part = await mergeContacts(world.tidings);
    return merged;
  }

  describe("S4.27: is searched as you type", () => {
    beforeEach(async () => {
      await write(
        {
          id: "A-7",
          email: "Zoe.Quist@Example.org",
          properties: { FirstName: "Zoë", LastName: "Quist", Phone: "+43 660 123" },
        },
        {
          id: "b-8",
          email: "other@example.com",
          properties: { f_FirstName: "Zacharias", f_LastName: "Zoelner" },
        },
      );
    });

    it.each([
      ["an id", "A-", ["A-7"]],
      ["an e-mail in any case", "zOE.q", ["A-7"]],
      ["a first name without its accent, or a last name", "zoe", ["A-7", "b-8"]],
      ["first and last name", "zoe qu", ["A-7"]],
      ["last and first name", "ZOELNER ZACH", ["b-8"]],
      ["a phone number however it is written", "0043 660", ["A-7"]],
      ["nobody", "nobody", []],
      ["what only looks like a pattern", "%", []],
    ])("by %s", async (_, q, ids) => {
      expect(await search(q)).toEqual(ids);
    });

    it("page by page, each contact once, of this data center and account alone", async () => {
      const other = await world.newAccount("Other");
      await writeContacts(other.caller, other.dataCenterId, {
        contacts: [{ id: "A-7", email: "zoe@example.org" }],
      });
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await searchContacts(world.caller, { dataCenterId: dc(), q: "z", limit: "1", cursor });
        seen.push(...page.contacts.map(({ id }) => id));
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(seen).toEqual(["A-7", "b-8"]);
      expect(await search("", { limit: "1000" })).toHaveLength(22);
    });

    it("finds who has an address or a number, the most recently updated first (decision 21)", async () => {
      world.clock.now += 1000;
      await write({ id: "c-9", email: "ZOE.quist@example.org" });
      const place = { accountId: world.clientId, dataCenterId: dc() };
      const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
      expect(ids(await findContactsBy(world.caller, place, { email: "zoe.quist@example.org" }))).toEqual([
        "c-9",
        "A-7",
      ]);
      expect(ids(await findContactsBy(world.caller, place, { phone: "0043660123" }))).toEqual(["A-7"]);
    });
  });

  it("S5.14, S5.15: keeps consent and statistics, takes null away, and leaves the rest alone", async () => {
    await write({
      ...{ id: 7, email: "a@example.org", properties: { City: "Graz", Company: "Quantum" } },
      consent: { consentType: "implied", consentDate: "2022-01-01", consentProof: "see invoices" },
      statistics: { mailingsReceived: 12, mailingsOpened: 7 },
    });
    await updateContact(world.caller, dc(), "7", {
      ...{ properties: { City: null }, consent: { consentProof: null }, statistics: { mailingsClicked: 3 } },
    });
    expect(await find("7")).toMatchObject({
      ...{ id: "7", email: "a@example.org", properties: { Company: "Quantum" } },
      consent: { consentType: "implied", consentDate: "2022-01-01", consentProof: null },
      statistics: { mailingsReceived: 12, mailingsOpened: 7, mailingsClicked: 3 },
    });
    expect((await find("7")).properties).toEqual({ Company: "Quantum" });
  });

  it("decision 22: raises contact.created and contact.updated by cause, delivers them, and merges them no more", async () => {
    const webhook = await world.webhook({ triggers: [{ type: "contact.updated", properties: ["City"] }] });
    await write({ id: "7", properties: { City: "Graz" } });
    await write({ id: "7", properties: { City: "Wien" } }, { id: "7", properties: { City: "Wien" } });
    const { events } = await listEvents(world.caller, { contact: "7" });
    expect(events.map(({ type, cause, data }) => [type, cause, data])).toEqual([
      ["contact.updated", "api", { changes: [{ property: "City", oldValue: "Graz", newValue: "Wien" }] }],
      ["contact.created", "api", {}],
    ]);
    await world.deliver();
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
    expect(world.receiver.requests).toHaveLength(1);
    expect(await mergeAll()).toBe(0);
  });

  it("all or nothing: names the place of each fault", async () => {
    await expect(write({ id: "x1" }, { email: "nobody" }, {})).rejects.toMatchObject({
      errors: [{ path: "contacts.1.email" }, { path: "contacts.2" }],
    });
    await expect(write({ id: "x1", groupIds: [9] })).rejects.toMatchObject({
      errors: [{ path: "groupIds" }],
    });
    await expect(find("x1")).rejects.toMatchObject({ problem: "not_found" });
  });

  describe("decision 22: merges the contacts of events", () => {
    it("the newest occurredAt wins, in whatever order they come, without raising further events", async () => {
      await world.accept([
        posted({ id: "e1", email: "new@example.org", properties: { City: "Wien", Age: 40 } }, at(20)),
        posted(
          { id: "e1", email: "old@example.org", properties: { City: "Graz", Company: "Quantum" } },
          at(10),
        ),
      ]);
      expect(await mergeAll()).toBe(2);
      expect(await find("e1")).toMatchObject({
        email: "new@example.org",
        properties: { City: "Wien", Age: 40, Company: "Quantum" },
      });
      expect((await listEvents(world.caller, { contact: "e1" })).events).toHaveLength(2);
      expect(await mergeAll()).toBe(0);
    });

    it("by id, else by e-mail; an id that comes later takes over who was known by the e-mail alone", async () => {
      await world.accept(posted({ email: "Ann@example.org", properties: { City: "Graz" } }, at(1)));
      await mergeAll();
      expect(await find("ann@example.org")).toMatchObject({ email: "Ann@example.org" });
      await world.accept([
        posted({ email: "ann@EXAMPLE.org", properties: { Company: "Q" } }, at(2)),
        posted({ id: 77, email: "ann@example.org" }, at(3)),
      ]);
      await mergeAll();
      expect(await find("77")).toMatchObject({ properties: { City: "Graz", Company: "Q" } });
      expect(await search("ann@")).toEqual(["77"]);
    });

    it("each event is marked: one with an id below all others that was committed late is not passed over", async () => {
      await world.accept(posted({ id: "first" }, at(1)));
      await mergeAll();
      const { database } = world.tidings;
      await database.atomically((tx) =>
        database.sql.insertEvents(tx, [
          {
            ...{ id: "00000000-0000-7000-8000-000000000001", accountId: world.clientId, dataCenterId: dc() },
            ...{ type: "contact.created", key: null, contentHash: null, cause: "api" },
            ...{ occurredAt: 1, acceptedAt: 1, contactId: "late", contactEmail: null },
            contact: JSON.stringify({ id: "late", email: null, properties: {} }),
            ...{ data: "{}", masterData: JSON.stringify({ dataCenter: { id: dc(), name: "" } }), facets: {} },
          },
        ]),
      );
      expect(await mergeAll()).toBe(1);
      expect(await find("late")).toMatchObject({ id: "late" });
    });

    it("consent and statistics that stand among the properties go to their place", async () => {
      await world.accept(
        posted({ id: "e2", properties: { consentType: "express", mailingsOpened: 4 } }, at(1)),
      );
      await mergeAll();
      expect(await find("e2")).toMatchObject({
        ...{ properties: {}, consent: { consentType: "express" }, statistics: { mailingsOpened: 4 } },
      });
    });

    it("several mergers at once take each event once, while people write", async () => {
      await world.accept(
        Array.from({ length: 30 }, (_, n) =>
          posted({ id: `p${n % 5}`, properties: { [`k${n}`]: n } }, at(n)),
        ),
      );
      await Promise.all([
        ...Array.from({ length: 4 }, () => mergeContacts(world.tidings, 7)),
        ...Array.from({ length: 5 }, (_, n) => write({ id: `p${n}`, properties: { written: n } })),
      ]);
      await mergeAll();
      for (let n = 0; n < 5; n++) {
        const { properties } = await find(`p${n}`);
        expect(Object.keys(properties)).toHaveLength(7);
      }
    });

    it("does not bring back who was deleted, nor what was taken away, by events from before", async () => {
      await write({ id: "gone", properties: { City: "Graz" } }, { id: "kept", properties: { City: "Graz" } });
      await world.accept([posted({ id: "gone" }, at(1)), posted({ id: "kept" }, at(1))]);
      await deleteContact(world.caller, dc(), "gone");
      await updateContact(world.caller, dc(), "kept", { properties: { City: null } });
      await mergeAll();
      await expect(find("gone")).rejects.toMatchObject({ problem: "not_found" });
      expect((await find("kept")).properties).toEqual({});
    });
  });

  it("groups and segments narrow the list, also together with what is typed", async () => {
    const { id: vip } = await createGroup(world.caller, dc(), { name: "VIP" });
    await write({ id: "g1", email: "g1@example.org", groupIds: [vip], properties: { City: "Graz" } });
    await write({ id: "g2", email: "g2@example.org", groupIds: [vip], properties: { City: "Wien" } });
    const condition = { subject: "field.city", is: "is", value: "graz" };
    const inGroup = { subject: "group", is: "in", value: vip };
    const segment = await createSegment(world.caller, dc(), {
      ...{ name: "VIPs of Graz", rules: { match: "all", conditions: [condition, inGroup] } },
    });
    expect((await listGroups(world.caller, dc())).groups).toEqual([{ id: vip, name: "VIP", contacts: 2 }]);
    expect(await search("", { groupId: vip })).toEqual(["g1", "g2"]);
    expect(await search("g2", { groupId: vip })).toEqual(["g2"]);
    expect(await search("ada", { groupId: vip })).toEqual([]);
    expect(await search("", { segmentId: segment.id })).toEqual(["g1"]);
    expect(await countMatching(world.caller, dc(), segment.rules as never)).toEqual({
      ...{ matching: 1, of: 22, complete: true },
    });
    await expect(deleteGroup(world.caller, dc(), vip)).rejects.toMatchObject({ problem: "conflict" });
    await updateContact(world.caller, dc(), "g1", { groupIds: [] });
    expect(await search("", { groupId: vip })).toEqual(["g2"]);
  });
});
