import { expect, test } from "@playwright/test";
import { startServer } from "../fixtures/server";

test("a newcomer sets up, sees sample data, signs out and in again; set-up is closed afterwards", async ({
  page,
}) => {
  const server = await startServer();
  try {
    await page.goto(server.url);
    await expect(page).toHaveURL(/\/setup$/);
    await expect(page.getByRole("heading", { name: "Set up" })).toBeVisible();
    await expect(page.getByLabel("Add sample data")).toBeChecked();
    await page
      .getByLabel(/account/i)
      .first()
      .fill("Quantum Ltd");
    await page.getByLabel(/^(Your )?name/i).fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText(/10 characters/).first()).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Set up" }).click();

    await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
    await expect(page.getByText("No webhook yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the request inbox" })).toBeVisible();
    await page.getByRole("link", { name: "Create a webhook" }).click();
    await page.getByRole("combobox", { name: "Data center" }).click();
    await expect(page.getByRole("option", { name: "Quantum" })).toBeVisible();
    await expect(page.getByRole("option", { name: "Alpha" })).toBeVisible();

    await page.goto(`${server.url}/setup`);
    await expect(page).not.toHaveURL(/\/setup/);
    await page.goto(`${server.url}/administration/webhooks`);
    await page.getByRole("button", { name: /Ada|ada@example.org/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);

    await page.goto(`${server.url}/administration/webhooks?create=1`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/create=1/);
    await expect(page.getByRole("dialog", { name: "Create a webhook" })).toBeVisible();
  } finally {
    await server.close();
  }
});

test("off loopback, set-up asks for the code that the terminal printed", async ({ page }) => {
  const server = await startServer({ env: { PUBLIC_URL: "https://tidings.example.org" } });
  try {
    const code = /Set-up code: (\w+)/.exec(server.output())?.[1] as string;
    expect(code).toMatch(/^[A-Z0-9]{8}$/);
    await page.goto(`${server.url}/setup`);
    await expect(page.getByLabel(/code/i)).toBeVisible();
  } finally {
    await server.close();
  }
});
