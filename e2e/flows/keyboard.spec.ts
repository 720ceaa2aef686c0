import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/flows";

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 80; presses++) {
    if (await hasFocus()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never reached ${target}.`);
}

test("by keyboard alone a webhook is created, tested and deleted, and the focus never gets lost", async ({
  administrator: page,
  server,
  receiver,
  path,
}) => {
  const label = `By keyboard ${path}`;
  await page.goto(`${server.url}/administration/webhooks`);
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await page.keyboard.press("Control+K");
  const search = page.getByRole("textbox", { name: /Type a page/ });
  await expect(search).toBeFocused();
  await page.keyboard.type("create a web");
  await expect(page.getByText("Create a webhook").last()).toBeVisible();
  await page.keyboard.press("Enter");

  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByLabel("Label"));
  await page.keyboard.type(label);
  await pickByKey(page, dialog.getByRole("combobox", { name: "Data center" }), "Quantum");
  const trigger = dialog.getByRole("combobox", { name: "Trigger" });
  await tabTo(page, trigger);
  await page.keyboard.type("Became");
  await pickByKey(page, trigger, "Became contact");
  await tabTo(page, dialog.getByLabel("Send data to URL"));
  await page.keyboard.type(receiver.url(path));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  const actions = page.getByRole("button", { name: `Actions for ${label}` });
  await chooseByKey(page, actions, "Send test");
  const trial = page.getByRole("dialog", { name: /Send test/ });
  await tabTo(page, trial.getByRole("button", { name: "Send request" }));
  await page.keyboard.press("Enter");
  await expect(trial.getByText(/code 200/).first()).toBeVisible();
  await receiver.waitFor({ path });
  await page.keyboard.press("Escape");
  await expect(trial).toBeHidden();

  await chooseByKey(page, actions, "Delete");
  const question = page.getByRole("dialog", { name: /Delete/ });
  await tabTo(page, question.getByRole("button", { name: "Deactivate and delete" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row").filter({ hasText: label })).toHaveCount(0);
});

/** Opens the list of a combobox and takes the option; a list that was not there yet is asked again. */
async function pickByKey(page: Page, box: Locator, option: string) {
  await tabTo(page, box);
  await expect(async () => {
    if ((await box.inputValue()) === option) return;
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("option", { name: option })).toBeVisible({ timeout: 2_000 });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(box).toHaveValue(option, { timeout: 2_000 });
  }).toPass();
}

async function chooseByKey(page: Page, menu: Locator, item: string) {
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  const wanted = page.getByRole("menuitem", { name: item, exact: true });
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 12; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press("Enter");
}
