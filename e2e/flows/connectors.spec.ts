import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";
import { createCertificateAuthority } from "../receiver/certificates";

const ROOM = "/administration/webhooks/connectors";

async function chooseType(page: Page, type: string) {
  const dialog = page.getByRole("dialog", { name: "Create connector" });
  await dialog.getByRole("combobox", { name: "Authentication type" }).click();
  await page.getByRole("option", { name: type, exact: true }).click();
}

async function expectAccessible(page: Page) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

async function createBasic(page: Page, url: string, name: string) {
  await page.goto(`${url}${ROOM}?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create connector" });
  await dialog.getByLabel("Connector name").fill(name);
  await dialog.getByLabel("Username").fill("crm");
  await dialog.getByLabel(/^Password( \*)?$/).fill("first secret");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, name)).toContainText("Basic, as crm");
}

test("S4.19, S4.20, S4.21: New connector opens over a webhook's form, Done applies it, an OAuth token is fetched and sent", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  receiver.script(`${path}/token`, {
    status: 200,
    body: JSON.stringify({ access_token: "token-1", token_type: "Bearer", expires_in: 3_600 }),
  });
  await createBasic(page, server.url, `Basic ${path}`);
  const label = `OAuth ${path}`;
  await page.goto(`${server.url}/administration/webhooks?create=1`);
  const form = page.getByRole("dialog", { name: "Create a webhook" });
  await form.getByLabel("Label").fill(label);
  await form.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await form.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: "Became contact" }).click();
  await form.getByLabel("Send data to URL").fill(receiver.url(`${path}/hook`));
  await form.getByRole("combobox", { name: "Authentication type" }).click();
  await page.getByRole("option", { name: "Saved connector…" }).click();
  await form.getByRole("button", { name: "New connector" }).click();

  const connector = page.getByRole("dialog", { name: "Create connector" });
  await connector.getByLabel("Connector name").fill(label);
  await chooseType(page, "OAuth 2.0 client credentials");
  await connector.getByRole("button", { name: "Done" }).click();
  await expect(connector.getByText("Token URL is missing.")).toBeVisible();
  await expectAccessible(page);
  await connector.getByLabel("Token URL").fill("http://login.example.com/token");
  await connector.getByLabel("Client ID").fill("crm");
  await connector.getByLabel(/^Client secret( \*)?$/).fill("never seen again");
  await connector.getByLabel("Scope").fill("events");
  await connector.getByRole("button", { name: "Done" }).click();
  await expect(connector.getByText(/Token URL.*https/)).toBeVisible();
  await connector.getByLabel("Token URL").fill(receiver.url(`${path}/token`));
  await connector.getByRole("button", { name: "Done" }).click();
  await expect(connector).toBeHidden();
  await expect(form.getByRole("combobox", { name: "Connector" })).toHaveValue(label);
  await expect(form.getByText(/^OAuth 2.0 client credentials, as crm at 127\.0\.0\.1/)).toBeVisible();
  await form.getByRole("button", { name: "Create this hook" }).click();
  await expect(form).toBeHidden();

  await server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: {
      type: "contact.became_contact",
      dataCenterId: seed.dataCenterId,
      contact: { id: 1, email: "a@example.org" },
    },
  });
  const [request] = await receiver.waitFor({ path: `${path}/hook` });
  expect(request?.headers.authorization).toBe("Bearer token-1");
  expect(receiver.requests.filter((each) => each.path === `${path}/token`)).toHaveLength(1);
  await page.goto(server.url + ROOM);
  await expect(rowOf(page, label).getByRole("link", { name: label })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("never seen again");
});

test("S4.21, decision 9: a secret is replaced for all at once; a connector in use can't be deleted and names its users", async ({
  administrator: page,
  server,
  newWebhook,
  happen,
  receiver,
  path,
}) => {
  const name = `Shared ${path}`;
  await createBasic(page, server.url, name);
  await rowOf(page, name)
    .getByRole("button", { name: `Replace secret of ${name}` })
    .click();
  const replacing = page.getByRole("dialog", { name: `Replace the secret of “${name}”` });
  await replacing.getByLabel(/^Password( \*)?$/).fill("second secret");
  await replacing.getByRole("button", { name: "Replace secret" }).click();
  await expect(page.getByText(`The secret of “${name}” is replaced.`)).toBeVisible();
  const connectorId = await page.evaluate(async (wanted) => {
    const answer = await fetch("/api/console/connectors");
    const { connectors } = (await answer.json()) as { connectors: { id: string; name: string }[] };
    return connectors.find((each) => each.name === wanted)?.id;
  }, name);
  const webhook = await newWebhook({ authentication: { type: "connector", connectorId } });
  await happen(webhook.id, ["delivered"]);
  const [request] = await receiver.waitFor({ path });
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("crm:second secret").toString("base64")}`);

  await page.reload();
  await rowOf(page, name)
    .getByRole("button", { name: `Delete ${name}` })
    .click();
  const deleting = page.getByRole("dialog", { name: `Delete connector “${name}”?` });
  await expect(deleting.getByText(/can't be deleted: a webhook uses it/)).toBeVisible();
  await expect(deleting.getByRole("button", { name: "Delete", exact: true })).toHaveCount(0);
  await deleting.getByRole("link", { name: webhook.label }).click();
  await expect(page.getByRole("heading", { name: webhook.label, level: 1 })).toBeVisible();

  const unused = `Unused ${path}`;
  await createBasic(page, server.url, unused);
  await rowOf(page, unused)
    .getByRole("button", { name: `Delete ${unused}` })
    .click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText(`“${unused}” is deleted.`)).toBeVisible();
  await expect(rowOf(page, unused)).toHaveCount(0);
});

