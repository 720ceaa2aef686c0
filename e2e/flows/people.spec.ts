import { expect, rowOf, test } from "../fixtures/flows";
import { startServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";

test("S1.5, decision 29: a member sees webhooks and runs and can change nothing", async ({
  member: page,
  newWebhook,
  server,
}) => {
  const { id, label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await expect(rowOf(page, label)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create a webhook" })).toHaveCount(0);
  await page.getByRole("button", { name: `Actions for ${label}` }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Preview payload", "Runs in last 14 days"]);
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  await expect(page.getByText("Only an administrator can see the signing secret.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reveal" })).toHaveCount(0);
});

test("a session counts at the next request: an open form can't write once its person is signed out, and keeps what was typed", async ({
  administrator: page,
  server,
  receiver,
  path,
  context,
}) => {
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByLabel("Label").fill(`Too late ${path}`);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: "Became contact" }).click();
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await context.clearCookies();
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByText("Your session has ended. Sign in again.")).toBeVisible();
  await expect(dialog.getByLabel("Label")).toHaveValue(`Too late ${path}`);
});

test("S1.4: without a paid plan the page explains what is missing and whom to contact", async ({ page }) => {
  const server = await startServer();
  try {
    const seed = await server.seed();
    await server.tidings("account", "update", "--client", String(seed.clientId), "--plan", "free");
    await signIn(page, server.url, seed.administrator);
    await expect(page.getByText(/paid (plan|subscription)/i).first()).toBeVisible();
    await expect(page.getByText(/contact .*Sales/i)).toBeVisible();
    await expect(page.getByRole("button", { name: "Create a webhook" })).toHaveCount(0);
  } finally {
    await server.close();
  }
});

test("the signing secret is shown on demand and rotates with an overlap; an id can be copied from a shareable page", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { id, label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  await expect(page.getByRole("heading", { name: label })).toBeVisible();
  const signature = page.getByRole("region", { name: "Signature" });
  await expect(signature.getByText(/whsec_[A-Za-z0-9]/)).toHaveCount(0);
  await signature.getByRole("button", { name: "Reveal" }).click();
  await expect(signature.getByText(/^whsec_[A-Za-z0-9+/=]{40,}$/)).toHaveCount(1);
  await signature.getByRole("button", { name: "Rotate" }).click();
  await page
    .getByRole("dialog", { name: /Rotate/ })
    .getByRole("button", { name: "Rotate" })
    .click();
  await expect(signature.getByText(/^whsec_[A-Za-z0-9+/=]{40,}$/)).toHaveCount(2);
  await expect(signature.getByText(/signs beside the new one until/)).toBeVisible();
});

test("search, filters, sorting and pages stand in the address", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { label } = await newWebhook({ status: "inactive" });
  await page.goto(`${server.url}/administration/webhooks`);
  await page
    .getByRole("textbox", { name: /search/i })
    .or(page.getByRole("searchbox"))
    .first()
    .fill(label);
  await expect(page).toHaveURL(/q=/);
  await expect(rowOf(page, label)).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Active", exact: true }).click();
  await expect(page).toHaveURL(/status=active/);
  await expect(page.getByText("No webhook matches these filters.")).toBeVisible();
  await page.goBack();
  await expect(rowOf(page, label)).toBeVisible();
  await page.getByRole("button", { name: /^Webhook/ }).click();
  await expect(page).toHaveURL(/sort=label/);
});

test("a database that is gone gives an error page, never an empty table", async ({ page }) => {
  const { renameSync } = await import("node:fs");
  const server = await startServer();
  try {
    const seed = await server.seed();
    await signIn(page, server.url, seed.administrator);
    renameSync(`${server.dataDir}/tidings.db`, `${server.dataDir}/elsewhere.db`);
    await page.goto(`${server.url}/administration/webhooks`);
    await expect(page.getByText("No webhook yet")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /try again/i })).toBeVisible();
    const { status } = await server.api("GET", `/api/v1/${seed.clientId}/webhooks`, { key: seed.key });
    expect(status).toBe(503);
  } finally {
    await server.close();
  }
});
