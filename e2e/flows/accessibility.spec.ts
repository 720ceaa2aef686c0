import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { everyPage, newEvent, PUBLIC_PAGES, type Things } from "../fixtures/every-page";
import { expect, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const SCHEMES = ["light", "dark"] as const;

for (const scheme of SCHEMES) {
  test(`axe finds nothing serious on any page or dialog in the ${scheme}, and no script or style breaks the content policy`, async ({
    administrator: page,
    server,
    seed,
    newWebhook,
    happen,
  }) => {
    test.setTimeout(240_000);
    const { id } = await newWebhook();
    await happen(id, ["delivered"]);
    const things = await makeThings(page, server, seed, id);
    const complaints = listen(page);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const path of everyPage(things)) await look(page, server.url + path);
    await page.context().clearCookies();
    for (const path of PUBLIC_PAGES) await look(page, server.url + path);
    expect(complaints).toEqual([]);
  });
}

test("every page fits a window of 320 px: nothing is cut off or scrolls sideways", async ({
  administrator: page,
  server,
  seed,
  newWebhook,
}) => {
  test.setTimeout(180_000);
  const { id } = await newWebhook();
  const things = await makeThings(page, server, seed, id);
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of everyPage(things)) {
    await open(page, server.url + path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(320);
  }
});

async function makeThings(page: Page, server: TidingsServer, seed: Seed, webhookId: string): Promise<Things> {
  await page.goto(`${server.url}/administration/inbox`);
  await page.getByRole("button", { name: "New address" }).first().click();
  await page.waitForURL(/\/administration\/inbox\/[\w-]+$/);
  const inboxToken = new URL(page.url()).pathname.split("/").at(-1) as string;
  return { webhookId, eventId: await newEvent(server, seed), inboxToken };
}

/** Errors of the browser's console but for the answers that pages of wrong addresses give. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

async function open(page: Page, url: string) {
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  if (/[?&](create|edit|preview|runs|test|deactivate|delete)=/.test(url)) {
    await expect(page.getByRole("dialog").first()).toBeVisible();
  }
}

async function look(page: Page, url: string) {
  await open(page, url);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .join(" | ")
        .slice(0, 400)}`,
  );
  expect(found, url).toEqual([]);
}
