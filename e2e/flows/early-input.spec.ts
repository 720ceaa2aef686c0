import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/flows";

/** Lets the scripts of the pages that come wait, as on a slow line, until it is told to let them go. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test("what is pressed before the scripts of a page arrive is done when they have", async ({
  member: page,
  server,
  seed,
}) => {
  const release = await holdScripts(page);
  await page.goto(server.url, { waitUntil: "commit" });
  await page.getByRole("button", { name: `${seed.member.email}, Member` }).click();
  await expect(page.locator("html[data-hydrated]")).toHaveCount(0);
  release();
  await expect(page.getByRole("menu")).toContainText("Member of Acme");
});

test("whoever signs in before the scripts arrive is signed in when they have, and the password gets into no address", async ({
  page,
  server,
  seed,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const release = await holdScripts(page);
  await page.goto(`${server.url}/sign-in`, { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(seed.member.email);
  await page.getByLabel("Password", { exact: true }).fill(seed.member.password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
  release();
  await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
  expect(addresses.filter((address) => /[?&](email|password)=/.test(address))).toEqual([]);
});
