import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newClient } from "@/e2e/fixtures/browser-client";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { browserOf } from "./browser-of";
import type { Caller } from "./caller";
import { changePassword } from "./change-password";
import { createUser } from "./create-user";
import { endOtherSessions, endSession } from "./end-sessions";
import { listSessions } from "./list-sessions";
import { renameSelf } from "./rename";
import { requestPasswordReset } from "./request-password-reset";
import { isResetToken } from "./reset-token";
import { resetWithToken } from "./reset-with-token";
import { checkPassword } from "./sign-in";
import { createSignInLimits } from "./sign-in-limits";

const PASSWORD = "correct horse battery";
const NEW = "a rather new password";

let world: World;
let caller: Caller;
let email: string;
let userId: string;
beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: "https://tidings.example.org" } });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.tidings.signInLimits = createSignInLimits();
  email = `ben.${crypto.randomUUID()}@example.org`;
  ({ userId } = await createUser(world.tidings, world.clientId, {
    ...{ email, password: PASSWORD, role: "member" },
  }));
  caller = { ...world.caller, actor: { kind: "user", id: userId, name: email } };
});

const signIn = (password: string) =>
  checkPassword(world.tidings, newClient(world.tidings), { email, password }, () => {});
const sessions = () => listSessions(world.tidings, userId, "none");
const entries = async (action: string) => {
  const { orm, tables } = world.tidings.database;
  const { auditEntries } = tables;
  const mine = and(eq(auditEntries.targetId, userId), eq(auditEntries.action, action));
  return orm.select().from(auditEntries).where(mine);
};

