import type { Locator, Page } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

interface Read {
  profile: string;
  status: string;
  revision: number;
  triggers: unknown[];
  authentication: unknown;
  delivery: Record<string, unknown>;
  notifyUserIds: string[];
}

const read = async (server: TidingsServer, seed: Seed, id: string) =>
  (await server.api<Read>("GET", `/api/v1/${seed.clientId}/webhooks/${id}`, { key: seed.key })).body;

const readByLabel = async (server: TidingsServer, seed: Seed, label: string) => {
  const query = encodeURIComponent(label);
  const path = `/api/v1/${seed.clientId}/webhooks?q=${query}`;
  const { body } = await server.api<{ webhooks: Read[] }>("GET", path, { key: seed.key });
  return body.webhooks[0];
};

async function pick(page: Page, dialog: Locator, field: string, option: string | RegExp) {
  await dialog.getByRole("combobox", { name: field, exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

async function openNew(page: Page, server: TidingsServer) {
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await expect(dialog).toBeVisible();
  await pick(page, dialog, "Data center", "Quantum");
  return dialog;
}

async function openEdit(page: Page, server: TidingsServer, id: string) {
  await page.goto(`${server.url}/administration/webhooks?edit=${id}`);
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  await expect(dialog.getByLabel("Label")).toBeVisible();
  return dialog;
}

async function toggle(dialog: Locator, name: string, on: boolean) {
  const field = dialog.getByRole("switch", { name });
  await field.press("Space");
  await expect(field).toBeChecked({ checked: on });
}

const openSettings = (dialog: Locator) => dialog.getByRole("button", { name: /^Delivery settings/ }).click();

test("S2.7, S2.16, S2.17, S2.20, S2.26: an event stream is made in the dialog, saved, then activated by one button", async ({
  administrator: page,
  server,
  seed,
  path,
}) => {
  const dialog = await openNew(page, server);
  await dialog.getByLabel("Label").fill(`Stream ${path}`);
  await pick(page, dialog, "Trigger", /Message opened.*switches to Event stream/);
  await dialog.getByRole("combobox", { name: "Mailings" }).fill("· 2");
  await page.getByRole("option", { name: /· 2$/ }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("checkbox", { name: "Campaign" }).check();
  await expect(dialog.getByText("Save, then activate: nothing is sent before.")).toBeVisible();
  await expect(dialog.getByRole("switch", { name: /^Status/ })).toHaveCount(0);
  await expect(dialog.getByText(/adhere to all statutory regulations when sharing any data/)).toBeVisible();
  await expect(dialog.getByText(/must be HTTPS on port 443/)).toBeVisible();
  await expect(dialog.getByText("Requests come from")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Copy 203.0.113.10" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: /HTTP headers/ })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Authentication type" }).click();
  // Saved connectors are another flow's, as there may be some in the account.
  const types = page.getByRole("option").filter({ hasNotText: "Saved connector" });
  await expect(types).toHaveText(["Not specified", "Basic", "Custom HTTP header"]);
  await page.getByRole("option", { name: "Custom HTTP header" }).click();
  await dialog.getByLabel("Header name 1").fill("X-Key");
  await dialog.getByLabel("Header value 1").fill("of the stream");
  const url = dialog.getByLabel("Send data to URL");
  await url.fill(`https://receiver.example.com:8443${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByText(/Only port 443 is allowed. Remove “:8443”/)).toBeVisible();
  await expect(url).toBeFocused();
  await url.fill(`https://receiver.example.com${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();

  const saved = page.getByRole("dialog", { name: "Saved, not active yet" });
  await expect(saved.getByRole("button", { name: "Activate" })).toBeFocused();
  expect(await readByLabel(server, seed, `Stream ${path}`)).toMatchObject({
    ...{ profile: "stream", status: "created" },
    triggers: [{ type: "message.opened", mailingIds: [2], sendingKinds: ["campaign"] }],
    authentication: { type: "headers", headers: [{ name: "X-Key", valueSet: true }] },
    delivery: { payloadStyle: "stream", urlPolicy: "https_443", success: "200" },
  });
  await page.keyboard.press("Enter");
  await expect(saved).toBeHidden();
  await expect(rowOf(page, `Stream ${path}`).getByText("Active", { exact: true })).toBeVisible();
});

test("decision 2: a trigger that the style can't write switches the profile and says so; Undo takes it back", async ({
  administrator: page,
  server,
}) => {
  const dialog = await openNew(page, server);
  const delivery = dialog.getByRole("region", { name: "Delivery", exact: true });
  const when = dialog.getByRole("region", { name: "When" });
  await pick(page, dialog, "Trigger", /^Became contact/);
  await openSettings(dialog);
  await dialog.getByLabel("Deadline (seconds)").fill("5");
  await expect(delivery.getByText("1 setting differs from the profile")).toBeVisible();
  await pick(page, dialog, "Trigger", /^Message opened/);
  const notice = when.getByRole("status");
  await expect(notice).toContainText("“Message opened” is sent as Event stream");
  await expect(notice).toContainText("JSON lists of up to 100 events · tried every 10 s until 3 d");
  await expect(notice).toContainText("What you had changed is replaced: Deadline.");
  await expect(dialog.getByLabel("Deadline (seconds)")).toHaveValue("15");
  await notice.getByRole("button", { name: "Undo" }).click();
  await expect(notice).toHaveCount(0);
  await expect(dialog.getByRole("combobox", { name: "Trigger" })).toHaveValue("Became contact");
  await expect(dialog.getByRole("combobox", { name: "Trigger" })).toBeFocused();
  await expect(dialog.getByLabel("Deadline (seconds)")).toHaveValue("5");
  await expect(dialog.getByRole("switch", { name: /^Status/ })).toBeVisible();
});

test("Change shows each profile, what it is for and what it would replace; choosing one fills in its settings and can be undone", async ({
  administrator: page,
  server,
}) => {
  const dialog = await openNew(page, server);
  const delivery = dialog.getByRole("region", { name: "Delivery", exact: true });
  await expect(
    delivery.getByText("One JSON object per event · up to 8 tries in about 28 h · signed"),
  ).toBeVisible();
  await pick(page, dialog, "Trigger", /^Contact updated/);
  await openSettings(dialog);
  await pick(page, dialog, "Retry", "No retry");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  const stream = delivery.getByRole("radio", { name: "Event stream" });
  await expect(delivery.getByText("Replaces what you changed: Retry.").first()).toBeVisible();
  await expect(delivery.getByText("Can't send Contact updated: choose another trigger then.")).toBeVisible();
  await stream.check();
  await expect(delivery.getByRole("status")).toContainText("Delivery is now Event stream.");
  await expect(delivery.getByRole("status")).toContainText("No longer chosen: Contact updated.");
  await expect(dialog.getByRole("combobox", { name: "Trigger" })).toHaveValue("");
  await delivery.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByRole("combobox", { name: "Trigger" })).toHaveValue("Contact updated");
  await expect(dialog.getByRole("combobox", { name: "Retry", exact: true })).toHaveValue("No retry");

  await delivery.getByRole("radio", { name: "Custom" }).check();
  await expect(dialog.getByRole("combobox", { name: "Retry", exact: true })).toHaveValue("No retry");
  await expect(dialog.getByRole("button", { name: "Add another trigger" })).toBeVisible();
  await delivery.getByRole("radio", { name: "Simple notification" }).check();
  await expect(delivery.getByText("as in Simple notification")).toBeVisible();
});

test("S3.10, S3.11, S3.14: Confirmed & signed takes several events with what they propose, is saved, then activated", async ({
  administrator: page,
  server,
  seed,
  path,
}) => {
  const dialog = await openNew(page, server);
  await dialog.getByLabel("Label").fill(`Signed ${path}`);
  await dialog.getByLabel("Send data to URL").fill(`https://receiver.example.com${path}`);
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await dialog.getByRole("radio", { name: "Confirmed & signed" }).click();
  await expect(dialog.getByRole("combobox", { name: "Authentication type" })).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "Message bounced", exact: true }).check();
  await expect(dialog.getByRole("checkbox", { name: /^Unitary sending/ })).toBeChecked();
  await dialog.getByRole("checkbox", { name: "Opt-out", exact: true }).check();
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(rowOf(page, `Signed ${path}`).getByText("Active", { exact: true })).toBeVisible();
  expect(await readByLabel(server, seed, `Signed ${path}`)).toMatchObject({
    ...{ profile: "signed", status: "active", delivery: { payloadStyle: "signed", success: "200" } },
    triggers: [{ type: "message.bounced", sendingKinds: ["unitary"] }, { type: "contact.opted_out" }],
  });
});

test("every setting of the delivery is set in the dialog and stored; each that differs is marked and goes back", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  path,
}) => {
  const { id } = await newWebhook({
    ...{ profile: "stream", triggers: [{ type: "message.opened" }] },
    url: `https://receiver.example.com${path}`,
  });
  const dialog = await openEdit(page, server, id);
  await openSettings(dialog);
  await pick(page, dialog, "What counts as success", "Any 2xx answer");
  await dialog.getByLabel("Deadline (seconds)").fill("2.5");
  await expect(
    dialog.getByText("An attempt without a complete answer within 2.5 s has failed."),
  ).toBeVisible();
  await pick(page, dialog, "Retry", "Custom schedule");
  await dialog.getByLabel("Gap 1", { exact: true }).fill("2");
  await dialog.getByRole("combobox", { name: "Unit of Gap 1", exact: true }).click();
  await page.getByRole("option", { name: "minutes" }).click();
  for (let gap = 7; gap > 2; gap--) await dialog.getByRole("button", { name: `Remove gap ${gap}` }).click();
  await dialog.getByRole("button", { name: "Add gap" }).click();
  await dialog.getByLabel("Jitter (%)").fill("12.5");
  await toggle(dialog, "Honour Retry-After", true);
  await dialog.getByLabel("Concurrent requests").fill("3");
  await dialog.getByRole("textbox", { name: "Requests per second" }).fill("20");
  await pick(page, dialog, "Order", "In order for each contact");
  await dialog.getByLabel("Events per request").fill("50");
  await dialog.getByLabel("Longest wait for more (seconds)").fill("0.5");
  await pick(page, dialog, "Port of the URL", "Any port for web servers");
  await pick(page, dialog, "Signature", /v1a/);
  await toggle(dialog, "X-DI-Signature (RSA) besides", true);
  await toggle(dialog, "410 Gone suspends the webhook", true);
  await dialog.getByRole("textbox", { name: "Lost deliveries in a row" }).fill("5");
  await dialog.getByRole("textbox", { name: "Hours without success" }).fill("48");
  await toggle(dialog, "Resume by itself", true);
  await expect(dialog.getByText("12 settings differ from the profile")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("dialog", { name: "Saved, not active yet" })
    .getByRole("button", { name: "Later" })
    .click();

  const delivery = {
    ...{ payloadStyle: "stream", success: "2xx", deadlineMs: 2_500, concurrency: 3, ratePerSecond: 20 },
    ...{ order: "contact", honourRetryAfter: true, suspendOnGone: true, urlPolicy: "https" },
    retry: { kind: "schedule", delaysSeconds: [120, 300, 300], jitter: 0.125 },
    batch: { max: 50, maxWaitMs: 500 },
    signature: { standard: "v1a", rsa: true },
    suspension: { failedInARow: 5, hoursWithoutSuccess: 48, autoResume: true },
  };
  expect(await read(server, seed, id)).toMatchObject({ profile: "stream", revision: 2, delivery });

  await openEdit(page, server, id);
  await openSettings(dialog);
  const deadline = dialog.getByLabel("Deadline (seconds)");
  await expect(deadline).toHaveValue("2.5");
  await expect(dialog.getByText("Changed. Event stream: 15 s.")).toBeVisible();
  await dialog.getByRole("button", { name: "Reset Deadline to the profile" }).click();
  await expect(deadline).toHaveValue("15");
  await expect(deadline).toBeFocused();
  await toggle(dialog, "Suspend automatically", false);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("dialog", { name: "Saved, not active yet" })
    .getByRole("button", { name: "Later" })
    .click();
  const changed = { ...delivery, deadlineMs: 15_000, suspension: null };
  expect(await read(server, seed, id)).toMatchObject({ revision: 3, delivery: changed });

  await openEdit(page, server, id);
  await openSettings(dialog);
  await dialog.getByRole("button", { name: "Reset all to the profile" }).click();
  await expect(dialog.getByText("as in Event stream")).toBeVisible();
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByText("11 settings differ from the profile")).toBeVisible();
});

