import type { Page } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";

const STREAM = { profile: "stream", triggers: [{ type: "message.opened", sendingKinds: ["campaign"] }] };

const list = (page: Page, url: string, label: string) =>
  page.goto(`${url}/administration/webhooks?q=${encodeURIComponent(label)}`);

test("S2.26: an event stream is not activated yet, is edited without losing anything, and then activated", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  path,
}) => {
  const url = `https://receiver.example.com${path}`;
  const { id, label } = await newWebhook({ ...STREAM, url });
  const read = async () =>
    (
      await server.api<Record<string, unknown>>("GET", `/api/v1/${seed.clientId}/webhooks/${id}`, {
        key: seed.key,
      })
    ).body;
  const before = await read();

  await list(page, server.url, label);
  await expect(rowOf(page, label)).toContainText("Not activated yet");
  await choose(page, label, "Edit properties");
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  await expect(dialog.getByText("Status: Not activated yet")).toBeVisible();
  await expect(dialog.getByText('"type": "open"')).toBeVisible();
  await expect(dialog.getByText(/JSON lists of up to 100 events · tried every 10 s until 3 d/)).toBeVisible();
  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  await expect(page.getByRole("option")).toHaveText(["Message opened"]);
  await page.keyboard.press("Escape");
  await dialog.getByLabel("Label").fill(`${label} renamed`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const { updatedAt: _, ...same } = before;
  expect(await read()).toMatchObject({ ...same, label: `${label} renamed`, revision: 2, status: "created" });

  await choose(page, `${label} renamed`, "Activate");
  await expect(rowOf(page, label).getByText("Active", { exact: true })).toBeVisible();
});

test("what an event stream is, in words; a test shows the list that it sent", async ({
  administrator: page,
  newWebhook,
  receiver,
  server,
  path,
}) => {
  const url = `https://receiver.example.com${path}`;
  const { id } = await newWebhook({ ...STREAM, url });
  await page.goto(`${server.url}/administration/webhooks/${id}/settings`);
  const settings = page.getByRole("region", { name: "Settings" });
  for (const words of [
    "Message opened – campaign",
    "Up to 100; the first one waits at most 1 s for more",
    "Tried again every 10 s until 3 d after the event was accepted, then discarded",
    "After 12 hours without success; a warning at half of that.",
    "Event stream",
  ]) {
    await expect(settings.getByText(words, { exact: true })).toBeVisible();
  }
  await page.getByRole("button", { name: "Send test" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Send/ }).click();
  const [request] = await receiver.waitFor({ path });
  expect(request?.json()).toMatchObject([{ type: "open" }]);
  await dialog.getByRole("button", { name: /request and response/i }).click();
  await expect(page.getByLabel("Request body")).toContainText('"recipientId": "123456789005"');
});