describe("changing one's own password", () => {
  it("G6: ends every other session and leaves one audit entry without either password", async () => {
    for (let times = 0; times < 3; times++) await signIn(PASSWORD);
    const [current] = await sessions();
    const kept = current?.id as string;
    const input = { currentPassword: PASSWORD, newPassword: NEW };
    expect(await changePassword(caller, kept, input)).toEqual({ sessionsEnded: 2 });
    expect((await sessions()).map(({ id }) => id)).toEqual([kept]);
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ status: 401 });
    await expect(signIn(NEW)).resolves.toMatchObject({ next: "signed_in" });
    const [entry, ...more] = await entries("user.password_changed");
    expect(more).toEqual([]);
    expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${PASSWORD}|${NEW}`));
  });

  it.each([
    [{ currentPassword: "wrong", newPassword: NEW }, "currentPassword"],
    [{ currentPassword: PASSWORD, newPassword: "too short" }, "newPassword"],
    [{ currentPassword: PASSWORD, newPassword: "x".repeat(129) }, "newPassword"],
    [{ currentPassword: PASSWORD, newPassword: "Password123" }, "newPassword"],
    [{ currentPassword: PASSWORD, newPassword: "zzzzzzzzzzzz" }, "newPassword"],
    [{ newPassword: NEW }, "currentPassword"],
  ])("is refused with %o at %s", async (input, path) => {
    await expect(changePassword(caller, "x", input)).rejects.toMatchObject({
      status: 400,
      errors: [{ path }],
    });
    await expect(signIn(PASSWORD)).resolves.toBeDefined();
  });

  it("does not take the e-mail address for a password", async () => {
    const input = { currentPassword: PASSWORD, newPassword: email.toUpperCase() };
    await expect(changePassword(caller, "x", input)).rejects.toMatchObject({
      errors: [{ path: "newPassword" }],
    });
  });
});

describe("sessions", () => {
  it("are listed with browser, address and times, and end one by one or all but one", async () => {
    for (let times = 0; times < 4; times++) await signIn(PASSWORD);
    const [first, second] = await sessions();
    const list = await listSessions(world.tidings, userId, second?.id as string);
    expect(list[0]).toMatchObject({
      ...{ id: second?.id, isCurrent: true, address: "198.51.100.1" },
      browser: { name: "Firefox", system: "Linux" },
    });
    await endSession(caller, first?.id as string);
    await expect(endSession(caller, first?.id as string)).rejects.toMatchObject({ status: 404 });
    expect(await endOtherSessions(caller, second?.id as string)).toEqual({ ended: 2 });
    expect((await sessions()).map(({ id }) => id)).toEqual([second?.id]);
    expect(await entries("user.session_ended")).toHaveLength(1);
    expect(await entries("user.other_sessions_ended")).toHaveLength(1);
  });

  it("of somebody else can't be ended", async () => {
    await signIn(PASSWORD);
    const [session] = await sessions();
    const stranger = { ...caller, actor: { ...caller.actor, id: crypto.randomUUID() } };
    await expect(endSession(stranger, session?.id as string)).rejects.toMatchObject({ status: 404 });
    await expect(endSession(stranger, "' OR 1=1 --")).rejects.toMatchObject({ status: 404 });
    expect(await sessions()).toHaveLength(1);
  });

  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      "Edge",
      "Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
      "Safari",
      "macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1",
      "Chrome",
      "iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
      "Samsung Internet",
      "Android",
    ],
    ["curl/8.0", null, null],
  ])("name the browser of %s", (userAgent, name, system) => {
    expect(browserOf(userAgent)).toEqual({ name, system });
  });
});

describe("one's own name", () => {
  it("is changed with one audit entry, and none where nothing changes", async () => {
    await renameSelf(caller, { name: " Ben Bitdiddle " });
    await renameSelf(caller, { name: "Ben Bitdiddle" });
    const [entry, ...more] = await entries("user.renamed");
    expect(more).toEqual([]);
    expect(entry?.details).toEqual({ changes: { name: { before: email, after: "Ben Bitdiddle" } } });
    await expect(renameSelf(caller, { name: " " })).rejects.toMatchObject({ errors: [{ path: "name" }] });
  });
});

describe("a reset by mail", () => {
  const mails = async () => {
    const { orm, tables } = world.tidings.database;
    return orm.select().from(tables.mails).where(eq(tables.mails.recipient, email));
  };
  async function ask() {
    await requestPasswordReset(world.tidings, { email, address: null });
    const text = (await mails()).at(-1)?.text ?? "";
    return /https:\/\/tidings\.example\.org\/reset-password\?token=([\w-]{43})\n/.exec(text)?.[1] as string;
  }

  it("G6: sets the password once, ends every session and signs nobody in", async () => {
    await signIn(PASSWORD);
    const token = await ask();
    expect(await isResetToken(world.tidings, token)).toBe(true);
    expect(await resetWithToken(world.tidings, { token, password: NEW })).toEqual({ email });
    expect(await sessions()).toEqual([]);
    await expect(resetWithToken(world.tidings, { token, password: NEW })).rejects.toMatchObject({
      status: 404,
    });
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ status: 401 });
    await expect(signIn(NEW)).resolves.toMatchObject({ next: "signed_in" });
    expect(await entries("user.password_reset_requested")).toHaveLength(1);
    expect(await entries("user.password_reset")).toHaveLength(1);
  });

  it("stores only the hash of its 256 bits", async () => {
    const token = await ask();
    const rows = await world.tidings.database.rows("SELECT * FROM verifications", []);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });

  it("makes older links void, and each ends after an hour", async () => {
    const older = await ask();
    const newer = await ask();
    expect(await isResetToken(world.tidings, older)).toBe(false);
    world.clock.now += 3_600_000;
    expect(await isResetToken(world.tidings, newer)).toBe(false);
    const late = resetWithToken(world.tidings, { token: newer, password: NEW });
    await expect(late).rejects.toMatchObject({ status: 404 });
    await expect(signIn(PASSWORD)).resolves.toBeDefined();
  });

  it("is not used up by a password that is refused, nor by two at once more than once", async () => {
    const token = await ask();
    await expect(resetWithToken(world.tidings, { token, password: "password1234" })).rejects.toMatchObject({
      errors: [{ path: "password" }],
    });
    const both = await Promise.allSettled(
      [NEW, `${NEW}!`].map((password) => resetWithToken(world.tidings, { token, password })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("sends nothing where nobody has the address", async () => {
    await requestPasswordReset(world.tidings, { email: "nobody@example.org", address: null });
    expect(await mails()).toEqual([]);
    await expect(resetWithToken(world.tidings, { token: "", password: NEW })).rejects.toMatchObject({
      status: 404,
    });
  });
});
