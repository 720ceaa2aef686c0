import { and, desc, eq, like } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newClient } from "@/e2e/fixtures/browser-client";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { Caller } from "./caller";
import { createUser } from "./create-user";
import { resetPassword } from "./reset-password";
import {
  beginSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  renewBackupCodes,
  secondFactorOf,
} from "./second-factor";
import { checkPassword } from "./sign-in";
import { createSignInLimits } from "./sign-in-limits";
import { checkCode } from "./verify-second-factor";

const PASSWORD = "correct horse battery";
const confirmation = { password: PASSWORD };

let world: World;
let caller: Caller;
let client: ReturnType<typeof newClient>;
let email: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.tidings.signInLimits = createSignInLimits();
  email = `ben.${crypto.randomUUID()}@example.org`;
  const { userId } = await createUser(world.tidings, world.clientId, {
    ...{ email, password: PASSWORD, role: "member" },
  });
  caller = { ...world.caller, actor: { kind: "user", id: userId, name: email } };
  client = newClient(world.tidings);
  await signInByPassword();
});

/** The newest row of the table is the one that this browser's cookie names. */
async function signInByPassword() {
  const answer = await checkPassword(world.tidings, client, { email, password: PASSWORD }, () => {});
  const { orm, tables } = world.tidings.database;
  const { sessions, verifications } = tables;
  const userId = caller.actor.id as string;
  if (answer.next === "signed_in") {
    const mine = eq(sessions.userId, userId);
    const [row] = await orm.select().from(sessions).where(mine).orderBy(desc(sessions.id)).limit(1);
    await client.setSigned("_session", row?.token as string);
  } else {
    const mine = and(eq(verifications.value, userId), like(verifications.identifier, "2fa-%"));
    const [row] = await orm.select().from(verifications).where(mine).orderBy(desc(verifications.id)).limit(1);
    await client.setSigned(".two_factor", row?.identifier as string);
  }
  return answer.next;
}

async function enrol() {
  const { uri, secret, backupCodes } = await beginSecondFactor(caller, client, confirmation);
  const app = new TOTP({ secret: Secret.fromBase32(secret), issuer: "Tidings", label: email });
  await confirmSecondFactor(caller, client, { code: app.generate() });
  return { uri, app, backupCodes };
}
const enter = (code: string) => checkCode(world.tidings, client, { code, trustDevice: false });
const actions = async () => {
  const { orm, tables } = world.tidings.database;
  const { auditEntries } = tables;
  const mine = eq(auditEntries.targetId, caller.actor.id as string);
  const rows = await orm.select().from(auditEntries).where(mine).orderBy(auditEntries.id);
  return rows.map(({ action, details }) => [action, details]);
};

