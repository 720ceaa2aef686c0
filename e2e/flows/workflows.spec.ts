import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";

const ROOM = "/automation/workflows";
const WORKFLOW_WEBHOOK = { kind: "workflow", profile: "data_request", method: "GET", triggers: [] };

test.describe.configure({ mode: "serial" });

async function expectAccessible(page: Page) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

test("S5.10, decision 29: without the feature the page says what is missing and whom to contact", async ({
  member: page,
  server,
  seed,
}) => {
  await server.tidings("account", "update", "--client", String(seed.clientId), "--feature", "automation=off");
  await page.goto(`${server.url}${ROOM}`);
  await expect(page.getByRole("heading", { name: "Automation is not part of your plan" })).toBeVisible();
  await expect(page.getByText(/contact Sales/)).toBeVisible();
  await expectAccessible(page);
});

test("S4.8–S4.13, S5.19, S5.27, S5.28: a workflow with a condition and a webhook is built, activated, and gone through", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
  newWebhook,
}) => {
  await server.tidings("account", "update", "--client", String(seed.clientId), "--feature", "automation=on");
  const webhook = await newWebhook(WORKFLOW_WEBHOOK);

  await page.goto(`${server.url}${ROOM}`);
  await page.getByRole("button", { name: "New workflow" }).click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Welcome");
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  await expect(page.getByRole("heading", { name: "Welcome", level: 1 })).toBeVisible();

  const settings = page.getByRole("region", { name: "Settings" });
  const canvas = page.getByRole("region", { name: "Canvas", exact: true });
  await canvas.getByRole("button", { name: "Starts on" }).click();
  await settings.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "Any event", exact: true }).click();
  await settings.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option", { name: "Became contact" }).click();

  // By the keyboard: the + opens the actions, and Enter takes one.
  await canvas.getByRole("button", { name: "Add a step here" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Condition" }).focus();
  await page.keyboard.press("Enter");
  await expect(canvas.getByRole("button", { name: /^Condition/ })).toBeVisible();
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("region", { name: "Before it can be activated" })).toBeFocused();
  await settings.getByRole("button", { name: "Add rule" }).click();
  await settings.getByRole("textbox", { name: "Value" }).fill("${contact.email}");
  await settings.getByRole("textbox", { name: "Compared to" }).fill("john.doe@example.org");

  await canvas.getByRole("button", { name: "Add a step here" }).first().click();
  await page.getByRole("menuitem", { name: "Webhook" }).click();
  await expect(canvas.getByRole("button", { name: /^Webhook/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(canvas.getByRole("button", { name: /^Webhook/ })).toBeHidden();
  await page.getByRole("button", { name: "Redo" }).click();
  await canvas.getByRole("button", { name: /^Webhook/ }).click();
  // The only one of the data center is chosen already; other flows may have made more.
  const chosen = settings.getByRole("combobox", { name: "Webhook" });
  await expect(chosen).toBeVisible();
  if ((await chosen.inputValue()) !== webhook.label) {
    await chosen.click();
    await page.getByRole("option", { name: webhook.label, exact: true }).click();
  }
  await expect(chosen).toHaveValue(webhook.label);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText("“Welcome” is active.")).toBeVisible();

  await server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: {
      type: "contact.became_contact",
      dataCenterId: seed.dataCenterId,
      contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John" } },
    },
  });
  await expect
    .poll(() => receiver.requests.filter((request) => request.path.startsWith(path)).length)
    .toBe(1);
  await expect(async () => {
    await page.reload();
    await expect(canvas.getByRole("link", { name: /^1 pass through/ })).toHaveCount(2, { timeout: 2_000 });
  }).toPass();

  await page.setViewportSize({ width: 320, height: 700 });
  const outline = page.getByRole("region", { name: "Outline" });
  await expect(outline.getByRole("button", { name: /^Webhook/ })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto(`${server.url}${ROOM}`);
  await expect(rowOf(page, "Welcome")).toContainText("Active");
  await expectAccessible(page);
});

test("S5.3: what starts a workflow is chosen in the words of the field, and narrowed to a mailing, a segment or a date", async ({
  administrator: page,
  server,
  seed,
}) => {
  await server.tidings("account", "update", "--client", String(seed.clientId), "--feature", "automation=on");
  await page.goto(`${server.url}${ROOM}`);
  await page.getByRole("button", { name: "New workflow" }).click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Birthdays");
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  await expect(page.getByRole("heading", { name: "Birthdays", level: 1 })).toBeVisible();

  const settings = page.getByRole("region", { name: "Settings" });
  const canvas = page.getByRole("region", { name: "Canvas", exact: true });
  const start = canvas.getByRole("button", { name: "Starts on" });
  await start.click();
  const choose = async (kind: string) => {
    await settings.getByRole("combobox", { name: "What starts it" }).click();
    await page.getByRole("option", { name: kind, exact: true }).click();
  };
  await choose("Form submitted");
  await settings.getByRole("textbox", { name: "Form ID" }).fill("12");
  await expect(start).toContainText(": 12");
  await choose("Link clicked");
  await settings.getByRole("combobox", { name: "Mailing" }).click();
  await page.getByRole("option").first().click();
  await settings.getByRole("textbox", { name: "Link" }).fill("https://www.example.org/offer");
  await expect(start).toContainText("https://www.example.org/offer");
  await choose("Segment criteria met");
  await settings.getByRole("checkbox", { name: "Also contacts that meet the criteria already" }).check();
  await expect(start).toContainText("a segment not chosen yet");
  await choose("Consent about to expire");
  await settings.getByRole("textbox", { name: "Days before it expires" }).fill("14");
  await expect(start).toContainText("Consent expires in 14 days");
  await expectAccessible(page);

  await choose("Contact's date reached");
  await canvas.getByRole("button", { name: "Add a step here" }).click();
  await page.getByRole("menuitem", { name: "End" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  const todo = page.getByRole("region", { name: "Before it can be activated" });
  await expect(todo).toContainText("Field with the date is empty");
  await start.click();
  await settings.getByRole("textbox", { name: "Field with the date" }).fill("birthdate");
  await settings.getByRole("textbox", { name: "Days after the date" }).fill("-3");
  await settings.getByRole("checkbox", { name: "Every year" }).check();
  await expect(start).toContainText("The contact's birthdate, 3 days before, every year");
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText("“Birthdays” is active.")).toBeVisible();
  await page.goto(`${server.url}${ROOM}`);
  await expect(rowOf(page, "Birthdays")).toContainText("Contact's date reached");
});
