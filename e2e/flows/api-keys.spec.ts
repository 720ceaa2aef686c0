import { expect, rowOf, test } from "../fixtures/flows";

test("a key is made for what it needs, shown once, used, and revoked from the next request on", async ({
  administrator: page,
  server,
  seed,
  path,
}) => {
  const name = `Key ${path.slice(1)}`;
  await page.goto(`${server.url}/administration/api-keys`);
  await page.getByRole("button", { name: "Create an API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText("Name is empty.")).toBeVisible();
  await expect(dialog.getByText("Choose at least one scope.")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: "webhooks:read" }).check();
  await expect(dialog.getByText("All data centers")).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "events:write" }).check();
  await dialog.getByRole("radio", { name: "Only these" }).check();
  await dialog.getByRole("checkbox", { name: "Quantum" }).check();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();

  await expect(dialog.getByText("Store it now")).toBeVisible();
  const key = (await dialog.getByRole("region", { name: "The API key" }).textContent()) ?? "";
  expect(key).toMatch(/^tdg_[\w-]{43}$/);
  await expect(dialog.getByText(`Authorization: Bearer ${key}`)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await expect(dialog.getByText("Store it now")).toBeVisible();
  await dialog.getByRole("button", { name: "I have stored the key" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(key)).toHaveCount(0);

  const row = rowOf(page, name);
  await expect(row).toContainText(`by ${seed.administrator.email}`);
  await expect(row).toContainText("Never");
  await expect(row).toContainText("Quantum");
  const list = `/api/v1/${seed.clientId}/webhooks`;
  expect((await server.api("GET", list, { key })).status).toBe(200);
  expect((await server.api("POST", list, { key, body: {} })).status).toBe(403);
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("just now", { timeout: 1_000 });
  }).toPass();

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(dialog).toContainText("no event is accepted from it any more");
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(row).toContainText("Revoked");
  expect((await server.api("GET", list, { key })).status).toBe(401);

  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Active" }).click();
  await expect(page).toHaveURL(/state=active/);
  await expect(row).toHaveCount(0);
});

test("a member has no business among the keys", async ({ member: page, server }) => {
  await page.goto(`${server.url}/administration/api-keys?create=1`);
  await expect(page.getByText("This page is for the account's administrators.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("table")).toHaveCount(0);
});