describe("the second factor", () => {
  it("is asked for only once a first code has confirmed it, and then after the right password alone", async () => {
    const { secret } = await beginSecondFactor(caller, client, confirmation);
    expect(await secondFactorOf(world.tidings, caller.actor.id as string)).toBeNull();
    expect(await signInByPassword()).toBe("signed_in");
    const wrong = { code: "000000" };
    await expect(confirmSecondFactor(caller, client, wrong)).rejects.toMatchObject({
      errors: [{ path: "code" }],
    });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    await confirmSecondFactor(caller, client, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(await secondFactorOf(world.tidings, caller.actor.id as string)).toBe(10);
    const wrongPassword = { email, password: "wrong" };
    await expect(checkPassword(world.tidings, client, wrongPassword, () => {})).rejects.toMatchObject({
      status: 401,
    });
    expect(await signInByPassword()).toBe("second_factor");
    await expect(beginSecondFactor(caller, client, confirmation)).rejects.toMatchObject({ status: 409 });
  });

  it("names the product and the person in the app, and is stored encrypted", async () => {
    const { uri, backupCodes } = await enrol();
    expect(decodeURIComponent(uri)).toMatch(new RegExp(`^otpauth://totp/Tidings:${email}\\?`));
    expect(backupCodes).toHaveLength(10);
    const [row] = await world.tidings.database.rows<{ secret: string; backup_codes: string }>(
      "SELECT secret, backup_codes FROM two_factors WHERE user_id = $1",
      [caller.actor.id],
    );
    expect(row?.backup_codes).not.toContain(backupCodes[0]);
    expect(uri).not.toContain(row?.secret);
  });

  it("lets in by a code once, and by each backup code once", async () => {
    const { app, backupCodes } = await enrol();
    const [first = "", second = ""] = backupCodes;
    await signInByPassword();
    const code = app.generate();
    await expect(enter(code)).resolves.toMatchObject({ email });
    await signInByPassword();
    await expect(enter(code)).rejects.toMatchObject({ errors: [{ path: "code" }] });
    await expect(enter(first.toUpperCase().replace("-", " "))).resolves.toMatchObject({ email });
    await signInByPassword();
    await expect(enter(first)).rejects.toMatchObject({ status: 400 });
    await enter(second);
    expect(await secondFactorOf(world.tidings, caller.actor.id as string)).toBe(8);
    expect((await actions()).filter(([action]) => action === "user.signed_in").slice(-2)).toEqual([
      ["user.signed_in", { address: "198.51.100.1", secondFactor: "backup_code" }],
      ["user.signed_in", { address: "198.51.100.1", secondFactor: "backup_code" }],
    ]);
  });

  it("ends a sign-in after five wrong codes, and refuses more than ten for one person", async () => {
    const { app } = await enrol();
    await signInByPassword();
    for (let guess = 0; guess < 5; guess++) {
      await expect(enter(`00000${guess}`)).rejects.toMatchObject({ status: 400 });
    }
    await expect(enter(app.generate())).rejects.toMatchObject({ problem: "sign_in_expired" });
    await signInByPassword();
    const rest = await Promise.allSettled(Array.from({ length: 8 }, (_, guess) => enter(`11111${guess}`)));
    expect(rest.filter((r) => r.status === "rejected" && r.reason.status === 429).length).toBeGreaterThan(0);
    await signInByPassword();
    await expect(enter(app.generate())).rejects.toMatchObject({ status: 429 });
  });

  it("wants nothing but the pending sign-in: without one, or with a forged one, no code is judged", async () => {
    const { app } = await enrol();
    // A session of the same browser is none.
    await expect(enter(app.generate())).rejects.toMatchObject({ problem: "sign_in_expired" });
    await client.setSigned(".two_factor", "2fa-invented");
    await expect(enter(app.generate())).rejects.toMatchObject({ problem: "sign_in_expired" });
  });

  it("G6: a sign-in that still owes its code ends with the old password", async () => {
    const { app } = await enrol();
    await signInByPassword();
    await resetPassword(world.tidings, { email, password: "another password" });
    await expect(enter(app.generate())).rejects.toMatchObject({ problem: "sign_in_expired" });
  });

  it("is switched off, and its backup codes renewed, with the password alone, which is limited too", async () => {
    const { backupCodes } = await enrol();
    await signInByPassword();
    await enter(backupCodes[9] as string);
    const [session] = await world.tidings.database.rows<{ token: string }>(
      "SELECT token FROM sessions WHERE user_id = $1 ORDER BY id DESC LIMIT 1",
      [caller.actor.id],
    );
    await client.setSigned("_session", session?.token as string);
    const renewed = await renewBackupCodes(caller, client, confirmation);
    expect(renewed.backupCodes).toHaveLength(10);
    expect(renewed.backupCodes).not.toContain(backupCodes[0]);
    await expect(disableSecondFactor(caller, { password: "wrong" })).rejects.toMatchObject({
      errors: [{ path: "password" }],
    });
    await disableSecondFactor(caller, confirmation);
    expect(await signInByPassword()).toBe("signed_in");
    expect((await actions()).map(([action]) => action)).toEqual(
      expect.arrayContaining([
        "user.second_factor_enabled",
        "user.backup_codes_renewed",
        "user.second_factor_disabled",
      ]),
    );
    const tries = Array.from({ length: 12 }, () => disableSecondFactor(caller, { password: "wrong" }));
    const limited = (await Promise.allSettled(tries)).filter(
      (r) => r.status === "rejected" && r.reason.status === 429,
    );
    expect(limited).toHaveLength(2);
  });

  it("stays when the operator sets a password, unless told to take it away", async () => {
    await enrol();
    await resetPassword(world.tidings, { email, password: PASSWORD });
    expect(await signInByPassword()).toBe("second_factor");
    await resetPassword(world.tidings, { email, password: PASSWORD, disableTwoFactor: true });
    expect(await signInByPassword()).toBe("signed_in");
    expect((await actions()).filter(([action]) => action === "user.password_reset")).toHaveLength(2);
  });
});
