import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/flows";

test("screens 4.8: an event type is found by words, and its address shows what is sent about it in every style", async ({
  administrator: page,
  server,
}) => {
  await page
    .getByRole("navigation", { name: "Webhooks" })
    .getByRole("link", { name: "Event catalogue" })
    .click();
  await expect(page.getByRole("heading", { name: "Event catalogue", level: 1 })).toBeVisible();
  const list = page.getByRole("navigation", { name: "Event types" });
  await page.getByRole("searchbox", { name: "Search" }).fill("bounced message");
  await expect(page.getByRole("status").filter({ hasText: /1 of \d+ event types/ })).toBeVisible();
  await expect(page).toHaveURL(/q=bounced/);
  await list.getByRole("link", { name: /Message bounced/ }).click();

  const detail = page.getByRole("region", { name: "Message bounced" });
  await expect(detail.getByText("message.bounced", { exact: true })).toBeVisible();
  await expect(detail.getByText(/Kind of bounce/)).toBeVisible();
  await expect(detail.getByLabel("Sample, Event stream")).toContainText('"category": "hardbounce"');
  await detail.getByRole("tab", { name: "Confirmed & signed" }).click();
  await expect(detail.getByLabel("Sample, Confirmed & signed")).toContainText('"Type": "sending_Bounce"');
  await expect(detail.getByRole("row", { name: /^EventUniqueID/ })).toBeVisible();

  // The address says it all: shared, it opens the same.
  await expect(page).toHaveURL(/type=message\.bounced&style=signed/);
  await page.goto(page.url());
  await expect(detail.getByLabel("Sample, Confirmed & signed")).toBeVisible();
  await page.goto(`${server.url}/administration/webhooks/catalogue?type=no.such.type&style=xml`);
  await expect(page.getByText("Choose an event type to see what is sent about it.")).toBeVisible();
});

test("a search without a result says so and is cleared by one button", async ({
  administrator: page,
  server,
}) => {
  await page.goto(`${server.url}/administration/webhooks/catalogue?q=nothing+like+this`);
  await expect(page.getByText("No event type matches.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: /Became contact/ })).toBeVisible();
});

test("what producers post can be saved as a JSON Schema", async ({ administrator: page, server }) => {
  await page.goto(`${server.url}/administration/webhooks/catalogue?type=persona.threshold_passed`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON Schema" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("persona.threshold_passed.schema.json");
  const schema = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(schema).toMatchObject({ type: "object", required: ["personaId", "score"] });
});

test("Create a webhook for this event: the form has the event and a profile that can send it, and what is saved receives it", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  await page.goto(`${server.url}/administration/webhooks/catalogue?type=contact.opted_out`);
  await page.getByRole("link", { name: "Create a webhook for this event" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await expect(dialog.getByRole("checkbox", { name: "Opt-out", exact: true })).toBeChecked();
  await dialog.getByLabel("Label").fill(`Opt-outs ${path}`);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByLabel("Send data to URL").fill(`https://receiver.example.com${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page).toHaveURL(/\/administration\/webhooks(\?.*)?$/);
  await expect(page.getByText("Active", { exact: true }).first()).toBeVisible();

  const event = {
    ...{ type: "contact.opted_out", dataCenterId: seed.dataCenterId },
    ...{ contact: { id: `c${path.slice(1)}`, email: "otto@example.org" } },
    data: { optInField: "Newsletter" },
  };
  const { status } = await server.api("POST", "/api/internal/events", { key: seed.key, body: event });
  expect(status).toBe(202);
  const [request] = await receiver.waitFor({ path });
  expect(JSON.stringify(request?.json())).toContain("otto@example.org");
});

test("a member reads the catalogue and is offered nothing to create", async ({ member: page, server }) => {
  await page.goto(`${server.url}/administration/webhooks/catalogue?type=contact.created`);
  await expect(page.getByRole("region", { name: "Contact added" })).toBeVisible();
  await expect(page.getByText("Create a webhook for this event")).toBeHidden();
});

test("S3.15: the form and the catalogue lead to the Webhook user guide, whose figures are the profiles' own", async ({
  administrator: page,
  server,
  context,
}) => {
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const opened = context.waitForEvent("page");
  await page.getByRole("dialog").getByRole("link", { name: "Webhook user guide" }).click();
  const guide = await opened;
  await expect(guide.getByRole("heading", { name: "Webhook user guide", level: 1 })).toBeVisible();
  const tries = guide.getByRole("region", { name: "When a notification is tried again" });
  await expect(tries.getByRole("row", { name: /^Event stream/ })).toContainText("every 10 s until 3 d");
  await expect(tries.getByRole("row", { name: /^Confirmed & signed/ })).toContainText(
    "up to 6 tries in about 2 h",
  );
  await expect(guide.getByText(/after 10 failed deliveries in a row and no success for 24 h/)).toBeVisible();
  await guide.getByRole("link", { name: "Event catalogue" }).last().click();
  await expect(guide.getByRole("heading", { name: "Event catalogue", level: 1 })).toBeVisible();
  await guide.getByRole("link", { name: "Webhook user guide" }).click();
  await expect(guide.getByText("Answer first, work afterwards")).toBeVisible();
});

test("S3.3: Configuration » External connections » Webhooks leads to the webhooks, query kept", async ({
  administrator: page,
  server,
}) => {
  for (const alias of ["/configuration/external-connections/webhooks", "/configuration/webhooks"]) {
    await page.goto(`${server.url}${alias}?q=bounces`);
    await expect(page).toHaveURL(`${server.url}/administration/webhooks?q=bounces`);
  }
});
