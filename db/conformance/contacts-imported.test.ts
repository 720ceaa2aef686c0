import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { eraseContact } from "@/lib/contacts/erase";
import { exportContacts } from "@/lib/contacts/export";
import { findContact } from "@/lib/contacts/find";
import { createGroup } from "@/lib/contacts/groups";
import { addRows, cancelImport, createImport, listImports, startImport } from "@/lib/contacts/imports";
import { rejectedRows } from "@/lib/contacts/rejected-rows";
import { importNextPart } from "@/lib/contacts/run-imports";
import { writeContacts } from "@/lib/contacts/write";
import { listEvents } from "@/lib/events/list";
import { activateWebhook } from "@/lib/webhooks/activate";
import { ENGINES } from "./engines";

async function textOf(pieces: Promise<AsyncGenerator<string, void>>): Promise<string> {
  let text = "";
  for await (const piece of await pieces) text += piece;
  return text;
}

describe.each(ENGINES)("a file of contacts on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  const dc = () => world.dataCenterId;
  async function upload(mapping: (string | null)[], rows: string[][], more: object = {}) {
    const file = {
      fileName: "people.csv",
      mapping,
      newFields: [],
      groupId: null,
      rows: rows.length,
      ...more,
    };
    const { id } = await createImport(world.caller, dc(), file);
    await addRows(world.caller, id, { firstRow: 2, rows });
    return id;
  }
  async function work() {
    let parts = 0;
    while (await importNextPart(world.tidings)) parts++;
    return parts;
  }
  const report = async (id: string) =>
    (await listImports(world.caller, dc())).imports.find((each) => each.id === id);

  it("is taken in part by part, with what was wrong in which row", async () => {
    const { id: groupId } = await createGroup(world.caller, dc(), { name: "Imported" });
    await writeContacts(world.caller, dc(), { contacts: [{ id: "7", properties: { City: "Graz" } }] });
    const rows = [
      ["7", "seven@example.org", "Wien", "12", "implied", "2022-01-01", ""],
      ["", "eight@example.org", "'+43 660", "", "", "", "x"],
      ["9", "not an address", "", "", "", "", ""],
      ["", "", "Linz", "", "", "", ""],
      ["10", "", "", "many", "", "", ""],
    ];
    const mapping = [
      ...["id", "email", "property:City", "mailingsOpened", "consentType", "consentDate"],
      null,
    ];
    const id = await upload(mapping, rows, { groupId, newFields: [{ code: "City", label: "City" }] });
    await startImport(world.caller, id);
    await work();
    expect(await report(id)).toMatchObject({
      ...{ state: "done", rows: 5, created: 1, updated: 1, unchanged: 0, rejected: 3 },
    });
    expect(await findContact(world.caller, dc(), "7")).toMatchObject({
      ...{ email: "seven@example.org", properties: { City: "Wien" }, groupIds: [groupId] },
      ...{
        consent: { consentType: "implied", consentDate: "2022-01-01" },
        statistics: { mailingsOpened: 12 },
      },
    });
    expect(await findContact(world.caller, dc(), "eight@example.org")).toMatchObject({
      properties: { City: "+43 660" },
    });
    const lines = (await textOf(rejectedRows(world.caller, id))).trim().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(['"4"', '"5"', '"6"']);
    expect(lines[1]).toContain("email: must be an e-mail address");
  });

  it("S3.17, decision 22: raises events with the cause import, and nothing in the signed style", async () => {
    const simple = await world.webhook({ triggers: [{ type: "contact.updated" }] });
    const signed = await world.webhook({
      ...{ profile: "signed", triggers: [{ type: "contact.created" }, { type: "contact.updated" }] },
      status: undefined,
    });
    await activateWebhook(world.caller, signed.id);
    await writeContacts(world.caller, dc(), { contacts: [{ id: "7" }] });
    const id = await upload(["id", "property:City"], [["7", "Graz"]]);
    await startImport(world.caller, id);
    await work();
    await world.deliver();
    const { events } = await listEvents(world.caller, { contact: "7" });
    expect(events.map(({ type, cause }) => [type, cause])).toEqual([
      ["contact.updated", "import"],
      ["contact.created", "api"],
    ]);
    expect(await world.deliveries(simple.id)).toMatchObject([{ state: "delivered" }]);
    expect(await world.deliveries(signed.id)).toHaveLength(1);
  });

  it("a kill between two parts repeats nothing: each part and how far it came are one commit", async () => {
    const rows = Array.from({ length: 450 }, (_, n) => [`k${n}`, `k${n}@example.org`]);
    const id = await upload(["id", "email"], rows);
    // Sent again, as after an answer that was lost.
    await addRows(world.caller, id, { firstRow: 2, rows });
    await startImport(world.caller, id);
    await importNextPart(world.tidings);
    expect(await report(id)).toMatchObject({ state: "running", created: 200 });
    await Promise.all([work(), work()]);
    expect(await report(id)).toMatchObject({ state: "done", created: 450, updated: 0, unchanged: 0 });
  });

  it("is not started before every row is there, can be cancelled, and says that it was cut off", async () => {
    const id = await upload(["id"], [["a"], ["b"]], { rows: 3 });
    await expect(startImport(world.caller, id)).rejects.toMatchObject({ problem: "conflict" });
    world.clock.now += 2 * 3_600_000;
    expect(await report(id)).toMatchObject({ state: "cut_off", created: 0 });
    expect(await cancelImport(world.caller, id)).toMatchObject({ state: "cancelled" });
    await expect(cancelImport(world.caller, id)).rejects.toMatchObject({ problem: "conflict" });
    expect(await work()).toBe(0);
    for (const mapping of [["property:City"], ["id", "id"]]) {
      await expect(upload(mapping, [["a"]])).rejects.toMatchObject({ errors: [{ path: "mapping" }] });
    }
  });

  it("who is erased meanwhile is not taken in", async () => {
    const id = await upload(
      ["id", "email"],
      [
        ["e1", "gone@example.org"],
        ["e2", "kept@example.org"],
      ],
    );
    await startImport(world.caller, id);
    const receipt = await eraseContact(world.caller, dc(), { email: "GONE@example.org" });
    expect(receipt.importedRows).toBe(1);
    await work();
    await expect(findContact(world.caller, dc(), "e1")).rejects.toMatchObject({ problem: "not_found" });
    expect(await findContact(world.caller, dc(), "e2")).toMatchObject({ email: "kept@example.org" });
  });

  it("G9: an export holds no formula, and is imported again as it was", async () => {
    const names = ["=cmd|'/C calc'!A0", "+43 1", "-1", "@SUM(A1)", "\tx"];
    await writeContacts(world.caller, dc(), {
      contacts: names.map((City, n) => ({ id: `x${n}`, properties: { f_City: City, Other: "=1+1" } })),
    });
    const csv = await textOf(exportContacts(world.caller, dc(), { q: "x" }));
    const [heading = "", ...lines] = csv.trim().split("\r\n");
    expect(heading).toContain('"id","email","f_EMail"');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).not.toMatch(/(^|,)"\s*[=+\-@\t]/);
    const id = await upload(
      ["id", "property:f_City"],
      names.slice(0, 4).map((name, n) => [`y${n}`, `'${name}`]),
    );
    await startImport(world.caller, id);
    await work();
    for (const [n, name] of names.slice(0, 4).entries()) {
      expect((await findContact(world.caller, dc(), `y${n}`)).properties).toEqual({ f_City: name });
    }
  });
});
