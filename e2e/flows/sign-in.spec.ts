import type { BrowserContext, Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "../fixtures/flows";
import { newPerson, type Person } from "../fixtures/own-person";
import type { TidingsServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";

const COOKIE = "__Host-tidings_session";

function read<Row>(server: TidingsServer, sql: string, ...values: unknown[]): Row[] {
  const database = new Sqlite(`${server.dataDir}/tidings.db`, { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

const sessionsOf = (server: TidingsServer, { email }: Person) =>
  read<{ id: string }>(
    server,
    "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = ?",
    email,
  );

async function enter(page: Page, { email, password }: Person) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const sessionCookie = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === COOKIE);

test("G6: each sign-in makes a new session with a well-guarded cookie, and signing out ends it on the server", async ({
  page,
  context,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  // Under this scheme the browser takes it for a secure cookie of this very host.
  const planted = {
    name: COOKIE,
    value: "planted",
    url: server.url.replace("http:", "https:"),
    secure: true,
  };
  await context.addCookies([planted]);
  await signIn(page, server.url, person);
  for (const cookie of await context.cookies()) {
    expect(cookie.name).toMatch(/^__Host-/);
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax", path: "/" });
  }
  const first = (await sessionCookie(context)) as { value: string };
  expect(first.value).not.toBe("planted");
  await page.getByRole("button", { name: person.email }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(sessionsOf(server, person)).toEqual([]);

  await context.addCookies([{ ...planted, value: first.value }]);
  await page.goto(`${server.url}/profile`);
  await expect(page).toHaveURL(/\/sign-in/);
  await enter(page, person);
  await expect(page).toHaveURL(/\/profile$/);
  expect((await sessionCookie(context))?.value).not.toBe(first.value);
});

test("a forgotten password is set again by a link that works once, and every session ends", async ({
  page,
  browser,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, server.url, person);

  await page.goto(`${server.url}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // Both pages have a field of that name.
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`If there is a user with ${person.email}`)).toBeVisible();
  const link = () => {
    const [mail] = read<{ text: string }>(server, "SELECT text FROM mails WHERE recipient = ?", person.email);
    return /http\S+reset-password\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  };
  await expect.poll(link).toContain(`${server.url}/reset-password?token=`);

  await page.goto(link());
  await expect(page.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  await page.getByLabel("New password").fill("password1234");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText(/one of the most common passwords/)).toBeVisible();
  await page.getByLabel("New password").fill("a rather new password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("heading", { name: "Your new password is set" })).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.context().close();

  await page.goto(link());
  await expect(page.getByRole("heading", { name: "This link can't be used" })).toBeVisible();
  await signIn(page, server.url, { ...person, password: "a rather new password" });
});

test("a second factor is switched on, asked for at the next sign-in, and a backup code stands in for it once", async ({
  page,
  context,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  await signIn(page, server.url, person);
  await page.goto(`${server.url}/profile`);
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByLabel("Your password").fill(person.password);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Key", { exact: true }).textContent()) ?? "";
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel("Code", { exact: true }).fill(app.generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  const codes = page.getByRole("list", { name: "Your backup codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const backupCode = (await codes.first().textContent()) ?? "";
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 backup codes left")).toBeVisible();

  const startAgain = async () => {
    await context.clearCookies();
    await page.goto(`${server.url}/profile`);
    await enter(page, person);
    await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  };
  await startAgain();
  expect(await sessionCookie(context)).toBeUndefined();
  for (const cookie of await context.cookies()) {
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax", path: "/" });
    expect(cookie.name).toMatch(/^__Host-/);
  }
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/The code is wrong/)).toBeVisible();
  // The next one, which counts already: a device's clock may be ahead.
  await page.getByLabel("Code", { exact: true }).fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/profile$/);

  await startAgain();
  await page.getByLabel("Code", { exact: true }).fill(backupCode);
  await page.getByLabel("Trust this device for 30 days").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("9 backup codes left")).toBeVisible();
  const kept = (await context.cookies()).filter(({ name }) => name !== COOKIE);
  await context.clearCookies();
  await context.addCookies(kept);
  await page.goto(`${server.url}/profile`);
  await enter(page, person);
  await expect(page).toHaveURL(/\/profile$/);

  await page.getByRole("button", { name: "Switch off" }).click();
  await page.getByLabel("Your password").fill(person.password);
  await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
});

test("sessions are listed and ended one by one or all at once; a new password ends the others", async ({
  page,
  browser,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  const other = await (await browser.newContext()).newPage();
  await signIn(page, server.url, person);
  await signIn(other, server.url, person);
  await page.goto(`${server.url}/profile`);
  const sessions = page.getByRole("region", { name: "Sessions" });
  const rows = sessions.getByRole("row").filter({ hasText: "127.0.0.1" });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "This session" })).toHaveCount(1);
  await rows.getByRole("button", { name: /^Sign out/ }).click();
  await expect(rows).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);

  await signIn(other, server.url, person);
  await page.getByLabel("Current password").fill(person.password);
  await page.getByLabel("New password").fill("a rather new password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed, and 1 other session was signed out.")).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(rows).toHaveCount(1);

  await signIn(other, server.url, { ...person, password: "a rather new password" });
  await page.reload();
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(rows).toHaveCount(1);
  expect(sessionsOf(server, person)).toHaveLength(1);
  await other.context().close();
});

test("G5: after ten wrong passwords strangers wait, and the owner still signs in from a known device", async ({
  page,
  browser,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  await signIn(page, server.url, person);
  await page.context().clearCookies({ name: COOKIE });
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${server.url}/sign-in`);
  const answers = stranger.getByRole("alert").filter({ hasText: "You are not signed in" });
  for (let guess = 0; guess < 10; guess++) {
    const answered = stranger.waitForResponse((response) => response.request().method() === "POST");
    await enter(stranger, { ...person, password: `guess ${guess}` });
    await answered;
    await expect(answers).toContainText("E-mail or password is wrong.");
  }
  await enter(stranger, person);
  await expect(answers).toContainText(/Too many attempts. Try again in \d+ minutes/);
  await stranger.context().close();
  await signIn(page, server.url, person);
  const failed = read<{ n: number }>(
    server,
    "SELECT count(*) AS n FROM audit_entries WHERE action = 'user.sign_in_failed' AND actor_name = ?",
    person.email,
  );
  expect(failed).toEqual([{ n: 10 }]);
});