test("a client certificate is judged when it is saved, shown by its subject, warned of before it expires, and replaced with its key", async ({
  administrator: page,
  server,
  path,
}) => {
  const authority = await createCertificateAuthority();
  const notAfter = new Date(Date.now() + 10 * 86_400_000);
  const [short, long] = await Promise.all([
    authority.issue({ names: ["crm-short"], of: "client", notAfter }),
    authority.issue({ names: ["crm-long"], of: "client" }),
  ]);
  const name = `mTLS ${path}`;
  await page.goto(`${server.url}${ROOM}?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create connector" });
  await dialog.getByLabel("Connector name").fill(name);
  await chooseType(page, "Client certificate");
  await dialog.getByLabel(/^Certificate( \*)?$/).fill(short.certificatePem);
  await dialog.getByLabel(/^Private key( \*)?$/).fill(long.keyPem);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByText(/Private key does not belong to the certificate/)).toBeVisible();
  await dialog.getByLabel(/^Private key( \*)?$/).fill(short.keyPem);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  const row = rowOf(page, name);
  await expect(row).toContainText("Client certificate, CN=crm-short");
  await expect(row).toContainText(`Expires on ${notAfter.toISOString().slice(0, 10)}: replace it before.`);

  await row.getByRole("button", { name: `Edit ${name}` }).click();
  const editing = page.getByRole("dialog", { name: `Edit connector “${name}”` });
  await expect(editing.getByRole("region", { name: "Certificate that is stored" })).toContainText(
    "CN=crm-short",
  );
  await editing.getByRole("button", { name: "Replace Certificate" }).click();
  await expectAccessible(page);
  await editing.getByLabel(/^Certificate( \*)?$/).fill(long.certificatePem);
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing.getByText(/Private key has to be entered together with the other one/)).toBeVisible();
  await editing.getByRole("button", { name: "Replace Private key" }).click();
  await editing.getByLabel(/^Private key( \*)?$/).fill(long.keyPem);
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing).toBeHidden();
  await expect(row).toContainText("CN=crm-long");
  await expect(row).not.toContainText("replace it before");
  await page.setViewportSize({ width: 320, height: 700 });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(width).toBeLessThanOrEqual(320);
});

test("decision 29: a member sees names, types and where each is used, and changes none", async ({
  browser,
  administrator,
  server,
  cookiesOf,
  path,
}) => {
  const name = `Read ${path}`;
  await createBasic(administrator, server.url, name);
  const context = await browser.newContext();
  await context.addCookies(await cookiesOf("member"));
  const page = await context.newPage();
  await page.goto(server.url + ROOM);
  await expect(rowOf(page, name)).toContainText("Basic");
  await expect(rowOf(page, name)).not.toContainText("crm");
  await expect(rowOf(page, name).getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New connector" })).toHaveCount(0);
  await context.close();
});
