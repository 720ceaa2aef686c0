import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { writeContacts } from "@/lib/contacts/write";
import { putDataCenter } from "@/lib/data-centers/put";
import { blockAddress, listBlockedAddresses, unblockAddress } from "./blocked-addresses";
import { MAX_WILDCARDS } from "./blocked-schema";
import { hearStanding } from "./hear-standing";
import { findOptOuts } from "./opt-outs";

let world: World;
let dataCenterId = 100;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await putDataCenter(world.caller, ++dataCenterId, { name: "Its own" });
});

const block = (pattern: string, input: unknown = {}) =>
  blockAddress(world.caller, dataCenterId, pattern, input);
const list = (filter = {}) => listBlockedAddresses(world.caller, dataCenterId, filter);
const patterns = async (filter = {}) => (await list(filter)).blockedAddresses.map(({ pattern }) => pattern);

const tell = (type: string, data: Record<string, string>, of: { contactId?: string; email?: string } = {}) =>
  world.tidings.database.atomically((tx) =>
    hearStanding(world.tidings.database, tx, { accountId: world.clientId, dataCenterId }, [
      { type, data, occurredAt: world.clock.now, contactId: of.contactId ?? null, email: of.email ?? null },
    ]),
  );

describe("blocked addresses", () => {
  it("are kept as addresses are compared, with the reason, and let go again", async () => {
    const { created, blocked } = await block(" Ada@Example.ORG ", { reason: "Asked by phone" });
    expect({ created, blocked }).toEqual({
      created: true,
      blocked: {
        ...{ pattern: "ada@example.org", because: "blocklisted", reason: "Asked by phone" },
        blockedAt: new Date(world.clock.now).toISOString(),
      },
    });
    expect((await list()).blockedAddresses).toEqual([blocked]);
    await unblockAddress(world.caller, dataCenterId, "ADA@example.org");
    expect(await patterns()).toEqual([]);
    const gone = unblockAddress(world.caller, dataCenterId, "ada@example.org");
    await expect(gone).rejects.toMatchObject({ status: 404 });
  });

  it("in quarantine are on the blocklist once somebody blocks them, since when they were blocked at all", async () => {
    await tell("contact.quarantined", {}, { contactId: "7", email: "Ada@example.org" });
    const [before] = (await list()).blockedAddresses;
    expect(before).toMatchObject({ pattern: "ada@example.org", because: "quarantined", reason: null });
    world.clock.now += 1_000;
    const { created, blocked } = await block("ada@example.org", { reason: "Bounces" });
    expect(created).toBe(false);
    expect(blocked).toEqual({ ...before, because: "blocklisted", reason: "Bounces" });
  });

  it("told by an event are let go as well, whatever its pattern is", async () => {
    await tell("contact.blocklisted", { pattern: "Two words" });
    expect(await patterns()).toEqual(["two words"]);
    await unblockAddress(world.caller, dataCenterId, "two words");
    expect(await patterns()).toEqual([]);
  });

  it("are listed by pattern, page by page, and found by how they begin", async () => {
    const all = ["*@spam.example", "a%_@example.org", "ada@example.org", "bob@example.org", "é@example.org"];
    for (const pattern of all.toReversed()) await block(pattern);
    expect(await patterns()).toEqual(all);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.next });
    const third = await list({ limit: 2, cursor: second.next });
    const pages = [first, second, third].map(({ blockedAddresses }) => blockedAddresses.length);
    expect([pages, third.next]).toEqual([[2, 2, 1], null]);
    expect(await patterns({ q: "A" })).toEqual(["a%_@example.org", "ada@example.org"]);
    expect(await patterns({ q: "*@" })).toEqual(["*@spam.example"]);
    expect(await patterns({ q: "É" })).toEqual(["é@example.org"]);
    expect(await patterns({ q: "a", limit: 1, cursor: (await list({ q: "a", limit: 1 })).next })).toEqual([
      "ada@example.org",
    ]);
    expect(await patterns({ q: "nobody" })).toEqual([]);
  });

  it.each([
    ["", "is empty"],
    ["  ", "is empty"],
    ["ada", "is neither an address nor a part of addresses with *"],
    ["@example.org", "is neither an address nor a part of addresses with *"],
    ["ada@", "is neither an address nor a part of addresses with *"],
    ["a b@example.org", "has blanks in it"],
    ["ada@example.org\n*", "has blanks in it"],
    ["a\u0000@example.org", "has blanks in it"],
    ["a\ud800@example.org", "has blanks in it"],
    ["a@b@c", "has more than one @"],
    ["*@a@*", "has more than one @"],
    ["*", "stands for every address"],
    ["*@*", "stands for every address"],
    [`${"a".repeat(250)}@b.cd`, "is longer than 254 characters"],
  ])("that can't be, such as %j, are refused: it %s", async (pattern, message) => {
    await expect(block(pattern)).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path: "pattern", message, remedy: expect.stringMatching(/\.$/) }] },
    });
    expect(await patterns()).toEqual([]);
  });

  it.each(["*spam*", "*@spam.example", "info@*", "ada+news@example.org", `${"a".repeat(249)}@b.c`])(
    "that can be, such as %s, are taken",
    async (pattern) => {
      expect((await block(pattern)).blocked.pattern).toBe(pattern);
    },
  );

  it("have a plain reason or none", async () => {
    for (const reason of ["", "a\nb", "x".repeat(501), 7]) {
      await expect(block("ada@example.org", { reason })).rejects.toMatchObject({
        errors: [{ path: "reason" }],
      });
    }
    await expect(block("ada@example.org", { why: "x" })).rejects.toMatchObject({ errors: [{ path: "why" }] });
    expect((await block("ada@example.org", { reason: null })).blocked.reason).toBeNull();
  });

  it("with * have a limit, since each message is compared with all of them; addresses have none", async () => {
    const { database } = world.tidings;
    const rows = Array.from({ length: MAX_WILDCARDS }, (_, number) => ({
      ...{ accountId: world.clientId, dataCenterId, pattern: `*@spam${number}.example` },
      ...{ because: "blocklisted" as const, at: 0 },
    }));
    await database.atomically(function* (tx) {
      yield* tx.run(tx.orm.insert(database.tables.blockedAddresses).values(rows));
    });
    await expect(block("*@one-more.example")).rejects.toMatchObject({ status: 409 });
    expect((await block("*@spam7.example", { reason: "Known" })).created).toBe(false);
    expect((await block("ada@example.org")).created).toBe(true);
  });

  it("belong to one data center of one account", async () => {
    await block("ada@example.org");
    const beta = await world.newAccount(`Beta ${dataCenterId}`);
    await expect(listBlockedAddresses(beta.caller, dataCenterId, {})).rejects.toMatchObject({ status: 404 });
    const theirs = unblockAddress(beta.caller, beta.dataCenterId, "ada@example.org");
    await expect(theirs).rejects.toMatchObject({ status: 404 });
    expect(await patterns()).toEqual(["ada@example.org"]);
  });

  it("leave an entry that names no person's address", async () => {
    await block("ada@example.org");
    await block("*@spam.example");
    const { auditEntries: entries } = world.tidings.database.tables;
    const rows = await world.tidings.database.orm.select().from(entries);
    const told = rows.filter(({ targetId }) => targetId === String(dataCenterId)).slice(1);
    expect(told.map(({ action, details }) => [action, details])).toEqual([
      ["blocked_address.created", {}],
      ["blocked_address.created", { pattern: "*@spam.example" }],
    ]);
  });
});