test("whatever the API has set is opened and saved unchanged: no revision is written", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
}) => {
  const { id, label } = await newWebhook({
    ...{ profile: "custom", triggers: [{ type: "contact.updated" }, { type: "contact.became_contact" }] },
    delivery: {
      ...{ ratePerSecond: 7, order: "webhook", suspension: null, deadlineMs: 1_234 },
      retry: { kind: "interval", everySeconds: 90, untilHours: 0.25, from: "first_attempt" },
      signature: { standard: "v1a", rsa: true },
      batch: { max: 1, maxWaitMs: 250 },
    },
  });
  const before = await read(server, seed, id);
  const dialog = await openEdit(page, server, id);
  await openSettings(dialog);
  await dialog.getByLabel("Until (hours)").focus();
  await dialog.getByLabel("Deadline (seconds)").focus();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing was changed.")).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(await read(server, seed, id)).toEqual(before);

  await openEdit(page, server, id);
  await openSettings(dialog);
  await dialog.getByLabel("Until (hours)").fill("2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, label)).toBeVisible();
  await expect(dialog).toBeHidden();
  const retry = { kind: "interval", everySeconds: 90, untilHours: 2, from: "first_attempt" };
  expect((await read(server, seed, id)).delivery).toEqual({ ...before.delivery, retry });
});

