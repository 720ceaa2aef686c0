import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/flows";

async function openForm(page: Page, url: string) {
  await page.goto(`${url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: "Lead scoring passed threshold" }).click();
  return dialog;
}

test("S1.27: a lead scoring with a stage narrows the trigger; changing the data center asks before clearing", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const dialog = await openForm(page, server.url);
  await dialog.getByRole("button", { name: "Add detail" }).click();
  await dialog.getByRole("combobox", { name: "Lead scoring 1", exact: true }).click();
  await page.getByRole("option", { name: "Product interest" }).click();
  await dialog.getByRole("combobox", { name: /Stages of lead scoring 1/ }).click();
  await page.getByRole("option", { name: /Sales ready/ }).click();
  await page.keyboard.press("Escape");
  await expect(dialog.getByText('"ThresholdName": "Sales ready"')).toBeVisible();
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Alpha" }).click();
  const question = page
    .getByRole("dialog")
    .filter({ hasText: /detail/i })
    .last();
  await question.getByRole("button", { name: /Cancel|Keep/ }).click();
  await dialog.getByLabel("Label").fill(`Stages ${path}`);
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog).toBeHidden();
  const { body } = await server.api<{ webhooks: { triggers: unknown }[] }>(
    "GET",
    `/api/v1/${seed.clientId}/webhooks?q=${encodeURIComponent(path)}`,
    { key: seed.key },
  );
  expect(body.webhooks[0]?.triggers).toEqual([
    { type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }] },
  ]);
});

test("S1.30: an http URL, localhost and a private address are refused beside the field, nothing is stored", async ({
  administrator: page,
  server,
  path,
}) => {
  const dialog = await openForm(page, server.url);
  await dialog.getByLabel("Label").fill(`Refused ${path}`);
  const url = dialog.getByLabel("Send data to URL");
  await expect(dialog.getByText(/must be HTTPS and localhost cannot be used/)).toBeVisible();
  const refused = async (value: string, message: RegExp) => {
    await url.fill(value);
    await dialog.getByRole("button", { name: "Create this hook" }).click();
    await expect(dialog.getByText(message).first(), value).toBeVisible();
    await expect(url).toHaveAttribute("aria-invalid", "true");
  };
  await refused("http://example.com/hook", /Use a full URL that starts with https:\/\//);
  await refused("https://localhost/hook", /localhost can.t be used as an endpoint/);
  await refused("https://192.168.0.1/", /public/);
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(path)}`);
  await expect(page.getByText("No webhook matches these filters.")).toBeVisible();
});

test("S1.31, S1.32, S1.33, S1.34, S1.35, S1.36: four authentication types, and more headers beside them; all reach the endpoint", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const dialog = await openForm(page, server.url);
  await dialog.getByLabel("Label").fill(`Authenticated ${path}`);
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  const type = dialog.getByRole("combobox", { name: "Authentication type" });
  await type.click();
  // Saved connectors are another flow's, as there may be some in the account.
  const types = page.getByRole("option").filter({ hasNotText: "Saved connector" });
  await expect(types).toHaveText(["Not specified", "Basic", "Raw", "Custom HTTP header"]);
  await page.getByRole("option", { name: "Basic" }).click();
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  // The focus goes to the first error, which closes a list that was opened just before.
  await expect(async () => {
    await type.click();
    await page.getByRole("option", { name: "Custom HTTP header" }).click({ timeout: 2_000 });
  }).toPass();
  await dialog.getByLabel("Header name 1").fill("X-Token");
  await dialog.getByLabel("Header value 1").fill("from the form");
  await dialog.getByRole("button", { name: /HTTP headers/ }).click();
  await dialog.getByLabel("Header 1: Name").fill("webhook-id");
  await dialog.getByLabel("Header 1: Value").fill("x");
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByLabel("Header 1: Name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Header 1: Name").fill("X-Source");
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog).toBeHidden();
  await server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: {
      type: "lead_scoring.threshold_passed",
      dataCenterId: seed.dataCenterId,
      contact: { id: 1 },
      data: { leadScoringId: 1, stageId: 1, score: 81 },
    },
  });
  const [request] = await receiver.waitFor({ path });
  expect(request?.headers).toMatchObject({ "x-token": "from the form", "x-source": "x" });
});

test("S1.23, S1.29: Inactive keeps the webhook from executing; Payload preview shows the trigger's sample", async ({
  administrator: page,
  server,
  path,
  receiver,
}) => {
  const dialog = await openForm(page, server.url);
  await dialog.getByLabel("Label").fill(`Quiet ${path}`);
  await dialog.getByRole("switch", { name: /Status/ }).uncheck({ force: true });
  await expect(dialog.getByText(/Inactive/).first()).toBeVisible();
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await expect(dialog.getByText('"EventType": "LeadScoringPassedThreshold"').first()).toBeVisible();
  await dialog.getByRole("button", { name: "Payload preview" }).click();
  await expect(page.getByRole("dialog", { name: "Payload preview" })).toBeVisible();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(page.getByRole("row").filter({ hasText: `Quiet ${path}` })).toContainText("Inactive");
});

test("leaving with unsaved changes asks; a taken label is refused beside the field", async ({
  administrator: page,
  newWebhook,
  server,
  receiver,
  path,
}) => {
  const { label } = await newWebhook();
  const dialog = await openForm(page, server.url);
  await dialog.getByLabel("Label").fill(label.toUpperCase());
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByText(/label of another webhook/i)).toBeVisible();
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await question.getByRole("button", { name: "Discard changes" }).click();
  await expect(dialog).toBeHidden();
});
