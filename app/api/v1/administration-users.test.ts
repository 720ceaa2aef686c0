import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { type People, peopleOf } from "@/lib/users/people.fixture";

let world: World;
let doors: Doors;
let people: People;
beforeEach(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  people = peopleOf(world);
});
afterEach(() => world.close());

const emails = async (query = "") =>
  (await doors.v1("GET", `/users${query}`)).json.users.map(({ email }: { email: string }) => email);
/** What was noted about a person since the beginning. */
const entries = async (targetId: string) =>
  (await listAudit(world.caller, { targetId })).entries.filter(({ action }) => action !== "user.created");

describe("users by the API", () => {
  it("are listed by name, narrowed, sorted and cut, with their number", async () => {
    const ben = await people.add("ben@example.org", "member");
    await people.add("zoe@example.org", "administrator");
    await people.add("eve@example.org", "member", (await world.newAccount("Umbra")).clientId);
    expect(await emails()).toEqual(["acme@example.org", "ben@example.org", "zoe@example.org"]);
    expect(await emails("?direction=desc&limit=1&offset=1")).toEqual(["ben@example.org"]);
    expect(await emails("?sort=role&direction=desc&limit=1")).toEqual(["ben@example.org"]);
    expect(await emails("?q=ZOE")).toEqual(["zoe@example.org"]);
    const { json } = await doors.v1("GET", "/users?role=administrator&limit=1");
    expect(json).toMatchObject({ users: [{ role: "administrator" }], total: 2 });
    const one = await doors.v1("GET", `/users/${ben.toUpperCase()}`);
    expect(one.json).toEqual({
      ...{ id: ben, name: "ben@example.org", email: "ben@example.org", role: "member" },
      ...{ twoFactor: false, lastSignInAt: null },
    });
  });

  it.each([
    ["role", "owner"],
    ["sort", "password"],
    ["limit", "0"],
    ["page", "2"],
    ["q", "a\u0000"],
  ])("are refused with 400 at %s=%j", async (name, value) => {
    const { status, errors } = await doors.v1("GET", `/users?${new URLSearchParams({ [name]: value })}`);
    expect([status, errors.map(({ path }) => path)]).toEqual([400, [name]]);
  });

  it("G6, G13: get another role at once, which leaves one entry by the key", async () => {
    const ben = await people.add("ben@example.org", "member");
    const body = { role: "administrator" };
    const changed = await doors.v1("PATCH", `/users/${ben.toUpperCase()}`, { body });
    expect(changed).toMatchObject({ status: 200, json: { id: ben, role: "administrator" } });
    expect(await people.roleOf(ben)).toBe("administrator");
    expect(await entries(ben)).toMatchObject([
      { action: "user.role_changed", actor: { kind: "api_key", name: "a program" } },
    ]);
  });

  it.each([
    ["role", {}],
    ["role", { role: "owner" }],
    ["userId", { role: "member", userId: "somebody else's" }],
    ["", []],
    ["", null],
  ])("get no role at %j for %j", async (path, body) => {
    const ben = await people.add("ben@example.org", "member");
    const { status, errors } = await doors.v1("PATCH", `/users/${ben}`, { body });
    expect([status, errors.map((error) => error.path)]).toEqual([400, [path]]);
    expect(await people.roleOf(ben)).toBe("member");
  });

  it("always have an administrator among them: the last is neither demoted nor removed", async () => {
    const acme = (await people.userOf("acme@example.org"))?.id as string;
    for (const answer of [
      await doors.v1("PATCH", `/users/${acme}`, { body: { role: "member" } }),
      await doors.v1("DELETE", `/users/${acme}`),
    ]) {
      expect(answer).toMatchObject({ status: 409, json: { type: "/problems/conflict" } });
    }
    expect(await people.roleOf(acme)).toBe("administrator");
    expect(await entries(acme)).toEqual([]);
  });

  it("are removed and signed out, and then are not there any more", async () => {
    const ben = await people.add("ben@example.org", "member");
    await people.startSession(ben, world.clientId);
    expect((await doors.v1("DELETE", `/users/${ben.toUpperCase()}/sessions`)).status).toBe(204);
    expect(await people.sessions(ben)).toEqual([]);
    expect((await doors.v1("DELETE", `/users/${ben.toUpperCase()}`)).status).toBe(204);
    expect((await doors.v1("DELETE", `/users/${ben}`)).status).toBe(404);
    expect((await doors.v1("GET", `/users/${ben}`)).status).toBe(404);
    expect((await entries(ben)).map(({ action }) => action)).toEqual(["user.removed", "user.sessions_ended"]);
  });
});
