import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { startMailServer } from "@/lib/notifications/mail-server.fixture";
import { test as base, expect, rowOf } from "../fixtures/flows";
import { startServer, type TidingsServer } from "../fixtures/server";

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** Of its own, since mails leave here: the other flows' server has no mail server. */
const test = base.extend<object, { mails: MailServer; server: TidingsServer }>({
  mails: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const mails = await startMailServer();
      await use(mails);
      await mails.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ receiver, mails }, use) => {
      const env = { LOG_LEVEL: "warn", SMTP_URL: mails.url, MAIL_FROM: "Acme <news@acme.example>" };
      const server = await startServer({ receiver, env });
      await use(server);
      await server.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ server, seed }) => {
  await server.tidings("account", "update", "--client", String(seed.clientId), "--feature", "automation=on");
});

async function expectAccessible(page: Page) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

/** A template's editor is no input: it is written into as a person does. */
async function write(page: Page, label: string, text: string) {
  await page.getByRole("textbox", { name: label, exact: true }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

/** The words of a mail, as mail programs put them together. */
const wordsOf = (source: string) =>
  source
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

test("S4.25, S4.37, S4.38, S4.3: the city goes out, a promo code comes back and stands in the message", async ({
  administrator: page,
  server,
  seed,
  receiver,
  mails,
  path,
  newWebhook,
}) => {
  test.slow();
  receiver.script(path, { status: 200, body: '{"promocode":"SPRING-7"}' });
  await newWebhook({
    ...{ kind: "workflow", label: "WH5", profile: "data_request", method: "POST", triggers: [] },
    template: {
      parameters: { in: "query", pairs: [] },
      body: { format: "json", template: '{"city":"${contact.city}"}' },
    },
  });

  await page.goto(`${server.url}/messages/templates`);
  await page.getByRole("button", { name: "Create template" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Our look");
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Our look", level: 1 })).toBeVisible();
  await write(page, "Subject", "Your code for ${contact.city}");
  await write(page, "HTML", "<h1>Acme</h1><p>Hello ${contact.firstname}</p>");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The message is saved.")).toBeVisible();

  await page.goto(`${server.url}/messages`);
  await expect(page.getByRole("heading", { name: "No message yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create email" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Spring code");
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("combobox", { name: "Begin with" }).click();
  await page.getByRole("option", { name: "Our look" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Spring code", level: 1 })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Subject", exact: true })).toHaveText(
    "Your code for ${contact.city}",
  );

  await write(page, "HTML", "<h1>Acme</h1><p>Use <b>$!data.get('WH5').get('promocode')</b></p>");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("WH5: Not asked yet")).toBeVisible();
  await preview.getByRole("button", { name: "Ask webhooks" }).click();
  await expect(preview.getByText("WH5: Answered")).toBeVisible();
  const frame = page.frameLocator('iframe[title="The mail"]');
  await expect(frame.getByText("SPRING-7")).toBeVisible();
  await expectAccessible(page);

  await write(page, "HTML", "<p>${");
  await expect(preview.getByText("The mail can't be made yet")).toBeVisible();
  await write(page, "HTML", "<h1>Acme</h1><p>Use <b>$!data.get('WH5').get('promocode')</b></p>");
  await preview.getByRole("button", { name: "Send test mail" }).click();
  const testDialog = page.getByRole("dialog", { name: "Send test mail" });
  await testDialog.getByRole("textbox", { name: "Recipient" }).fill("ben@acme.example");
  await testDialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("The test mail is on its way to ben@acme.example.")).toBeVisible();
  await expect.poll(() => mails.received.map(({ to }) => to)).toEqual([["ben@acme.example"]]);
  expect(wordsOf(mails.received[0]?.source ?? "")).toContain("SPRING-7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The message is saved.")).toBeVisible();

  await page.goto(`${server.url}/automation/workflows`);
  await page.getByRole("button", { name: "New workflow" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Promo");
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  const settings = page.getByRole("region", { name: "Settings" });
  const canvas = page.getByRole("region", { name: "Canvas", exact: true });
  const actions = page.getByRole("region", { name: "Actions", exact: true });
  await canvas.getByRole("button", { name: "Starts on" }).click();
  await settings.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "An event", exact: true }).click();
  await settings.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option", { name: "Became contact" }).click();
  await actions.getByRole("button", { name: "Webhook" }).click();
  await expect(settings.getByRole("combobox", { name: "Webhook" })).toHaveValue("WH5");
  await settings.getByRole("switch", { name: "Wait for the answer" }).check({ force: true });
  await actions.getByRole("button", { name: "Send message" }).click();
  await settings.getByRole("combobox", { name: "Message" }).click();
  await page.getByRole("option", { name: "Spring code" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText("“Promo” is active.")).toBeVisible();

  const { status } = await server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: {
      type: "contact.became_contact",
      dataCenterId: seed.dataCenterId,
      contact: { id: 7001, email: "chloe@example.org", properties: { city: "Québec" } },
    },
  });
  expect(status).toBe(202);
  await expect.poll(() => mails.received.map(({ to }) => to[0])).toContain("chloe@example.org");
  const mail = wordsOf(mails.received.at(-1)?.source ?? "");
  expect(mail).toContain("SPRING-7");
  const asked = receiver.requests.filter((request) => request.path.startsWith(path)).at(-1);
  expect(JSON.parse(asked?.body.toString() ?? "")).toEqual({ city: "Québec" });

  await page.goto(`${server.url}/messages`);
  await expect(rowOf(page, "Spring code")).toContainText("Promo");
  await choose(page, "Spring code", "Delete");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog.getByText(/is sent by Promo|sent by .*Promo/)).toBeVisible();
});

async function choose(page: Page, label: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${label}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

test("RFC 8058: a reader ends all messages by the link or by one click, and can come back", async ({
  page,
  server,
  seed,
  mails,
}) => {
  const post = (type: string, data: object = {}) =>
    server.api("POST", "/api/internal/events", {
      key: seed.key,
      body: { type, dataCenterId: seed.dataCenterId, contact: { id: 7002, email: "max@example.org" }, data },
    });
  await post("contact.became_contact");
  const toMax = () => mails.received.filter(({ to }) => to[0] === "max@example.org");
  await expect.poll(() => toMax().length).toBe(1);
  const source = toMax()[0]?.source ?? "";
  const mail = wordsOf(source);
  const [link = ""] = /http:\/\/127\.0\.0\.1:\d+\/unsubscribe\/[\w-]+\?mail=[\w-]+/.exec(mail) ?? [];
  await page.goto(link);
  await expect(page.getByText("Shall max@example.org get no more messages")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Subscribe again" }).click();
  await expect(page.getByText("Shall max@example.org get no more messages")).toBeVisible();

  const [oneClick = ""] =
    /http:\/\/127\.0\.0\.1:\d+\/api\/unsubscribe\/[\w-]+\?mail=[\w-]+/.exec(source) ?? [];
  const answer = await fetch(oneClick, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  await page.goto(oneClick);
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await page.goto(`${server.url}/unsubscribe/${"A".repeat(24)}`);
  await expect(page.getByRole("heading", { name: "This link is not known" })).toBeVisible();
});
