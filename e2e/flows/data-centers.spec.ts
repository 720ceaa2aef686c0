import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";
import { signIn } from "../fixtures/sign-in";

const room = (url: string) => `${url}/administration/data-centers`;

/** The second data center that the seed makes: changes to it leave other flows alone. */
const ALPHA = 2;

async function addPersona(page: Page, name: string, threshold: string) {
  await page.getByRole("button", { name: "Add persona" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a persona" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Threshold").fill(threshold);
  await dialog.getByRole("button", { name: "Add persona" }).click();
  await expect(dialog).toBeHidden();
}

test("S1.24, S1.27: a new data center and its persona can be chosen for a webhook at once", async ({
  administrator: page,
  server,
}) => {
  await page.goto(room(server.url));
  await page.getByRole("button", { name: "Create a data center" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a data center" });
  await dialog.getByRole("button", { name: "Create a data center" }).click();
  await expect(dialog.getByText("Name is empty.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Orion");
  await dialog.getByRole("button", { name: "Create a data center" }).click();
  await expect(page.getByRole("heading", { name: "Orion" })).toBeVisible();
  await expect(page.getByText("No persona yet")).toBeVisible();
  await addPersona(page, "Champion", "42");
  await expect(rowOf(page, "Champion")).toContainText("42");

  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const form = page.getByRole("dialog", { name: "Create a webhook" });
  await form.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Orion" }).click();
  await form.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: "Persona scoring passed threshold" }).click();
  await form.getByRole("button", { name: "Add detail" }).click();
  await form.getByRole("combobox", { name: "Persona 1", exact: true }).click();
  await expect(page.getByRole("option", { name: "Champion (threshold 42)" })).toBeVisible();
});

test("a persona that a webhook is narrowed to can't be deleted, and the webhook is named", async ({
  administrator: page,
  server,
  newWebhook,
}) => {
  const { label } = await newWebhook({
    dataCenterId: ALPHA,
    triggers: [{ type: "persona.threshold_passed", personaIds: [2] }],
  });
  await page.goto(`${room(server.url)}/${ALPHA}/personas`);
  await page.getByRole("button", { name: "Delete Evaluator" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete persona “Evaluator”" });
  await expect(dialog.getByText(/can't be deleted/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await dialog.getByRole("link", { name: label }).click();
  await expect(page.getByRole("heading", { name: label })).toBeVisible();
});

test("stages are edited with their lead scoring; what a platform PUTs shows on the page; a member only reads", async ({
  administrator: page,
  browser,
  server,
  seed,
}) => {
  await page.goto(`${room(server.url)}/${ALPHA}/lead-scorings`);
  await page.getByRole("button", { name: "Edit Event attendance" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit lead scoring “Event attendance”" });
  await dialog.getByRole("button", { name: "Add stage" }).click();
  await dialog.getByLabel("Stage 3: Name").fill("Regular");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Threshold is missing.")).toBeVisible();
  await dialog.getByLabel("Stage 3: Threshold").fill("60");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, "Event attendance")).toContainText("Regular (60)");

  const { key } = await server.tidings<{ key: string }>(
    ...["api-key", "create", "--client", String(seed.clientId), "--name", "Platform"],
    ...["--scopes", "data-centers:write", "--data-centers", String(ALPHA)],
  );
  const mailings = [{ id: 9001, name: "From the platform" }];
  const path = `/api/v1/${seed.clientId}/data-centers/${ALPHA}/mailings`;
  expect(await server.api("PUT", path, { key, body: { mailings } })).toMatchObject({
    status: 200,
    body: { mailings },
  });
  await page.getByRole("link", { name: "Mailings" }).click();
  await expect(rowOf(page, "From the platform")).toContainText("9001");
  await expect(page.getByText("1 mailing", { exact: true })).toBeVisible();

  const context = await browser.newContext();
  const visitor = await context.newPage();
  await signIn(visitor, server.url, seed.member);
  await visitor.goto(`${room(server.url)}/${ALPHA}/mailings?create=1`);
  await expect(rowOf(visitor, "From the platform")).toBeVisible();
  await expect(visitor.getByRole("dialog")).toHaveCount(0);
  await expect(visitor.getByRole("button", { name: /Add|Edit|Delete|Rename/ })).toHaveCount(0);
  await context.close();
});
