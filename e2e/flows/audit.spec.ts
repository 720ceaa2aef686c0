import { readFileSync } from "node:fs";
import { choose, expect, rowOf, test } from "../fixtures/flows";

test("G13: a change and a look at a secret are entries with before and after, found by the webhook's address", async ({
  administrator: page,
  server,
  seed,
  newWebhook,
}) => {
  const { id, label } = await newWebhook({ status: "inactive" });
  const webhook = `/api/v1/${seed.clientId}/webhooks/${id}`;
  await server.api("PATCH", webhook, { key: seed.key, body: { delivery: { deadlineMs: 7_000 } } });
  await server.api("GET", `${webhook}/signing-keys`, { key: seed.key });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Activate");
  await expect(rowOf(page, label)).toContainText("Active");

  await page.goto(`${server.url}/administration/audit?kind=webhook&target=${id}`);
  const rows = page.getByRole("table", { name: "Audit entries" }).getByRole("row");
  await expect(rows).toHaveCount(1 + 4);
  await expect(rows.nth(1)).toContainText(seed.administrator.email);
  await expect(rows.nth(1)).toContainText(`activated webhook ${label}`);
  await expect(rows.nth(2)).toContainText(`looked at the signing keys of webhook ${label}`);
  await expect(rows.nth(4)).toContainText(`created webhook ${label}`);
  await rows
    .nth(3)
    .getByRole("button", { name: `Details: changed webhook ${label}` })
    .click();
  const changes = page.getByRole("table", { name: "What changed" });
  await expect(changes.getByRole("row").nth(1)).toHaveText(/deadlineMs\s*15000\s*7000/);

  await page.getByRole("combobox", { name: "What was done" }).click();
  await page.getByRole("option", { name: "Revealed", exact: true }).click();
  await expect(page).toHaveURL(/action=signing_key\.revealed/);
  await expect(rows).toHaveCount(1 + 1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"signing_key.revealed","looked at the signing keys of webhook ${label}"`);

  await page.getByLabel("From (UTC)").fill("2020-01-01");
  await page.getByLabel("Until (UTC), included").fill("2020-01-02");
  await page.getByLabel("Until (UTC), included").blur();
  await expect(page.getByText("No entry matches these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/administration\/audit$/);
  await rows
    .filter({ hasText: `activated webhook ${label}` })
    .getByRole("link", { name: label })
    .click();
  await expect(page).toHaveURL(new RegExp(`/administration/webhooks/${id}`));
});

test("a member sees that the audit log is the administrators', and gets no export", async ({
  member: page,
  server,
}) => {
  await page.goto(`${server.url}/administration/audit`);
  await expect(page.getByText("This page is for the account's administrators.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  const answer = await page.request.get(`${server.url}/api/console/audit/export`);
  expect(answer.status()).toBe(403);
});
