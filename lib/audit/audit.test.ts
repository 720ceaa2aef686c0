import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { Actor } from "@/lib/accounts/caller";
import { HOUR_MS } from "@/lib/time";
import { activateWebhook } from "@/lib/webhooks/activate";
import { listAuditActors } from "./actors";
import { exportAudit } from "./export";
import { listAudit } from "./list";
import { recordAudit } from "./record";
import type { AuditFilter } from "./schema";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  // What making the world has left is not what these tests are about.
  world.clock.now += 24 * HOUR_MS;
});
afterEach(() => world.close());

const ADA: Actor = { kind: "user", id: "u-ada", name: "ada@example.org" };
const CRM: Actor = { kind: "api_key", id: "0190a000-0000-7000-8000-000000000001", name: "CRM" };

interface Given {
  actor?: Actor;
  action?: string;
  target?: { kind: string; id: string };
  details?: Record<string, string>;
  accountId?: number;
}

const record = ({ actor = ADA, action = "webhook.updated", ...rest }: Given = {}) =>
  world.tidings.database.atomically((tx) =>
    recordAudit(world.tidings.database, tx, {
      ...{ accountId: world.clientId, at: world.clock.now, actor, action },
      ...{ target: { kind: "webhook", id: "w-1" }, details: {}, ...rest },
    }),
  );
const since = () => new Date(world.clock.now).toISOString();
const actions = async (filter: AuditFilter) =>
  (await listAudit(world.caller, filter)).entries.map(({ action }) => action);
const exported = async (filter: AuditFilter, limit?: number) => {
  let text = "";
  for await (const piece of exportAudit(world.caller, filter, limit)) text += piece;
  return text;
};

describe("the audit log", () => {
  it("is read newest first, page by page, each entry once", async () => {
    const from = since();
    for (const action of ["a.one", "a.two", "a.three", "a.four", "a.five"]) await record({ action });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(world.caller, { since: from, limit: 2, cursor });
      seen.push(...page.entries.map(({ action }) => action));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["a.five", "a.four", "a.three", "a.two", "a.one"]);
  });

  it("is filtered by who, what, about what and when", async () => {
    const from = since();
    await record({ action: "webhook.updated" });
    await record({ action: "webhook.deleted", target: { kind: "webhook", id: "w-2" } });
    await record({ action: "api_key.used", actor: CRM, target: { kind: "api_key", id: CRM.id as string } });
    await record({
      action: "account.updated",
      actor: { kind: "command_line", id: null, name: "command line" },
    });
    world.clock.now += HOUR_MS;
    await record({ action: "user.signed_in" });
    expect(await actions({ since: from, actorId: "u-ada" })).toEqual([
      "user.signed_in",
      "webhook.deleted",
      "webhook.updated",
    ]);
    expect(await actions({ since: from, actorId: CRM.id as string })).toEqual(["api_key.used"]);
    expect(await actions({ since: from, actorId: "command_line" })).toEqual(["account.updated"]);
    expect(await actions({ since: from, action: "webhook.deleted" })).toEqual(["webhook.deleted"]);
    expect(await actions({ since: from, targetKind: "webhook", targetId: "w-2" })).toEqual([
      "webhook.deleted",
    ]);
    expect(await actions({ since: from, targetId: "w-1", actorId: "u-ada" })).toEqual([
      "user.signed_in",
      "webhook.updated",
    ]);
    expect(await actions({ since: since() })).toEqual(["user.signed_in"]);
    expect(await actions({ since: from, until: since(), actorId: "u-ada" })).toEqual([
      "webhook.deleted",
      "webhook.updated",
    ]);
    expect(await actions({ targetId: "nothing" })).toEqual([]);
  });

  it("belongs to its account", async () => {
    const other = await world.newAccount("Other");
    await record({ accountId: other.clientId, action: "a.others" });
    expect(await actions({})).not.toContain("a.others");
    expect((await listAuditActors(world.caller)).map(({ id }) => id)).not.toContain("u-ada");
  });

  it.each([{ cursor: "no cursor" }, { since: "yesterday" }, { limit: 0 }, { targetId: "a\u0000" }])(
    "refuses %j",
    async (filter) => {
      await expect(listAudit(world.caller, filter)).rejects.toMatchObject({ status: 400 });
    },
  );

  it("calls a target as it was called then, and says whether a page can still show it", async () => {
    const { id, label } = await world.webhook({ status: "inactive" });
    await activateWebhook(world.caller, id);
    await record({ target: { kind: "webhook", id }, details: { label: "An older name" } });
    await record({ target: { kind: "webhook", id } });
    await record({ target: { kind: "webhook", id: crypto.randomUUID() }, details: { label: "Gone" } });
    await record({ target: { kind: "data_center", id: "1" } });
    await record({ target: { kind: "weather", id: "sunny" } });
    const { entries } = await listAudit(world.caller, { limit: 6 });
    expect(entries.map(({ target }) => [target.name, target.exists])).toEqual([
      [null, false],
      ["Quantum", true],
      ["Gone", false],
      [label, true],
      ["An older name", true],
      [label, true],
    ]);
  });

  it("knows everybody who left an entry, once and by the latest name", async () => {
    await record();
    await record({ actor: CRM });
    await record({ actor: { ...ADA, name: "ada.lovelace@example.org" } });
    expect(await listAuditActors(world.caller)).toEqual([
      { id: "u-ada", kind: "user", name: "ada.lovelace@example.org" },
      { id: CRM.id, kind: "api_key", name: "CRM" },
    ]);
  });
});

describe("the export", () => {
  it("holds the filtered entries, a line each, in words and as recorded", async () => {
    const from = since();
    await record({ details: { label: 'The "big" one' } });
    await record({ action: "user.signed_in" });
    const lines = (await exported({ since: from, targetKind: "webhook", action: "webhook.updated" })).split(
      "\r\n",
    );
    expect(lines).toEqual([
      '\uFEFF"time_utc","actor_kind","actor_id","actor","action","what","target_kind","target_id","target","details"',
      `"${from}","user","u-ada","ada@example.org","webhook.updated","changed webhook The ""big"" one","webhook","w-1",` +
        '"The ""big"" one","{""label"":""The \\""big\\"" one""}"',
      "",
    ]);
  });

  it.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "  =1", "\n=1"])(
    "G9: %j in a name is text to a spreadsheet",
    async (label) => {
      const from = since();
      await record({ details: { label }, actor: { ...ADA, name: label } });
      const text = await exported({ since: from });
      const cells = text.split(/","|"\r\n"/);
      expect(cells).toContain(`'${label}`);
      expect(cells).not.toContain(label);
    },
  );

  it("ends at its limit and says so", async () => {
    const from = since();
    for (let entry = 0; entry < 4; entry++) await record();
    const cut = (await exported({ since: from }, 3)).trimEnd().split("\r\n");
    expect(cut).toHaveLength(1 + 3 + 1);
    expect(cut.at(-1)).toContain("Only the newest 3 entries are exported");
    expect((await exported({ since: from }, 4)).trimEnd().split("\r\n")).toHaveLength(1 + 4);
  });

  it("says nothing but the columns where nothing matches", async () => {
    expect((await exported({ targetId: "nothing" })).split("\r\n")).toHaveLength(2);
  });
});
