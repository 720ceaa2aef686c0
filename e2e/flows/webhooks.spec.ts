import { choose, expect, rowOf, test } from "../fixtures/flows";

test("S1.1, S1.5, S1.6, S1.14, S1.22, S1.23, S1.24, S1.25, S1.26, S1.27, S1.28, S1.37: an administrator creates a webhook, an event arrives, the receiver gets it, the table counts it", async ({
  administrator: page,
  receiver,
  server,
  seed,
  path,
}) => {
  const label = `Hot leads ${path}`;
  await page.goto(`${server.url}/administration/webhooks`);
  const crumbs = page.getByRole("navigation", { name: /breadcrumb/i });
  await expect(crumbs).toContainText(/Administration.*Access & security.*Webhooks/);
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Create a webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByLabel("Label").fill(label);
  await expect(dialog.getByRole("switch", { name: /Status: Active/ })).toBeChecked();
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await expect(dialog.getByText(/only in this data center/)).toBeVisible();

  await dialog.getByRole("combobox", { name: "Trigger" }).click();
  for (const name of [
    "Became contact",
    "Contact updated",
    "Persona scoring passed threshold",
    "Persona scoring exited threshold",
    "Lead scoring passed threshold",
    "Lead scoring exited threshold",
  ]) {
    await expect(page.getByRole("option", { name }), `S1.26: ${name}`).toBeVisible();
  }
  await page.getByRole("option", { name: "Persona scoring passed threshold" }).click();
  await dialog.getByRole("button", { name: "Add detail" }).click();
  await dialog.getByRole("combobox", { name: "Persona 1" }).click();
  await expect(page.getByRole("option")).toHaveCount(3);
  await page.getByRole("option", { name: /Decision maker/ }).click();
  await expect(dialog.getByText('"EventType": "PersonaScoringPassedThreshold"')).toBeVisible();
  await expect(dialog.getByText('"PersonaName": "Decision maker"')).toBeVisible();
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog).toBeHidden();

  const row = rowOf(page, label);
  await expect(row).toContainText("Quantum");
  await expect(row).toContainText("Persona scoring passed threshold");
  await expect(row).toContainText("Active");

  const event = (personaId: number) => ({
    type: "persona.threshold_passed",
    dataCenterId: seed.dataCenterId,
    contact: { id: 1353, email: "john.doe@example.org" },
    data: { personaId, score: 105 },
  });
  await server.api("POST", "/api/internal/events", { key: seed.key, body: [event(1), event(2)] });
  const [request] = await receiver.waitFor({ path });
  expect(request?.json()).toMatchObject({
    Persona: { PersonaId: 1, PersonaName: "Decision maker", Score: 105 },
  });
  await expect(async () => {
    await page.reload();
    await expect(row.getByRole("link", { name: /^1 successful run/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(receiver.requests.filter((each) => each.path === path)).toHaveLength(1);
});

test("S1.7, S1.8, S1.9, S1.10, S1.11, S1.12, S1.13: the table shows every webhook of all data centers under S1's columns; counts open the runs", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 500 }, { status: 200 }]);
  const delivery = { retry: { kind: "none" } };
  const { id, label } = await newWebhook({ delivery });
  const other = await newWebhook({ dataCenterId: 2 });
  await happen(id, ["failed"]);
  await happen(id, ["delivered"]);
  await page.goto(`${server.url}/administration/webhooks`);
  for (const name of [
    "Webhook",
    "Data center",
    "Trigger",
    "Payload",
    "Successful runs in last 14 days",
    "Failed runs in last 14 days",
    "Status",
  ]) {
    await expect(page.getByRole("columnheader", { name, exact: true }), name).toBeVisible();
  }
  await expect(rowOf(page, other.label)).toContainText("Alpha");
  const row = rowOf(page, label);
  await expect(row.getByRole("link", { name: /^1 successful run/ })).toBeVisible();
  await row.getByRole("link", { name: /^1 failed run .*1 of them is a lost event/ }).click();
  const runs = page.getByRole("dialog", { name: /Runs in last 14 days/ });
  await expect(runs.getByRole("radio", { name: "Failed" })).toBeChecked();
  await expect(runs.getByText("Became contact")).toHaveCount(1);
});

