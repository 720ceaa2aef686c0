import { readFile } from "node:fs/promises";
import { expect, rowOf, test } from "../fixtures/flows";

const room = (url: string) => `${url}/contacts`;
/** The first data center of the seed. */
const QUANTUM = 1;

test("S4.27, S4.28: a contact is found as somebody types, and its card says what is known", async ({
  administrator: page,
  server,
}) => {
  await page.goto(room(server.url));
  await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("chloe");
  await expect(page).toHaveURL(/q=chloe/);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("chloe");
  await page.getByRole("link", { name: "Chloé Lindqvist" }).click();
  await expect(page.getByRole("heading", { name: "Chloé Lindqvist" })).toBeVisible();
  await expect(page.getByText("chloe.lindqvist@example.org")).toBeVisible();
  await expect(page.getByRole("region", { name: "Consent" })).toContainText("Not known");
});

test("decision 22: a contact is created and changed, which its events tell, and deleted", async ({
  administrator: page,
  server,
}) => {
  await page.goto(room(server.url));
  await page.getByRole("button", { name: "New contact" }).click();
  const dialog = page.getByRole("dialog", { name: "New contact" });
  await dialog.getByLabel("E-mail", { exact: true }).fill("not an address");
  await dialog.getByRole("button", { name: "Create contact" }).click();
  await expect(dialog.getByText(/must be an e-mail address/).first()).toBeVisible();
  await dialog.getByLabel("E-mail", { exact: true }).fill("petra.quist@example.org");
  await dialog.getByLabel("Id", { exact: true }).fill("P 7/ä");
  await dialog.getByRole("button", { name: "Create contact" }).click();
  await expect(page.getByRole("heading", { name: "petra.quist@example.org" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Contact added" })).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: /^Edit/ });
  await edit.getByRole("button", { name: "Add a field" }).click();
  await edit.getByLabel("Field", { exact: true }).fill("FirstName");
  await edit.getByLabel("Value", { exact: true }).fill("Petra");
  await edit.getByLabel("Mailings opened").fill("7");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByRole("heading", { name: "Petra" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Statistics" })).toContainText("7");
  await page.getByRole("link", { name: "Contact updated" }).click();
  await expect(page).toHaveURL(/\/events\//);

  await page.goBack();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete Petra?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/contacts\?dataCenter=1$/);
  await page.goto(`${room(server.url)}/${QUANTUM}/${encodeURIComponent("P 7/ä")}`);
  await expect(page.getByRole("heading", { name: "There is no such contact" })).toBeVisible();
});

test("a person is erased everywhere after the e-mail was typed, with a receipt", async ({
  administrator: page,
  server,
}) => {
  await page.goto(`${room(server.url)}?q=ines.okafor`);
  await page.getByRole("link", { name: "Ines Okafor" }).click();
  await page.getByRole("button", { name: "Erase everywhere" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase Ines Okafor everywhere" });
  await dialog.getByRole("button", { name: "Erase the person" }).click();
  await expect(dialog.getByText("This is not ines.okafor@example.org.")).toBeVisible();
  await dialog.getByLabel(/^Type ines/).fill("ines.okafor@example.org");
  await dialog.getByRole("button", { name: "Erase the person" }).click();
  const receipt = page.getByRole("dialog", { name: "The person is erased" });
  await expect(receipt.getByText("Contacts", { exact: true })).toBeVisible();
  await receipt.getByRole("link", { name: "Back to the contacts" }).click();
  await page.getByRole("searchbox", { name: "Search" }).fill("ines");
  await expect(page.getByRole("link", { name: "Ines Okafor" })).toHaveCount(0);
});

test("a segment counts while its rules are written, and narrows the list; a group holds whom it is given", async ({
  administrator: page,
  server,
}) => {
  await page.goto(`${room(server.url)}/groups`);
  await page.getByRole("button", { name: "New group" }).click();
  const group = page.getByRole("dialog", { name: "New group" });
  await group.getByLabel("Name").fill("Friends");
  await group.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, "Friends")).toContainText("0");

  await page.getByRole("link", { name: "Segments" }).click();
  await page.getByRole("button", { name: "New segment" }).click();
  const dialog = page.getByRole("dialog", { name: "New segment" });
  await dialog.getByLabel("Name", { exact: true }).fill("From Graz");
  await expect(dialog.getByText(/Complete the conditions/)).toBeVisible();
  await dialog.getByLabel("Field's name").fill("city");
  await dialog.getByLabel("Value", { exact: true }).fill("graz");
  await expect(dialog.getByText(/^4 contacts of/)).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, "From Graz")).toContainText("city is graz");
  await page.getByRole("link", { name: "From Graz" }).click();
  await expect(page.getByRole("status").filter({ hasText: "4 contacts" })).toBeVisible();
});

test("G9: a CSV file is looked at, mapped, imported with a report, and exported without formulas", async ({
  administrator: page,
  server,
}) => {
  await page.goto(`${room(server.url)}/imports`);
  await page.getByRole("button", { name: "Import a file" }).click();
  const dialog = page.getByRole("dialog", { name: "Import a file" });
  const text = "Id;E-mail;City;Shoe size\nF-1;fritz@example.org;=1+1;44\nF-2;not an address;Wien;\n";
  await dialog.getByLabel("CSV file").first().waitFor();
  await page.locator('input[type="file"]').setInputFiles({
    ...{ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) },
  });
  await expect(dialog.getByText("2 rows · UTF-8 · separated by semicolons")).toBeVisible();
  await expect(dialog.getByText("1 column is left out.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "What Shoe size becomes" }).click();
  await page.getByRole("option", { name: "New field “Shoe size”" }).click();
  await dialog.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(dialog).toBeHidden();
  const row = rowOf(page, "people.csv");
  await expect(row).toContainText("1 new", { timeout: 20_000 });
  const rejected = page.waitForEvent("download");
  await row.getByRole("link", { name: "1 row not taken in (CSV)" }).click();
  expect(await readFile(await (await rejected).path(), "utf8")).toContain(
    '"3","email: must be an e-mail address',
  );

  await page.goto(`${room(server.url)}?q=fritz`);
  await expect(page.getByRole("link", { name: "fritz@example.org" })).toBeVisible();
  const exported = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const csv = await readFile(await (await exported).path(), "utf8");
  expect(csv).toContain('"\'=1+1"');
  expect(csv).toContain("Shoe_size");
});

test("decision 29: a member reads contacts and changes none", async ({ member: page, server }) => {
  await page.goto(`${room(server.url)}?q=ada.okafor`);
  await expect(page.getByRole("button", { name: "New contact" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Export as CSV" })).toHaveCount(0);
  await page.getByRole("link", { name: "Ada Okafor" }).click();
  await expect(page.getByRole("heading", { name: "Ada Okafor" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Erase everywhere" })).toHaveCount(0);
  await page.goto(`${room(server.url)}/imports`);
  await expect(page.getByText(/for the account's administrators/)).toBeVisible();
});
