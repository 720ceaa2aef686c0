import type { Page } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const LIST = "/administration/webhooks/deleted";
const WORKFLOW = { kind: "workflow", triggers: [] };
const basic = { type: "basic", username: "crm", password: "never seen again" };

const tableOf = (page: Page) => page.getByRole("table", { name: "Deleted webhooks" });
const search = (text: string) => `${LIST}?q=${encodeURIComponent(text)}`;
const remove = async (server: TidingsServer, { clientId, key }: Seed, id: string) => {
  const { status } = await server.api("DELETE", `/api/v1/${clientId}/webhooks/${id}`, { key });
  expect(status).toBe(204);
};

test("S4.41: deleted webhooks of every kind are listed with name, URL, type, who deleted them and when, and can only be read", async ({
  administrator: page,
  newWebhook,
  receiver,
  server,
  seed,
  path,
}) => {
  const hot = await newWebhook({ authentication: basic });
  const codes = await newWebhook({ ...WORKFLOW, profile: "data_request", method: "GET" });
  const notice = await newWebhook({ ...WORKFLOW, profile: "scenario" });
  const kept = await newWebhook();
  await remove(server, seed, codes.id);
  await remove(server, seed, notice.id);
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(hot.label)}`);
  await choose(page, hot.label, /^Delete/);
  const before = Date.now();
  await page.getByRole("button", { name: "Deactivate and delete" }).click();
  await expect(page.getByText(`“${hot.label}” is deleted.`)).toBeVisible();
  await expect(rowOf(page, hot.label)).toHaveCount(0);

  const tabs = page.getByRole("navigation", { name: "Webhooks", exact: true });
  await tabs.getByRole("link", { name: "Deleted" }).click();
  await expect(page).toHaveURL(`${server.url}${LIST}`);
  await expect(tabs.getByRole("link", { name: "Deleted" })).toHaveAttribute("aria-current", "page");
  await page.getByRole("searchbox", { name: "Search" }).fill(path);
  await expect(page).toHaveURL(/q=/);
  const rows = tableOf(page).getByRole("row");
  await expect(rows).toHaveCount(1 + 3);
  await expect(rows.first().getByRole("columnheader")).toHaveText([
    ...["Name", "URL", "Type", "Deleted by", "Deleted at (UTC)"],
  ]);
  // The last one deleted stands first.
  await expect(rows.nth(1)).toContainText(hot.label);
  await expect(rows.nth(1)).toContainText(receiver.url(path));
  await expect(rows.nth(1)).toContainText(seed.administrator.email);
  const at = await rows.nth(1).getByRole("time").getAttribute("datetime");
  expect(Date.parse(at ?? "")).toBeGreaterThanOrEqual(before - 1_000);
  const [day, time] = (at ?? "").split("T");
  await expect(rows.nth(1).getByRole("time")).toContainText(day as string);
  await expect(rows.nth(1).getByRole("time")).toContainText((time as string).slice(0, 5));
  await expect(rowOf(page, codes.label)).toContainText(/GET/);
  await expect(rowOf(page, codes.label)).toContainText("Tests");
  await expect(rowOf(page, notice.label)).toContainText(/POST/);
  await expect(rowOf(page, kept.label)).toHaveCount(0);
  await expect(tableOf(page).getByRole("button", { name: /restore|actions/i })).toHaveCount(0);

  await page.getByRole("combobox", { name: "Which webhooks" }).click();
  await page.getByRole("option", { name: "On events" }).click();
  await expect(rows).toHaveCount(1 + 1);
  await page.reload();
  await expect(rows).toHaveCount(1 + 1);
  await page.getByRole("searchbox", { name: "Search" }).fill("nothing is called like this");
  await expect(page.getByText("No deleted webhook matches these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(`${server.url}${LIST}`);
});

test("S4.41: a deleted webhook's own page says so, keeps its runs, and has neither credentials nor a way back", async ({
  administrator: page,
  newWebhook,
  happen,
  server,
  seed,
}) => {
  const { id, label } = await newWebhook({ authentication: basic });
  await happen(id, ["delivered"]);
  const webhook = `/api/v1/${seed.clientId}/webhooks/${id}`;
  await server.api("POST", `${webhook}/deactivate`, { key: seed.key, body: { waiting: "cancel" } });
  await remove(server, seed, id);
  await page.goto(server.url + search(label));
  await rowOf(page, label).getByRole("link", { name: label }).click();
  await expect(page).toHaveURL(new RegExp(`/administration/webhooks/${id}$`));
  await expect(page.getByRole("alert").filter({ hasText: "This webhook is deleted" })).toContainText(
    "its credentials and its signing keys have been erased",
  );
  for (const name of [/restore/i, /^Edit/, /^Activate/, /^Send test/, /^Actions/, /^Duplicate/])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  const tabs = page.getByRole("navigation", { name: `Pages of ${label}` });
  await expect(tabs.getByRole("link")).toHaveText(["Overview", "Runs", "Settings", "Activity"]);
  await tabs.getByRole("link", { name: "Runs" }).click();
  await expect(page.getByText("Became contact").first()).toBeVisible();
  await tabs.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText(/Basic/).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("never seen again");
  const { status, body } = await server.api("GET", webhook, { key: seed.key });
  expect([status, body]).toMatchObject([200, { status: "deleted", authentication: { passwordSet: false } }]);
  for (const [method, address, input] of [
    ["PATCH", webhook, { label: "Back" }],
    ["POST", `${webhook}/activate`, undefined],
  ] as const) {
    const refused = await server.api(method, address, { key: seed.key, body: input });
    expect(refused.status, `${method} ${address}`).toBe(409);
  }
});

test("S4.41: 25 stand on a page, and a page, an order and a search have an address; a member sees the same", async ({
  member: page,
  newWebhook,
  server,
  seed,
  path,
}) => {
  const made: string[] = [];
  for (let number = 0; number < 27; number++) {
    const label = `${path} ${String(number).padStart(2, "0")}`;
    const { id } = await newWebhook({ label, status: "inactive" });
    await remove(server, seed, id);
    made.push(label);
  }
  await page.goto(server.url + search(path));
  const rows = tableOf(page).getByRole("row");
  await expect(rows).toHaveCount(1 + 25);
  await expect(page.getByText("27 deleted webhooks found")).toBeVisible();
  await expect(rows.nth(1)).toContainText(made.at(-1) as string);
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(rows).toHaveCount(1 + 2);
  await expect(rows.last()).toContainText(made[0] as string);
  await page.reload();
  await expect(rows).toHaveCount(1 + 2);
  await page.getByRole("button", { name: /^Name/ }).click();
  await expect(page).toHaveURL(/sort=label/);
  await expect(rows.nth(1)).toContainText(made[0] as string);
  await expect(rows).toHaveCount(1 + 25);
  await page.goBack();
  await expect(rows).toHaveCount(1 + 2);
});