test("S1.11, S1.17: Preview shows the JSON sample, from the column and from the menu", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await rowOf(page, label)
    .getByRole("link", { name: /Preview/ })
    .click();
  const preview = page.getByRole("dialog", { name: /Payload preview/ });
  await expect(preview.getByText('"EventType": "BecameContact"')).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, label, "Preview payload");
  await expect(preview.getByText('"EventType": "BecameContact"')).toBeVisible();
});

test("S1.15, S1.16, S1.17, S1.21: the menu has S1's commands in S1's order", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await page.getByRole("button", { name: `Actions for ${label}` }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Edit properties",
    "Deactivate",
    "Preview payload",
    "Runs in last 14 days",
    "Send test",
    "Duplicate",
    "Delete",
  ]);
});

test("S1.15, S1.38: Edit properties is the same window with the same properties; a secret stays unless replaced", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  const { id, label } = await newWebhook({
    authentication: { type: "basic", username: "crm", password: "kept secret" },
  });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Edit properties");
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  await expect(dialog.getByLabel("Label")).toHaveValue(label);
  await expect(dialog.getByLabel("Send data to URL")).toHaveValue(receiver.url(path));
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveValue(/set$/);
  await dialog.getByLabel("Label").fill(`${label} renamed`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, `${label} renamed`)).toBeVisible();
  await happen(id, ["delivered"]);
  const [request] = await receiver.waitFor({ path });
  const expected = `Basic ${Buffer.from("crm:kept secret").toString("base64")}`;
  expect(request?.headers.authorization).toBe(expected);
});

test("S1.16, decision 10: Deactivate asks what becomes of what waits; Activate sends again", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 500 }, { status: 200 }]);
  const { id, label } = await newWebhook({
    delivery: { retry: { kind: "schedule", delaysSeconds: [600], jitter: 0 } },
  });
  await happen(id, ["pending"]);
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Deactivate");
  const dialog = page.getByRole("dialog", { name: /Deactivate/ });
  await expect(dialog.getByText(/1 delivery/)).toBeVisible();
  await expect(dialog.getByRole("radio", { name: /Keep .* waiting/ })).toBeChecked();
  await dialog.getByRole("radio", { name: /Cancel/ }).check();
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(rowOf(page, label)).toContainText("Inactive");
  await choose(page, label, "Activate");
  await expect(rowOf(page, label).getByText("Active", { exact: true })).toBeVisible();
  await happen(id, ["delivered"]);
});

test("S1.18, S1.19, S1.20: Runs in last 14 days shows when, how long and whether it succeeded, filtered under the title, in UTC, live", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 503, body: "try later" }, { status: 200 }]);
  const { id, label } = await newWebhook({
    delivery: { retry: { kind: "schedule", delaysSeconds: [0.1], jitter: 0 } },
  });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Runs in last 14 days");
  const runs = page.getByRole("dialog", { name: /Runs in last 14 days/ });
  await expect(runs.getByText("All times are in UTC")).toBeVisible();
  await expect(runs.getByText("No run in the last 14 days.")).toBeVisible();
  await happen(id, ["delivered"]);
  await expect(runs.getByText("2 tries, delivered")).toBeVisible();
  for (const name of [/Executed \(UTC\)/, /Duration/, /Result/]) {
    await expect(runs.getByRole("columnheader", { name })).toBeVisible();
  }
  const filter = runs.getByRole("radiogroup");
  await filter.getByRole("radio", { name: "Failed" }).check({ force: true });
  await expect(page).toHaveURL(/verdict=failed/);
  await expect(runs.getByText("200", { exact: true })).toHaveCount(0);
  await expect(runs.getByText("503")).toBeVisible();
  await filter.getByRole("radio", { name: "Successful" }).check({ force: true });
  await expect(runs.getByText("503")).toHaveCount(0);
  await expect(runs.getByText(/\d+ ms/).first()).toBeVisible();
});

