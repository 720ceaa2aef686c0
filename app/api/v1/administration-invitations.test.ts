import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { acceptAsNew } from "@/lib/users/accept-as-new";

let world: World;
let doors: Doors;
beforeEach(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterEach(() => world.close());

const BEN = { email: "Ben@Example.org", role: "member" };
const invite = (body: unknown = BEN, headers = {}) => doors.v1("POST", "/invitations", { body, headers });
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const join = (token: string) =>
  acceptAsNew(world.tidings, { token, name: "Ben", password: "four words of mine" });

describe("invitations by the API", () => {
  it("without a mail server hold the link, which lets the person in", async () => {
    const { status, json } = await invite();
    expect([status, json]).toEqual([
      201,
      {
        invitation: {
          ...{ id: expect.any(String), email: "ben@example.org", role: "member", invitedBy: "a program" },
          ...{ createdAt: expect.any(String), expiresAt: expect.any(String), expired: false },
        },
        link: expect.stringContaining("/invitation?token="),
      },
    ]);
    await join(tokenOf(json.link));
    expect((await doors.v1("GET", "/invitations")).json).toEqual({ invitations: [], total: 0 });
    expect((await doors.v1("DELETE", `/invitations/${json.invitation.id}`)).status).toBe(409);
  });

  it("with a mail server answer no link", async () => {
    const other = await openWorld({ env: { SMTP_URL: "smtp://127.0.0.1:1" } });
    onTestFinished(() => other.close());
    const there = await openDoors(other);
    expect((await there.v1("POST", "/invitations", { body: BEN })).json.link).toBeNull();
  });

  it("are listed newest first, sorted and cut, with their number", async () => {
    for (const email of ["b@example.org", "c@example.org", "a@example.org"]) {
      world.clock.now += 1_000;
      await invite({ email, role: "member" });
    }
    const list = async (query = "") => {
      const { json } = await doors.v1("GET", `/invitations${query}`);
      return [json.invitations.map(({ email }: { email: string }) => email[0]).join(""), json.total];
    };
    expect(await list()).toEqual(["acb", 3]);
    expect(await list("?sort=email&direction=asc&limit=2")).toEqual(["ab", 3]);
    expect(await list("?offset=2")).toEqual(["b", 3]);
    expect((await doors.v1("GET", "/invitations?state=open")).errors).toMatchObject([{ path: "state" }]);
  });

  it("are sent again with another link, and revoked once", async () => {
    const first = (await invite()).json;
    const path = `/invitations/${first.invitation.id.toUpperCase()}`;
    const again = await doors.v1("POST", `${path}/send-again`);
    expect(again).toMatchObject({ status: 200, json: { invitation: { id: first.invitation.id } } });
    await expect(join(tokenOf(first.link))).rejects.toMatchObject({ status: 409 });
    expect((await doors.v1("DELETE", path)).status).toBe(204);
    expect((await doors.v1("DELETE", path)).status).toBe(409);
    await expect(join(tokenOf(again.json.link))).rejects.toMatchObject({ status: 409 });
    const { entries } = await listAudit(world.caller, { targetId: first.invitation.id });
    expect(entries.map(({ action }) => action)).toEqual([
      ...["invitation.revoked", "invitation.sent_again", "invitation.created"],
    ]);
  });

  it.each([
    ["email", { email: "nobody", role: "member" }],
    ["email", { role: "member" }],
    ["role", { email: "ben@example.org", role: "owner" }],
    ["name", { ...BEN, name: "Ben" }],
  ])("are refused at %s for %j", async (path, body) => {
    expect(await invite(body)).toMatchObject({ status: 400, errors: [{ path }] });
  });

  it("of a member, or a second one, are 409 at the address", async () => {
    await invite();
    expect(await invite()).toMatchObject({ status: 409, errors: [{ path: "email" }] });
    const acme = { email: "acme@example.org", role: "member" };
    expect(await invite(acme)).toMatchObject({ status: 409, errors: [{ path: "email" }] });
  });

  it("under one Idempotency-Key are made once, and their link is answered once", async () => {
    const headers = { "idempotency-key": "invite-ben" };
    expect((await invite(BEN, headers)).status).toBe(201);
    expect((await invite(BEN, headers)).json.type).toBe("/problems/idempotency_conflict");
    await doors.forgetAnswers();
    expect((await invite(BEN, headers)).json.type).toBe("/problems/idempotency_conflict");
    expect(await doors.count("invitations")).toBe(1);
  });
});
