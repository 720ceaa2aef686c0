import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { HOUR_MS } from "@/lib/time";
import { deleteWebhook } from "./delete";
import type { DeletedFilter } from "./filter";
import { listWebhookRows } from "./list";
import { listDeletedWebhooks } from "./list-deleted";
import { readUsage } from "./read-usage";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Account = Awaited<ReturnType<World["newAccount"]>>;

const DATA_REQUEST = { kind: "workflow", profile: "data_request", method: "GET", triggers: [] };
const SCENARIO = { kind: "workflow", profile: "scenario", triggers: [] };

const make = (account: Account, label: string, input: object = {}) =>
  world.webhook({ label, ...input }, account);
const INACTIVE = { status: "inactive" };
const ada = { kind: "user", id: "u-1", name: "ada@example.org" } as const;
const key = { kind: "api_key", id: "k-1", name: "Deployment" } as const;

const labels = async ({ caller }: Account, filter: DeletedFilter = {}) =>
  (await listDeletedWebhooks(caller, filter)).webhooks.map(({ label }) => label);

/** Three deleted webhooks, an hour apart, and one of each kind that is kept. */
async function accountWithDeleted(name: string) {
  const account = await world.newAccount(name);
  const stream = { ...INACTIVE, profile: "stream", triggers: [{ type: "message.opened" }] };
  const made = [
    await make(account, "Ärger mit Leads", INACTIVE),
    await make(account, "promo codes", DATA_REQUEST),
    await make(account, "Opens to DWH", { ...stream, url: world.streamUrl() }),
  ];
  for (const [index, { id }] of made.entries()) {
    world.clock.now += HOUR_MS;
    await deleteWebhook({ ...account.caller, actor: index === 1 ? key : ada }, id);
  }
  await make(account, "Kept on events", INACTIVE);
  await make(account, "Kept in workflows", SCENARIO);
  return { account, ids: made.map(({ id }) => id) };
}

describe("the list of deleted webhooks", () => {
  it("S4.41: tells of every kind its name, address, type, who deleted it and when, the last one first", async () => {
    const { account, ids } = await accountWithDeleted("Every kind");
    const { webhooks, total } = await listDeletedWebhooks(account.caller);
    const at = (hoursAgo: number) => new Date(world.clock.now - hoursAgo * HOUR_MS).toISOString();
    expect(total).toBe(3);
    expect(webhooks).toEqual([
      {
        ...{ id: ids[2], label: "Opens to DWH", kind: "event", profile: "stream", method: "POST" },
        ...{ url: world.streamUrl(), deletedBy: ada, deletedAt: at(0) },
      },
      {
        ...{ id: ids[1], label: "promo codes", kind: "workflow", profile: "data_request", method: "GET" },
        ...{ url: world.receiver.url("/hook"), deletedBy: key, deletedAt: at(1) },
      },
      {
        ...{ id: ids[0], label: "Ärger mit Leads", kind: "event", profile: "simple", method: "POST" },
        ...{ url: world.receiver.url("/hook"), deletedBy: ada, deletedAt: at(2) },
      },
    ]);
  });

  it("is narrowed by kind and by a text of name or address, without case, beyond ASCII too", async () => {
    const { account } = await accountWithDeleted("Narrowed");
    expect(await labels(account, { kind: "workflow" })).toEqual(["promo codes"]);
    expect(await labels(account, { kind: "event" })).toEqual(["Opens to DWH", "Ärger mit Leads"]);
    expect(await labels(account, { q: "PROMO" })).toEqual(["promo codes"]);
    for (const q of ["ärger", "ÄRGER", "Ärger MIT"])
      expect(await labels(account, { q })).toEqual(["Ärger mit Leads"]);
    expect(await labels(account, { q: "Receiver.Example" })).toEqual(["Opens to DWH"]);
    for (const q of ["%", "_", "kept"]) expect(await labels(account, { q })).toEqual([]);
  });

  it("is sorted and cut as asked, and still counts all", async () => {
    const { account } = await accountWithDeleted("Sorted");
    expect(await labels(account, { sort: "deletedAt", direction: "asc" })).toEqual([
      ...["Ärger mit Leads", "promo codes", "Opens to DWH"],
    ]);
    const byLabel = await labels(account, { sort: "label", direction: "asc" });
    expect(byLabel.slice(0, 2)).toEqual(["Opens to DWH", "promo codes"]);
    expect(await labels(account, { sort: "profile", direction: "desc" })).toEqual([
      ...["Opens to DWH", "Ärger mit Leads", "promo codes"],
    ]);
    const second = await listDeletedWebhooks(account.caller, { limit: "1", offset: "1" });
    expect([second.total, second.webhooks.map(({ label }) => label)]).toEqual([3, ["promo codes"]]);
  });

  it("shows nothing of another account, and names the field that it does not know", async () => {
    const other = await world.newAccount("Another");
    expect(await listDeletedWebhooks(other.caller)).toEqual({ webhooks: [], total: 0 });
    await expect(listDeletedWebhooks(other.caller, { sort: "url" } as never)).rejects.toMatchObject({
      ...{ status: 400, errors: [{ path: "sort" }] },
    });
  });
});

describe("the lists of what is not deleted", () => {
  it("screens 4.3: one is of event webhooks, the other of those in workflows; both count against the limit", async () => {
    const { account } = await accountWithDeleted("Two lists");
    const of = async (kind: "event" | "workflow") => {
      const { rows, total, used } = await listWebhookRows(account.caller, { kind });
      return { labels: rows.map(({ webhook }) => webhook.label), total, used };
    };
    expect(await of("event")).toEqual({ labels: ["Kept on events"], total: 1, used: 2 });
    expect(await of("workflow")).toEqual({ labels: ["Kept in workflows"], total: 1, used: 2 });
    const { rows } = await listWebhookRows(account.caller, { kind: "workflow" });
    expect(rows[0]?.webhook).toMatchObject({ method: "POST", profile: "scenario", status: "active" });
  });

  it("S4.41: a webhook of a workflow is deleted as it stands, and frees its place", async () => {
    const account = await world.newAccount("Freed");
    const { id } = await make(account, "Codes", DATA_REQUEST);
    expect((await readUsage(account.caller)).used).toBe(1);
    await deleteWebhook({ ...account.caller, actor: ada }, id);
    expect((await readUsage(account.caller)).used).toBe(0);
    expect(await labels(account)).toEqual(["Codes"]);
    expect((await listWebhookRows(account.caller, { kind: "workflow" })).total).toBe(0);
    await expect(make(account, "Codes", DATA_REQUEST)).resolves.toMatchObject({ label: "Codes" });
  });
});