test("an error inside the collapsed section opens it and gets the focus; nothing is stored", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
}) => {
  const { id } = await newWebhook();
  const dialog = await openEdit(page, server, id);
  await openSettings(dialog);
  const rate = dialog.getByRole("textbox", { name: "Requests per second" });
  await rate.fill("1001");
  await openSettings(dialog);
  await expect(rate).toBeHidden();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(rate).toBeFocused();
  await expect(dialog.getByText("Requests per second must be from 1 to 1,000.")).toBeVisible();
  expect((await read(server, seed, id)).revision).toBe(1);
  await rate.fill("");
  await expect(dialog.getByText("No limit: as fast as the receiver takes them.")).toBeVisible();
});

test("S3.13: who is told by mail is chosen among the account's people; who has left is shown as such", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
}) => {
  const who = ["--email", "cleo@example.org", "--password", "correct horse battery", "--role", "member"];
  const cleo = await server.tidings<{ userId: string }>(
    ...["user", "create", "--client", String(seed.clientId), ...who],
  );
  const { id } = await newWebhook({ notifyUserIds: [cleo.userId] });
  const dialog = await openEdit(page, server, id);
  await openSettings(dialog);
  const field = dialog.getByRole("combobox", { name: "Who is told by mail" });
  await expect(dialog.getByText("cleo@example.org")).toBeVisible();
  // The list may be closed again by what is still arriving; who sees that types again.
  await expect(async () => {
    await field.fill("");
    await field.fill("ben@");
    await expect(page.getByRole("option")).toHaveText(["ben@example.org"], { timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole("option", { name: "ben@example.org" }).click();
  await field.fill("ada@");
  await page.getByRole("option", { name: "ada@example.org" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog.getByText(/^3 people get a mail at a warning/)).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect((await read(server, seed, id)).notifyUserIds).toHaveLength(3);

  await page.goto(`${server.url}/administration/users`);
  await page.getByRole("button", { name: /cleo@example.org/ }).click();
  await page.getByRole("menuitem", { name: /Remove/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Remove/ })
    .click();
  await expect(page.getByRole("dialog")).toBeHidden();

  await openEdit(page, server, id);
  await openSettings(dialog);
  await expect(dialog.getByText("No longer in the account")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.goto(`${server.url}/administration/webhooks/${id}/settings`);
  const settings = page.getByRole("region", { name: "Settings" });
  for (const words of ["ben@example.org", "ada@example.org", "No longer in the account"]) {
    await expect(settings.getByText(words, { exact: true })).toBeVisible();
  }
});

test("a stream that is active keeps its state when it is edited; its menu stops it", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  path,
}) => {
  const { id, label } = await newWebhook({
    ...{ profile: "stream", triggers: [{ type: "message.opened" }], status: "created" },
    url: `https://receiver.example.com${path}`,
  });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Activate");
  await expect(rowOf(page, label).getByText("Active", { exact: true })).toBeVisible();
  const dialog = await openEdit(page, server, id);
  await expect(dialog.getByText(/To stop it, deactivate it in its menu/)).toBeVisible();
  await dialog.getByLabel("Label").fill(`${label} renamed`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect(await read(server, seed, id)).toMatchObject({ status: "active", revision: 2 });
});
