import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { writeContacts } from "@/lib/contacts/write";
import { newId } from "@/lib/ids";
import { readLinks } from "@/lib/messages/queue";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: "https://tidings.example.com" } });
  doors = await openDoors(world);
});
afterAll(() => world.close());

/** A contact of its own, with its link. */
async function newReader() {
  const id = crypto.randomUUID();
  const { clientId: accountId, dataCenterId } = world;
  await writeContacts(world.caller, dataCenterId, { contacts: [{ id, email: `${id}@example.org` }] });
  const { database } = world.tidings;
  const place = { accountId, dataCenterId };
  const links = await database.atomically((tx) => readLinks(database, tx, place, [id]));
  const optOuts = async () => {
    const path = `/data-centers/${dataCenterId}/contacts/${id}/opt-outs`;
    return (await doors.v1("GET", path)).json.optOuts;
  };
  return { token: links.get(id) ?? "", optOuts };
}

const click = (address: string, headers: Record<string, string> = {}) =>
  doors.call("POST", `/api/unsubscribe/${address}`, {
    ...{ key: null, raw: "List-Unsubscribe=One-Click" },
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });

describe("RFC 8058: POST /api/unsubscribe/{token}", () => {
  it.each([
    ["a mail program, which sends neither cookie nor origin", {}],
    ["a page of a mail provider", { origin: "https://mail.example", "sec-fetch-site": "cross-site" }],
    ["somebody with a key that is no good", { authorization: "Bearer tdg_nobodys" }],
  ])("takes one click of %s", async (_, headers) => {
    const { token, optOuts } = await newReader();
    const answer = await click(`${token}?mail=${newId()}`, headers as Record<string, string>);
    expect([answer.status, answer.text]).toEqual([200, "You are unsubscribed.\n"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await optOuts()).toMatchObject([{ optInField: null, out: true, because: "message.unsubscribed" }]);
  });

  it("takes it twice, whatever stands for the mail", async () => {
    const { token, optOuts } = await newReader();
    for (const mail of ["", "?mail=", "?mail=nonsense", "?mail=%00", `?mail=${newId()}&mail=2`]) {
      expect((await click(token + mail)).status).toBe(200);
    }
    expect(await optOuts()).toHaveLength(1);
  });

  it.each(["unknown", "a", "x".repeat(24), "x".repeat(1_000), "..", "%00", "é", "%ED%A0%80"])(
    "knows no link %s: 404 and nothing more",
    async (token) => {
      const answer = await click(encodeURIComponent(token));
      expect([answer.status, answer.json]).toEqual([
        404,
        expect.objectContaining({ type: "/problems/not_found" }),
      ]);
    },
  );
});

describe("GET /api/unsubscribe/{token}", () => {
  it("changes nothing, since scanners of mails follow every link, and leads to the page that asks", async () => {
    const { token, optOuts } = await newReader();
    const mail = newId();
    const answer = await doors.call("GET", `/api/unsubscribe/${token}?mail=${mail}`, { key: null });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      `https://tidings.example.com/unsubscribe/${token}?mail=${mail}`,
    ]);
    expect(await optOuts()).toEqual([]);
  });

  it("leads nowhere else, whatever the token is", async () => {
    for (const token of ["//evil.example", "../sign-in", "https://evil.example"]) {
      const answer = await doors.call("GET", `/api/unsubscribe/${encodeURIComponent(token)}`, { key: null });
      const { origin, pathname } = new URL(answer.headers.get("location") ?? "");
      expect([origin, pathname]).toEqual([
        "https://tidings.example.com",
        `/unsubscribe/${encodeURIComponent(token)}`,
      ]);
    }
  });
});
