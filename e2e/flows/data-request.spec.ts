import type { Locator, Page } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const LIST = "/administration/webhooks?kind=workflow";

async function openForm(page: Page, url: string, name: string) {
  await page.goto(`${url}${LIST}&create=data_request`);
  const dialog = page.getByRole("dialog", { name: "Create a data request" });
  await dialog.getByLabel("Webhook name").fill(name);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  return dialog;
}

const editor = (dialog: Locator, name: string) => dialog.getByRole("textbox", { name, exact: true });

async function post(page: Page, dialog: Locator) {
  await dialog.getByRole("combobox", { name: "Request type" }).click();
  await page.getByRole("option", { name: /^POST/ }).click();
}

const order = (seed: Seed, data: object) => ({
  ...{ type: "custom.order", dataCenterId: seed.dataCenterId, data },
  contact: { id: "c1", email: "ada@example.org", properties: { FirstName: "Ada", f_City: "Québec" } },
});

async function made(server: TidingsServer, seed: Seed, label: string) {
  const path = `/api/v1/${seed.clientId}/webhooks?q=${encodeURIComponent(label)}`;
  const { body } = await server.api<{ webhooks: Record<string, unknown>[] }>("GET", path, { key: seed.key });
  return body.webhooks[0];
}

test("S4.11, S4.14 to S4.22: a GET with variables, parameters in headers and a connector made in place", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  await page.goto(`${server.url}${LIST}`);
  await page
    .getByRole("button", { name: "Create a webhook" })
    .or(page.getByRole("button", { name: "Create a data request" }))
    .first()
    .click();
  const question = page.getByRole("dialog", { name: "Create a webhook for workflows" });
  const dialog = page.getByRole("dialog", { name: "Create a data request" });
  await expect(question.or(dialog)).toBeVisible();
  if (await question.isVisible())
    await question.getByRole("button", { name: "Create a data request" }).click();

  const name = `Any symbols: "ü" & ${path}`;
  await dialog.getByLabel("Webhook name").fill(name);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await editor(dialog, "URL").fill(`${receiver.url(path)}?email=\${email}`);
  const shown = dialog.getByRole("region", { name: "The request" });
  await expect(shown.getByText(/email=john\.doe%40example\.org/)).toBeVisible();
  await dialog.getByRole("button", { name: "Add parameter" }).click();
  await dialog.getByLabel("Parameter 1: Name").fill("X-City");
  await editor(dialog, "Parameter 1: Value").fill("${contact.firstname}");
  await dialog.getByRole("switch", { name: /^Pass parameters in headers/ }).press("Space");
  await dialog.getByRole("switch", { name: /^Authentication/ }).press("Space");
  await dialog.getByRole("button", { name: "New connector" }).click();
  const connector = page.getByRole("dialog", { name: "Create connector" });
  await connector.getByLabel("Connector name").fill(`CRM ${path}`);
  await connector.getByRole("combobox", { name: "Authentication type" }).click();
  await page.getByRole("option", { name: "Bearer token" }).click();
  await connector.getByRole("textbox", { name: "Token" }).fill("secret-of-the-connector");
  await connector.getByRole("button", { name: "Done" }).click();
  await expect(connector).toBeHidden();
  await expect(dialog.getByRole("combobox", { name: /connector/i })).toHaveValue(`CRM ${path}`);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, name)).toContainText("Data request");
  expect(await made(server, seed, path)).toMatchObject({
    ...{ kind: "workflow", profile: "data_request", method: "GET", label: name },
    authentication: { type: "connector" },
    template: { parameters: { in: "headers", pairs: [{ name: "X-City", value: "${contact.firstname}" }] } },
  });

  await choose(page, name, "Send test");
  const tried = page.getByRole("dialog", { name: /^Send test/ });
  await tried
    .getByRole("button", { name: /^View the card of/ })
    .first()
    .click();
  await expect(tried.getByRole("region", { name: /^Card of/ })).toContainText("Contact ID");
  await tried.getByLabel("Search contacts").fill("nobody is called so");
  await expect(tried.getByText("No contact matches.")).toBeVisible();
  await tried.getByLabel("Search contacts").fill("1001");
  await tried.getByRole("button", { name: /1001/ }).first().click();
  await tried.getByRole("button", { name: "Next" }).click();
  await expect(tried.getByText("Step 2 of 3: Check the request")).toBeVisible();
  await expect(tried.getByText("••••••••")).toBeVisible();
  await expect(tried.getByRole("table", { name: "Where the values come from" })).toContainText("${email}");
  await tried.getByRole("button", { name: "Send request" }).click();
  await expect(
    tried.getByText(/✓ The URL is valid and the request was accepted \(code 200\)\./),
  ).toBeVisible();
  const [request] = await receiver.waitFor({ path });
  expect(request?.headers).toMatchObject({ authorization: "Bearer secret-of-the-connector" });
  expect(request?.headers).toHaveProperty("x-city");
  await tried.getByRole("button", { name: "Done" }).click();
  await expect(tried).toBeHidden();
});

