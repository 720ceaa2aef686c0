import type { Page } from "@playwright/test";
import { choose, expect, test } from "../fixtures/flows";
import type { TidingsServer } from "../fixtures/server";

interface Wanted {
  trigger: RegExp;
  dataCenter?: string;
}

async function openForm(page: Page, server: TidingsServer, { trigger, dataCenter = "Quantum" }: Wanted) {
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: dataCenter }).click();
  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: trigger }).click();
  return dialog;
}

/** What is chosen in a field, as its pills say it. */
const chosenIn = (page: Page, field: string) =>
  page.locator(".mantine-MultiSelect-root", { hasText: field }).locator(".mantine-MultiSelect-pill");

const LISTS = "**/api/console/data-centers/*/communication-types";

test("S3.10, S3.12: communication types are found by typing and picked by keys alone; messages of others are not owed", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const dialog = await openForm(page, server, { trigger: /^Message bounced/ });
  const field = dialog.getByRole("combobox", { name: "Communication types" });
  await expect(field).toHaveAttribute("placeholder", "All types");
  await expect(field).toHaveAccessibleDescription("All types of communications are tracked.");

  await field.focus();
  await expect(page.getByRole("option")).toHaveText([
    "Newsletter · 1",
    "Product news · 2",
    "Service message · 3",
  ]);
  await page.keyboard.type("product");
  await page.keyboard.press("Enter");
  await page.keyboard.type("service");
  await page.keyboard.press("Enter");
  const chosen = chosenIn(page, "Communication types");
  await expect(chosen).toHaveText(["Product news · 2", "Service message · 3"]);
  await page.keyboard.press("Backspace");
  await expect(chosen).toHaveText(["Product news · 2"]);
  await expect(field).toHaveAccessibleDescription("Specific types: only these are tracked.");

  // An id that the data center does not have can't be typed, and Enter sends nothing half-way.
  await page.keyboard.type("Breaking");
  await expect(page.getByText("No communication type of the data center matches.")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Label").fill(`Bounces ${path}`);
  await expect(chosen).toHaveText(["Product news · 2"]);

  await dialog.getByLabel("Send data to URL").fill(`https://receiver.example.com${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: `Bounces ${path}` })).toContainText("Active");

  const bounced = (contact: string, communicationType: number | string) => ({
    ...{ type: "message.bounced", dataCenterId: seed.dataCenterId, contact: { id: contact } },
    data: {
      ...{ mailingId: 1, mailId: "M-1", communicationType, sendingKind: "batch", category: "hard" },
    },
  });
  const body = [bounced("of-another-type", 1), bounced("of-the-type", 2), bounced("by-name", "Product news")];
  const { status } = await server.api("POST", "/api/internal/events", { key: seed.key, body });
  expect(status).toBe(202);
  const recipients = () =>
    receiver.requests
      .filter((request) => request.path === path)
      .flatMap((request) => request.json() as { recipientId: string }[])
      .map(({ recipientId }) => recipientId);
  await expect.poll(() => recipients().sort()).toEqual(["by-name", "of-the-type"]);
});

test("S3.21, S3.23: an opt-in field is picked by its name; a code that is none can be typed, and stays, marked", async ({
  administrator: page,
  server,
  seed,
  path,
}) => {
  const dialog = await openForm(page, server, { trigger: /^Opt-out/ });
  const field = dialog.getByRole("combobox", { name: "Opt-in fields" });
  await field.fill("newsletter");
  const options = page.getByRole("option");
  await expect(options).toHaveText([
    "Newsletter opt-in · optin_News",
    "Use “newsletter”, no field of the data center",
  ]);
  await page.keyboard.press("Enter");
  await field.fill("Partners");
  await expect(options).toHaveText(["Use “Partners”, no field of the data center"]);
  // Whoever goes on without choosing meant what nothing was found for.
  await page.keyboard.press("Tab");
  const chosen = chosenIn(page, "Opt-in fields");
  const BOTH = ["Newsletter opt-in · optin_News", "Partners, no field of the data center"];
  await expect(chosen).toHaveText(BOTH);
  const label = `Opt-outs ${path}`;
  await dialog.getByLabel("Label").fill(label);
  await dialog.getByLabel("Send data to URL").fill(`https://receiver.example.com${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await page
    .getByRole("dialog", { name: "Saved, not active yet" })
    .getByRole("button", { name: "Later" })
    .click();
  const triggers = async () => {
    const { body } = await server.api<{ webhooks: { triggers: unknown }[] }>(
      "GET",
      `/api/v1/${seed.clientId}/webhooks?q=${encodeURIComponent(path)}`,
      { key: seed.key },
    );
    return body.webhooks[0]?.triggers;
  };
  expect(await triggers()).toEqual([{ type: "contact.opted_out", optInFields: ["optin_News", "Partners"] }]);

  await choose(page, label, "Edit properties");
  const edit = page.getByRole("dialog", { name: "Edit properties" });
  await expect(chosen).toHaveText(BOTH);
  await edit.getByRole("combobox", { name: "Opt-in fields" }).press("Backspace");
  await page.keyboard.press("Escape");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  expect(await triggers()).toEqual([{ type: "contact.opted_out", optInFields: ["optin_News"] }]);
});

test("a list on its way says so; one that fails is asked for again, and what is chosen stays meanwhile", async ({
  administrator: page,
  server,
  newWebhook,
}) => {
  const { label } = await newWebhook({
    ...{ profile: "custom", delivery: { payloadStyle: "stream" } },
    triggers: [{ type: "message.opened", communicationTypes: [3] }],
  });
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(LISTS, async (route) => {
    await held;
    const problem = { type: "about:blank", title: "Unavailable", status: 503, detail: "Out for a moment." };
    await route.fulfill({ status: 503, contentType: "application/problem+json", json: problem });
  });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Edit properties");
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  const field = dialog.getByRole("combobox", { name: "Communication types" });
  await expect(field).toHaveAccessibleDescription("Loading the communication types…");
  const chosen = chosenIn(page, "Communication types");
  await expect(chosen).toHaveText(["Communication type no. 3"]);

  answer();
  const alert = dialog.getByRole("alert").filter({ hasText: "The communication types could not be loaded" });
  await expect(alert).toContainText("Out for a moment.");
  await expect(chosen).toHaveText(["Communication type no. 3"]);
  await page.unroute(LISTS);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(chosen).toHaveText(["Service message · 3"]);
  await expect(alert).toBeHidden();
  await expect(field).toBeFocused();
});

test("an empty list says what to do, and has what was added elsewhere when somebody comes back", async ({
  administrator: page,
  server,
  seed,
  context,
}) => {
  const client = ["--client", String(seed.clientId)];
  await server.tidings("data-center", "create", ...client, "--name", "Bare");
  const dialog = await openForm(page, server, { trigger: /^Message opened/, dataCenter: "Bare" });
  const field = dialog.getByRole("combobox", { name: "Communication types" });
  await expect(field).toHaveAccessibleDescription(/This data center has no communication type yet\./);
  const opened = context.waitForEvent("page");
  await dialog.getByRole("link", { name: "Add communication types" }).click();
  const room = await opened;
  await room.getByRole("button", { name: "Add communication type" }).first().click();
  const add = room.getByRole("dialog", { name: "Add a communication type" });
  await add.getByLabel("Name").fill("Invitations");
  await add.getByRole("button", { name: "Add communication type" }).click();
  await expect(add).toBeHidden();
  await room.close();
  // A headless browser shows all pages at once, so that none hears that it is looked at again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(field).toHaveAccessibleDescription("All types of communications are tracked.");
  await field.click();
  await expect(page.getByRole("option")).toHaveText(["Invitations · 1"]);

  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: /^Opt-out/ }).click();
  await expect(dialog.getByRole("combobox", { name: "Opt-in fields" })).toHaveAccessibleDescription(
    "This data center has no field of the type Yes or no yet. Add fields, or type the code that your platform posts, such as optin_News.",
  );
});

test("the lists are for administrators, and only those that a data center has", async ({
  administrator: page,
  browser,
  server,
  cookiesOf,
}) => {
  const url = (list: string) => `${server.url}/api/console/data-centers/1/${list}`;
  const { communicationTypes } = await (await page.request.get(url("communication-types"))).json();
  expect(communicationTypes[0]).toEqual({ id: 1, name: "Newsletter" });
  expect((await page.request.get(url("contacts"))).status()).toBe(404);
  expect((await page.request.get(`${server.url}/api/console/data-centers/999/fields`)).status()).toBe(404);
  const member = await browser.newContext();
  await member.addCookies(await cookiesOf("member"));
  expect((await member.request.get(url("fields"))).status()).toBe(403);
  await member.close();
});
