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
  await expect(dialog.getByText("Not activated yet", { exact: true })).toBeVisible();
  await expect(dialog.getByText('"type": "open"')).toBeVisible();
  await expect(dialog.getByText(/JSON lists of up to 100 events · tried every 10 s until 3 d/)).toBeVisible();
  await dialog.getByLabel("Label").fill(`${label} renamed`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
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
    "Up to 100 events in one request; the first one waits at most 1 s for more.",
    "Tried every 10 s until 3 d after the event was accepted, then discarded.",
    "After 12 h without success (half of the hours, since it is tried at an interval); a warning after 6 h.",
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

test("S2.38: Verify asks the receiver with a list of samples and says in words how it went", async ({
  administrator: page,
  newWebhook,
  receiver,
  server,
  path,
}) => {
  receiver.script(path, [{ status: 200 }, { status: 503, body: "out of order" }]);
  const { id } = await newWebhook({ ...STREAM, url: `https://receiver.example.com${path}` });
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  await page.getByRole("button", { name: "Verify" }).click();
  const dialog = page.getByRole("dialog", { name: /^Verify/ });
  const number = dialog.getByLabel("Number of events");
  const verify = () => dialog.getByRole("button", { name: "Verify" }).click();
  await expect(dialog.getByRole("combobox", { name: "Mailing" })).toHaveValue("Sample mailing");
  await expect(number).toHaveValue("1");

  await number.fill("101");
  await verify();
  await expect(dialog.getByText("Number of events is above 100.")).toBeVisible();
  await number.fill("25");
  await dialog.getByRole("combobox", { name: "Mailing" }).click();
  await dialog.getByRole("combobox", { name: "Mailing" }).fill("· 2");
  await page.getByRole("option", { name: /· 2$/ }).click();
  await verify();
  await expect(dialog.getByText(/^✓ The receiver answered 200 to 25 events in [\d.]+ m?s\.$/)).toBeVisible();
  const [request, ...others] = receiver.requests.filter((received) => received.path === path);
  expect(request?.json()).toMatchObject(Array(25).fill({ type: "open", mailingId: 2 }));
  expect(others).toEqual([]);

  await verify();
  await expect(dialog.getByText("✗ 25 events were not accepted.")).toBeVisible();
  await expect(dialog.getByText(/answered 503: something went wrong on its side/)).toBeVisible();
  await expect(dialog.getByText(/What you can do: Look into the log/)).toBeVisible();
  await dialog.getByRole("button", { name: "Show request and response" }).click();
  const inspector = page.getByRole("dialog").last();
  await expect(inspector.getByText("out of order")).toBeVisible();
  await expect(inspector.getByText("Test", { exact: true })).toBeVisible();
});

test("Verify is for event streams, and for those who may write", async ({
  administrator,
  browser,
  cookiesOf,
  newWebhook,
  server,
  path,
}) => {
  const { id } = await newWebhook();
  await administrator.goto(`${server.url}/administration/webhooks/${id}`);
  await expect(administrator.getByRole("button", { name: "Send test" }).first()).toBeVisible();
  await expect(administrator.getByRole("button", { name: "Verify" })).toHaveCount(0);

  const stream = await newWebhook({ ...STREAM, url: `https://receiver.example.com${path}` });
  const context = await browser.newContext();
  await context.addCookies(await cookiesOf("member"));
  const member = await context.newPage();
  await member.goto(`${server.url}/administration/webhooks/${stream.id}`);
  await expect(member.getByRole("heading", { level: 1 })).toHaveText(stream.label);
  await expect(member.getByRole("button", { name: "Verify" })).toHaveCount(0);
  await context.close();
});