test("S4.23 to S4.33: a POST of a draft is tried with a typed event; each value of its answer has its expression", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  receiver.script(path, {
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"promocode":"SPRING-15","lines":[{"sku number":7}]}',
  });
  const dialog = await openForm(page, server.url, `WH5 ${path}`);
  await post(page, dialog);
  await editor(dialog, "URL").fill(receiver.url(path));
  await dialog.getByRole("switch", { name: /^Send a body/ }).press("Space");
  const body = editor(dialog, "Body");
  await body.fill('{ "city": "${contact.f_City}", "order": ${event.externalOrderId | nope} }');
  await expect(dialog.getByText(/line 1, column \d+: there is no filter nope/i).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByRole("dialog", { name: /^Send test/ })).toBeHidden();
  await body.fill('{ "city": "${contact.f_City}", "order": ${event.externalOrderId} }');
  await dialog.getByRole("button", { name: "Send test" }).click();

  const tried = page.getByRole("dialog", { name: /^Send test/ });
  await expect(tried.getByText(/reads the event parameter externalOrderId/)).toBeVisible();
  await tried.getByRole("radio", { name: "Event", exact: true }).check();
  await tried.getByRole("radio", { name: "Type an event", exact: true }).check();
  const typed = tried.getByLabel("The event, as it would be posted");
  await expect(typed).toHaveValue(/"externalOrderId"/);
  await typed.fill("{");
  await expect(tried.getByText(/This is not valid JSON/)).toBeVisible();
  await expect(tried.getByRole("button", { name: "Next" })).toBeDisabled();
  await typed.fill(JSON.stringify(order(seed, { externalOrderId: 'A"7' })));
  await tried.getByRole("button", { name: "Next" }).click();
  await expect(tried.getByText("Parameter of the event: externalOrderId")).toBeVisible();
  await tried.getByRole("button", { name: "Back" }).click();
  await tried.getByRole("button", { name: "Next" }).click();
  await tried.getByRole("button", { name: "Send request" }).click();
  await expect(tried.getByText(/✓ The URL is valid/)).toBeVisible();
  const [request] = await receiver.waitFor({ path });
  expect(JSON.parse(String(request?.body))).toEqual({ city: "Québec", order: 'A"7' });
  for (const phase of ["DNS", "Connection", "TLS", "First byte", "Total"]) {
    await expect(tried.getByRole("term").filter({ hasText: phase })).toBeVisible();
  }
  await tried.getByRole("button", { name: `Copy expression \${data['WH5 ${path}'].promocode}` }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`\${data['WH5 ${path}'].promocode}`);
  await tried.getByRole("button", { name: "Show what is in 0" }).click();
  await expect(
    tried.getByRole("button", { name: `Copy expression \${data['WH5 ${path}'].lines[0]['sku number']}` }),
  ).toBeAttached();
  await tried.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeVisible();
  expect(await made(server, seed, path)).toBeUndefined();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  expect(await made(server, seed, path)).toMatchObject({ template: { body: { format: "json" } } });
});

test("S4.31: a received event is chosen; an answer that is not JSON, and a refusal, are shown as such", async ({
  administrator: page,
  server,
  seed,
  receiver,
  newWebhook,
  path,
}) => {
  const { label } = await newWebhook({
    ...{ kind: "workflow", profile: "data_request", triggers: [], method: "POST" },
    template: { body: { format: "text", template: "${event.externalOrderId}" } },
  });
  const number = crypto.randomUUID();
  await server.api("POST", "/api/internal/events", {
    ...{ key: seed.key, body: order(seed, { externalOrderId: number }) },
  });
  receiver.script(path, [
    { status: 200, headers: { "content-type": "text/plain" }, body: "not a <b>value</b>" },
    { status: 401, body: '{"error":"who are you"}' },
  ]);
  await page.goto(`${server.url}${LIST}&q=${encodeURIComponent(label)}`);
  await choose(page, label, "Send test");
  const tried = page.getByRole("dialog", { name: /^Send test/ });
  await tried.getByRole("radio", { name: "Event", exact: true }).check();
  await tried.getByLabel("Search events").fill("custom.order");
  await tried
    .getByRole("button", { name: /^custom\.order/ })
    .first()
    .click();
  await tried.getByRole("button", { name: "Next" }).click();
  await expect(tried.getByRole("table").getByText(number)).toBeVisible();
  await tried.getByRole("button", { name: "Send request" }).click();
  await expect(tried.getByText(/The answer is not JSON/)).toBeVisible();
  await expect(tried.getByText("not a <b>value</b>")).toBeVisible();
  await tried.getByRole("button", { name: "Send again" }).click();
  await tried.getByRole("button", { name: "See error code" }).click();
  await expect(tried.getByText(/answered 401: it wants credentials/)).toBeVisible();
  await expect(tried.getByText('"who are you"')).toBeVisible();
  const requests = await receiver.waitFor({ path, count: 2 });
  expect(requests.map(({ body }) => String(body))).toEqual([number, number]);
});

test("S4.16, S4.41, decision 9: http is not saved; edited from its page; leaving asks; deleted after a question", async ({
  administrator: page,
  server,
  seed,
  receiver,
  newWebhook,
  path,
}) => {
  const { id, label } = await newWebhook({
    kind: "workflow",
    profile: "data_request",
    triggers: [],
    method: "GET",
  });
  await page.goto(`${server.url}/administration/webhooks/${id}/settings?edit=${id}`);
  const dialog = page.getByRole("dialog", { name: "Edit data request" });
  await expect(editor(dialog, "URL")).toContainText(receiver.url(path));
  await editor(dialog, "URL").fill("http://crm.example.org/?a=${email}");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByText(/An http link is not saved/)).toBeVisible();
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await editor(dialog, "URL").fill(`${receiver.url(path)}?a=\${email}`);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  expect((await made(server, seed, label))?.url).toBe(`${receiver.url(path)}?a=\${email}`);

  await page.goto(`${server.url}${LIST}&q=${encodeURIComponent(label)}`);
  await choose(page, label, "Delete");
  const sure = page.getByRole("dialog", { name: `Delete “${label}”` });
  await expect(sure.getByText("This action cannot be reverted")).toBeVisible();
  await sure.getByRole("button", { name: "Delete" }).click();
  await expect(sure).toBeHidden();
  expect(await made(server, seed, label)).toBeUndefined();
});