test("the inspector shows event, request, answer and reason, masks secrets, copies and resends", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  receiver.script(path, [{ status: 404, body: "<b>no such hook</b>" }, { status: 200 }]);
  const { id } = await newWebhook({
    authentication: { type: "raw", value: "Bearer top-secret" },
    headers: [
      { name: "X-Source", value: "tidings" },
      { name: "X-Key", value: "hush", secret: true },
    ],
    delivery: { retry: { kind: "none" } },
  });
  await happen(id, ["failed"]);
  await page.goto(`${server.url}/administration/webhooks?runs=${id}`);
  await page.getByRole("dialog", { name: /Runs/ }).getByText("Became contact").first().click();
  const inspector = page.getByRole("dialog").last();
  await expect(inspector.getByText(/What happens next/)).toBeVisible();
  await expect(inspector.getByText(/What you can do/)).toBeVisible();
  await expect(inspector.getByText("john.doe@example.org · id 1353")).toBeVisible();
  await expect(inspector.getByText("<b>no such hook</b>")).toBeVisible();
  await expect(inspector.getByText('"EventType": "BecameContact"')).toBeVisible();
  await expect(inspector.getByRole("list", { name: "Request headers" })).toContainText("X-Source: tidings");
  await expect(inspector).not.toContainText("top-secret");
  await expect(inspector).not.toContainText("hush");
  await inspector.getByRole("button", { name: "Copy as cURL" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("curl");
  expect(copied).toContain(receiver.url(path));
  expect(copied).not.toContain("top-secret");

  await inspector.getByRole("button", { name: "Resend" }).click();
  const [first, second] = await receiver.waitFor({ path, count: 2 });
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body.equals(first?.body as Buffer)).toBe(true);
});

test("decision 3.2 (9): an answer 202 under the 200-only rule says so and offers to accept every 2xx", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, { status: 202 });
  const { id } = await newWebhook({ delivery: { success: "200", retry: { kind: "none" } } });
  await happen(id, ["failed"]);
  await page.goto(`${server.url}/administration/webhooks?runs=${id}`);
  await page.getByRole("dialog", { name: /Runs/ }).getByText("Became contact").first().click();
  const inspector = page.getByRole("dialog").last();
  await expect(inspector.getByText(/Answered 202\. This webhook only accepts 200\./)).toBeVisible();
  await inspector.getByRole("button", { name: "Accept every 2xx answer" }).click();
  await expect(page.getByText(/every 2xx answer counts as success/)).toBeVisible();
  await happen(id, ["delivered"]);
});

test("Send test sends the sample at once and says in words how it went; tests are marked and not counted", async ({
  administrator: page,
  newWebhook,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 200 }, { status: 401 }]);
  const { id, label } = await newWebhook({ status: "inactive" });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Send test");
  const dialog = page.getByRole("dialog", { name: /Send test/ });
  await dialog.getByRole("button", { name: "Send request" }).click();
  await expect(dialog.getByText("✓ The URL is valid and the request was accepted (code 200).")).toBeVisible();
  await dialog.getByRole("button", { name: "Send request" }).click();
  await dialog.getByRole("button", { name: "See error code" }).click();
  await expect(dialog.getByText("401", { exact: true })).toBeVisible();
  expect(receiver.requests.filter((request) => request.path === path)).toHaveLength(2);
  await page.goto(`${server.url}/administration/webhooks?runs=${id}`);
  await expect(page.getByRole("dialog", { name: /Runs/ }).getByText("Test", { exact: true })).toHaveCount(2);
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await expect(rowOf(page, label).getByRole("link", { name: /^0 successful runs/ })).toBeVisible();
});

test("S1.21, decision 9: Delete says that it cannot be reverted and deactivates an active webhook in one go", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Delete");
  const dialog = page.getByRole("dialog", { name: /Delete/ });
  await expect(dialog.getByText("This action cannot be reverted")).toBeVisible();
  await dialog.getByRole("button", { name: "Deactivate and delete" }).click();
  await expect(rowOf(page, label)).toHaveCount(0);
});

test("S2.6, decision 12: how much of the limit is used is always shown, and at the limit what to do", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
}) => {
  await newWebhook();
  await page.goto(`${server.url}/administration/webhooks`);
  const used = page.getByText(/^\d+ of 100 used$/);
  const [count = ""] = ((await used.textContent()) ?? "").split(" ");
  const limit = (webhooks: string) =>
    server.tidings("account", "update", "--client", String(seed.clientId), "--webhook-limit", webhooks);
  const create = page.getByRole("button", { name: "Create a webhook" });
  try {
    await limit(count);
    await page.reload();
    await expect(create).toHaveAccessibleDescription(
      `${count} of ${count} used. Delete an inactive webhook to make room`,
    );
    await create.click({ force: true });
    await expect(page.getByRole("dialog")).toHaveCount(0);
  } finally {
    await limit("100");
  }
  await page.reload();
  await create.click();
  await expect(page.getByRole("dialog", { name: "Create a webhook" })).toBeVisible();
});
