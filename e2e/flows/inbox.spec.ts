import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/flows";
import { startServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";

/** Makes an address as an administrator does, and stays on its page. */
async function newAddress(page: Page, server: { url: string }): Promise<string> {
  await page.goto(`${server.url}/administration/inbox`);
  await page.getByRole("button", { name: "New address" }).click();
  await expect(page.getByText("No request yet")).toBeVisible();
  return (await page.getByText(/^https:\/\/inbox\.tidings\.internal\//).textContent()) ?? "";
}

test("decision 31: a newcomer sees a webhook's request arrive minutes after setting up", async ({ page }) => {
  const server = await startServer();
  try {
    await page.goto(`${server.url}/setup`);
    await page
      .getByLabel(/account/i)
      .first()
      .fill("Quantum Ltd");
    await page.getByLabel(/^(Your )?name/i).fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Set up" }).click();

    await expect(page).not.toHaveURL(/\/setup/);
    await page.goto(`${server.url}/administration/webhooks`);
    await page.getByRole("button", { name: "Start with an inbox" }).click();
    const form = page.getByRole("dialog", { name: "Create a webhook" });
    await expect(form.getByLabel("Label")).toHaveValue("My first webhook");
    await expect(form.getByLabel("Send data to URL")).toHaveValue(
      /^https:\/\/inbox\.tidings\.internal\/[\w-]{32}$/,
    );
    await expect(form.getByRole("combobox", { name: "Data center" })).toHaveValue("Quantum");
    await form.getByRole("button", { name: "Create this hook" }).click();

    const testing = page.getByRole("dialog", { name: "Send test: My first webhook" });
    await testing.getByRole("button", { name: "Send request" }).click();
    await expect(testing.getByText("the request was accepted (code 200)")).toBeVisible();
    await testing.getByRole("link", { name: "See it in the request inbox" }).click();

    await expect(page).toHaveURL(/\/administration\/inbox\/[\w-]{32}$/);
    const row = page.getByRole("table", { name: "Requests" }).getByRole("row").nth(1);
    await expect(row).toContainText("POST");
    await expect(row).toContainText("Verified");
    await expect(row.getByRole("link", { name: "My first webhook" })).toBeVisible();
  } finally {
    await server.close();
  }
});

test("an event arrives live with a verified signature; its headers and body are shown", async ({
  administrator: page,
  server,
  newWebhook,
  happen,
}) => {
  const address = await newAddress(page, server);
  const { id, label } = await newWebhook({ url: address });

  await happen(id, ["delivered"]);
  await expect(page.getByRole("status").filter({ hasText: /^1 new request/ })).toBeAttached();
  const row = page.getByRole("row").filter({ hasText: label });
  await expect(row).toContainText("Verified");
  await row.getByRole("link", { name: /^Request received/ }).click();
  await expect(page).toHaveURL(/request=/);
  const details = page.getByRole("dialog", { name: "Request" });
  await expect(details.getByRole("table", { name: "Headers" })).toContainText("webhook-signature");
  await expect(details.getByText('"EventType": "BecameContact"')).toBeVisible();
  // The label, not the switch, which can't be seen: a press while the drawer still slides would miss it.
  await details.getByText("Raw", { exact: true }).click();
  await expect(details.getByText('"EventType":"BecameContact"')).toBeVisible();

  await page.goto(`${server.url}/administration/webhooks/${id}`);
  await page.getByRole("link", { name: "See it in the request inbox" }).first().click();
  await expect(row).toBeVisible();
});

test("an answer can be a failure; an address in use is not deleted, a cleared one is empty", async ({
  administrator: page,
  server,
  newWebhook,
  happen,
}) => {
  const address = await newAddress(page, server);
  await page.getByRole("button", { name: "Rename" }).click();
  const name = `Inbox of ${crypto.randomUUID().slice(0, 8)}`;
  const renaming = page.getByRole("dialog", { name: "Rename" });
  await renaming.getByLabel("Name").fill(name);
  await renaming.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("combobox", { name: "Answer with" }).click();
  await page.getByRole("option", { name: "503 Service Unavailable" }).click();
  await expect(
    page.getByText("Requests are answered with 503 Service Unavailable from now on."),
  ).toBeVisible();

  const { id, label } = await newWebhook({ url: address, delivery: { retry: { kind: "none" } } });
  await happen(id, ["failed"]);
  await expect(page.getByRole("row").filter({ hasText: label })).toBeVisible();

  await page.getByRole("button", { name: "Delete address" }).click();
  const deleting = page.getByRole("dialog", { name: `Delete “${name}”?` });
  await deleting.getByRole("button", { name: "Delete address" }).click();
  await expect(deleting.getByText(`still used by “${label}”`)).toBeVisible();
  await deleting.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Clear" }).click();
  await page
    .getByRole("dialog", { name: "Clear this inbox?" })
    .getByRole("button", { name: "Clear" })
    .click();
  await expect(page.getByText("No request yet")).toBeVisible();
});

test("decision 29: a member looks at requests, but sees no credentials and no buttons that change things", async ({
  member: page,
  browser,
  server,
  seed,
  newWebhook,
  happen,
}) => {
  const administrator = await browser.newPage();
  await signIn(administrator, server.url, seed.administrator);
  const url = await newAddress(administrator, server);
  const authentication = { type: "raw", value: "Bearer top-secret" };
  const { id, label } = await newWebhook({ url, authentication });
  await happen(id, ["delivered"]);
  const headers = (of: Page) => of.getByRole("dialog", { name: "Request" }).getByRole("table");

  for (const [of, value] of [
    [administrator, "Bearer top-secret"],
    [page, "••••••••"],
  ] as const) {
    await of.goto(administrator.url().replace(/\?.*/, ""));
    const row = of.getByRole("row").filter({ hasText: label });
    await row.getByRole("link", { name: /^Request received/ }).click();
    await expect(headers(of).getByRole("row").filter({ hasText: "authorization" })).toContainText(value);
  }
  await expect(page.getByText("Credentials are shown to administrators only.")).toBeVisible();
  await page.keyboard.press("Escape");
  for (const name of ["Rename", "Clear", "Delete address"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await expect(page.getByRole("combobox", { name: "Answer with" })).toHaveCount(0);
  await administrator.close();
});
