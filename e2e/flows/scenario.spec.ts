import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";

async function openForm(page: Page, url: string, name: string) {
  await page.goto(`${url}/administration/webhooks?kind=workflow&create=scenario`);
  const dialog = page.getByRole("dialog", { name: "Create a scenario notification" });
  await dialog.getByLabel("Webhook name").fill(name);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  return dialog;
}

test("S5.8 to S5.22, S5.24, S5.25: groups, pairs with placeholders, headers, and Test at the right of the URL", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const dialog = await openForm(page, server.url, `Scenario ${path}`);
  await expect(dialog.getByText(/application that receives the request must support webhooks/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "URL", exact: true }).fill(receiver.url(path));
  await dialog.getByRole("button", { name: "Test", exact: true }).click();
  await expect(dialog.getByText("✓ The URL is valid and the request was accepted (code 200).")).toBeVisible();
  const [tested] = await receiver.waitFor({ path });
  expect(JSON.parse(String(tested?.body))).toEqual({
    id: expect.stringMatching(/^test_evt_[0-9A-Za-z]{25}$/),
    event: "automation.webhook.send",
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    idClient: seed.clientId,
    data: { type: "member", id: 54321, email: "john.doe@example.org", firstname: "John", lastname: "Doe" },
  });

  await dialog.getByLabel("Select all: Contact details").check();
  await dialog.getByLabel("Select all: Information about the contact's consent").check();
  await expect(dialog.getByLabel("Proof of consent")).toBeChecked();
  await dialog.getByLabel("Mailings opened").check();
  await dialog.getByRole("button", { name: "Get placeholders" }).click();
  const placeholders = dialog.getByRole("region", { name: "Placeholders" });
  await expect(placeholders.getByText("${contact.f_FirstName}")).toBeVisible();
  await dialog.getByRole("button", { name: "Add pair" }).click();
  await dialog.getByLabel("Pair 1: Key").fill("email");
  await dialog.getByRole("textbox", { name: "Pair 1: Value" }).fill("from ${contact.firstname}");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByText(/a key that the notification has itself/)).toBeVisible();
  await dialog.getByLabel("Pair 1: Key").fill("source");
  await dialog.getByRole("button", { name: "Add header" }).click();
  await dialog.getByLabel("Header 1: Name").fill("X-Api-Key");
  await dialog.getByLabel("Header 1: Value").fill("k-1");
  await expect(dialog.getByRole("region", { name: "The request" })).toContainText('"source": "from John"');
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, `Scenario ${path}`)).toContainText("Scenario notification");

  const { body } = await server.api<{ webhooks: Record<string, unknown>[] }>(
    "GET",
    `/api/v1/${seed.clientId}/webhooks?q=${encodeURIComponent(`Scenario ${path}`)}`,
    { key: seed.key },
  );
  expect(body.webhooks[0]).toMatchObject({
    ...{ profile: "scenario", method: "POST" },
    headers: [{ name: "X-Api-Key", value: "k-1" }],
    scenario: {
      details: expect.arrayContaining(["company", "note"]),
      consent: expect.arrayContaining(["consentProof"]),
      statistics: ["mailingsOpened"],
      additional: [{ key: "source", value: "from ${contact.firstname}" }],
    },
  });
});

test("S5.9, S5.20, S5.23: http with its warning; ✗ with See error code for a status, a dead host and one that is not public", async ({
  administrator: page,
  server,
  receiver,
  path,
}) => {
  receiver.script(path, { status: 404 });
  const dialog = await openForm(page, server.url, `Refused ${path}`);
  const url = dialog.getByRole("textbox", { name: "URL", exact: true });
  const test = dialog.getByRole("button", { name: "Test", exact: true });
  await url.fill("http://example.com/hook");
  await expect(dialog.getByText(/Over http everything is sent in the clear/)).toBeVisible();
  await url.fill(receiver.url(path));
  await test.click();
  await expect(dialog.getByText(/the URL was reached, but the request was not accepted/)).toBeVisible();
  await dialog.getByRole("button", { name: "See error code" }).click();
  await expect(dialog.getByText(/answered 404: there is nothing at this path/)).toBeVisible();
  await url.fill("https://no-such-host.example/hook");
  await expect(dialog.getByText("The form has changed since this test.")).toBeVisible();
  await test.click();
  await expect(
    dialog.getByText("✗ An error has occurred and the connection could not be established."),
  ).toBeVisible();
  await url.fill("not a url");
  await test.click();
  await expect(dialog.getByText(/Use a full URL that starts with http/)).toBeVisible();
  await expect(url).toHaveAttribute("aria-invalid", "true");
});

test("S4.27, S5.16: a saved notification is tried with a contact, as a step would tell of it", async ({
  administrator: page,
  server,
  receiver,
  newWebhook,
  path,
}) => {
  const { id } = await newWebhook({
    ...{ kind: "workflow", profile: "scenario", triggers: [] },
    scenario: { additional: [{ key: "greeting", value: "Hello ${contact.firstname}" }] },
  });
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  await page.getByRole("button", { name: "Send test" }).click();
  const tried = page.getByRole("dialog", { name: /^Send test/ });
  await expect(tried.getByText(/fixed test data/)).toBeVisible();
  await tried.getByRole("radio", { name: "Contact", exact: true }).check();
  await tried.getByRole("button", { name: /Sample contact/ }).click();
  await tried.getByRole("button", { name: "Next" }).click();
  await expect(tried.getByRole("cell", { name: /contact\.firstname/ })).toBeVisible();
  await tried.getByRole("button", { name: "Send request" }).click();
  await expect(tried.getByText(/✓ The URL is valid/)).toBeVisible();
  const [request] = await receiver.waitFor({ path });
  expect(JSON.parse(String(request?.body)).data).toMatchObject({ id: 1353, greeting: "Hello John" });
  await tried.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Runs" }).first().click();
  await expect(page.getByText("Test", { exact: true }).first()).toBeVisible();
});
