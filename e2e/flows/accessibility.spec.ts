import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openAutomation } from "../fixtures/automation";
import { everyPage, newEvent, newUnsubscribeToken, PUBLIC_PAGES, type Things } from "../fixtures/every-page";
import { expect, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const PARTS = [0, 1, 2, 3];

// The parts owe each other nothing, so all workers share them.
test.describe.configure({ mode: "parallel", timeout: 300_000 });

for (const part of PARTS) {
  test(`no page or dialog has anything serious for axe in light or dark, breaks the content policy, or is wider than 320 px (part ${part + 1} of ${PARTS.length})`, async ({
    administrator: page,
    server,
    seed,
    newWebhook,
    happen,
  }) => {
    const { id } = await newWebhook();
    await happen(id, ["delivered"]);
    const { id: deletedId } = await newWebhook({ status: "inactive" });
    await server.api("DELETE", `/api/v1/${seed.clientId}/webhooks/${deletedId}`, { key: seed.key });
    const { id: requestId } = await newWebhook(DATA_REQUEST);
    const { id: scenarioId } = await newWebhook(SCENARIO);
    const made = await makeThings(page, server, seed, requestId);
    const things = { ...made, webhookId: id, requestId, scenarioId, deletedId };
    const pages = everyPage(things).filter((_, number) => number % PARTS.length === part);
    await lookAtAll(page, server, pages);
  });
}

test("the form with everything open is fine for axe, also where it says what has changed", async ({
  administrator: page,
  server,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, `${server.url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByRole("button", { name: /^Delivery settings/ }).click();
  await dialog.getByLabel("Deadline (seconds)").fill("5");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: /Message opened/ }).click();
  await expect(dialog.getByRole("button", { name: "Undo" })).toBeVisible();
  await look(page, "the form of an event stream");
  await dialog.getByRole("combobox", { name: "Retry", exact: true }).click();
  await page.getByRole("option", { name: "Custom schedule" }).click();
  await dialog.getByLabel("Concurrent requests").fill("0");
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByText("Concurrent requests must be from 1 to 256.")).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await look(page, "the form with faults in the dark");
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBeLessThanOrEqual(320);
});

test("nothing of what whoever is signed out can open does either", async ({ page, server }) => {
  await lookAtAll(page, server, PUBLIC_PAGES);
});

const DATA_REQUEST = {
  ...{ kind: "workflow", profile: "data_request", triggers: [], method: "POST" },
  template: {
    parameters: { in: "query", pairs: [{ name: "email", value: "%EMAIL%" }] },
    body: { format: "json", template: '{ "id": "%CONTACT_ID%", "city": "%TOWN%" }' },
  },
};
const SCENARIO = {
  ...{ kind: "workflow", profile: "scenario", triggers: [] },
  scenario: { additional: [{ key: "source", value: "%FIRSTNAME%" }] },
};

type Made = Pick<Things, "eventId" | "inboxToken" | "unsubscribeToken" | "workflowId" | "passageId">;

async function makeThings(page: Page, server: TidingsServer, seed: Seed, webhookId: string): Promise<Made> {
  await page.goto(`${server.url}/administration/inbox`);
  await page.getByRole("button", { name: "New address" }).first().click();
  await page.waitForURL(/\/administration\/inbox\/[\w-]+$/);
  const inboxToken = new URL(page.url()).pathname.split("/").at(-1) as string;
  const unsubscribeToken = await newUnsubscribeToken(server, seed);
  const { newWorkflow, happen, passage } = await openAutomation(server, seed);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
  const rules = [{ kind: "value", value: "${contact.email}", operator: "is_set" }];
  const branches = { yes: [{ id: "ask", type: "webhook", webhookId }], no: [{ id: "end", type: "end" }] };
  const workflow = await newWorkflow([{ id: "has", type: "condition", rules, ...branches }]);
  await happen(workflow.eventType, { orderId: "A-1" });
  const passageId = await passage(workflow.id, "done");
  return {
    eventId: await newEvent(server, seed),
    inboxToken,
    unsubscribeToken,
    workflowId: workflow.id,
    passageId,
  };
}

/** Opens each once, in the scheme that the one before it was left in, and looks at it in both and in a narrow window. */
async function lookAtAll(page: Page, server: TidingsServer, paths: string[]) {
  const complaints = listen(page);
  const schemes: ("light" | "dark")[] = ["light", "dark"];
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const path of paths) {
    await open(page, server.url + path);
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", scheme);
      await look(page, `${path} in the ${scheme}`);
    }
    schemes.reverse();
    await page.setViewportSize({ width: 320, height: 700 });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, { message: `width of ${path}` }).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  expect(complaints).toEqual([]);
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
  if (
    /[?&](create|edit|preview|runs|test|verify|activate|deactivate|delete|rename|duplicate|archive|rehearse)=/.test(
      url,
    )
  ) {
    await expect(page.getByRole("dialog").first()).toBeVisible();
  }
  if (url.includes("/api/reference")) await expect(page.getByText("Create a webhook")).toBeVisible();
  if (url.includes("#/Webhooks/"))
    await expect(page.getByRole("button", { name: "Try it out" })).toBeVisible();
}

async function look(page: Page, where: string) {
  // Four times as fast as the default, which opens a blank page to put the results of frames together: we have none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .join(" | ")
        .slice(0, 400)}`,
  );
  expect(found, where).toEqual([]);
}