describe("what is known of whether a contact may be written to", () => {
  const ofSeven = () => findOptOuts(world.caller, dataCenterId, "7");
  beforeEach(async () => {
    const contacts = [{ id: "7", email: "Ada@example.org" }];
    await writeContacts(world.caller, dataCenterId, { contacts });
  });

  it("is nothing at first, and 404 for who isn't there", async () => {
    expect(await ofSeven()).toEqual({ optOuts: [], blockedBy: [] });
    for (const id of ["8", "a\u0000b", "\ud800"]) {
      await expect(findOptOuts(world.caller, dataCenterId, id)).rejects.toMatchObject({ status: 404 });
    }
  });

  it("is what it said last, by opt-in field, and what blocks its address", async () => {
    await tell("contact.opted_out", { optInField: "News" }, { contactId: "7" });
    await tell("message.unsubscribed", {}, { contactId: "7" });
    await block("*@example.org", { reason: "Partners" });
    await block("ada@example.org");
    await block("bob@example.org");
    const at = new Date(world.clock.now).toISOString();
    expect(await ofSeven()).toEqual({
      optOuts: [
        { optInField: null, out: true, because: "message.unsubscribed", at },
        { optInField: "News", out: true, because: "contact.opted_out", at },
      ],
      blockedBy: [
        { pattern: "*@example.org", because: "blocklisted", reason: "Partners", blockedAt: at },
        { pattern: "ada@example.org", because: "blocklisted", reason: null, blockedAt: at },
      ],
    });
    world.clock.now += 1_000;
    await tell("contact.opted_in", { optInField: "News" }, { contactId: "7" });
    expect((await ofSeven()).optOuts[1]).toMatchObject({ out: false, because: "contact.opted_in" });
  });
});
