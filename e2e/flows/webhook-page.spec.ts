import type { Browser } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";

test("a webhook's page: what it does in a sentence, its numbers after real deliveries, each leading to what it counts", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 200 }, { status: 200 }, { status: 503 }]);
  const { id, label } = await newWebhook({ delivery: { retry: { kind: "none" } } });
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  await expect(page.getByRole("heading", { name: label, level: 1 })).toBeVisible();
  const { host } = new URL(receiver.url(path));
  await expect(
    page.getByText(`Sends Became contact of Quantum to ${host}; never tried again.`),
  ).toBeVisible();
  const overview = page.getByRole("region", { name: "Overview" });
  await expect(overview.getByRole("button", { name: "Send test" })).toBeVisible();
  await happen(id, ["delivered"]);
  await happen(id, ["delivered"]);
  await happen(id, ["failed"]);
  await page.reload();
  await expect(overview.getByRole("link", { name: "2 successful runs" })).toBeVisible();
  await expect(overview.getByRole("link", { name: "1 lost event" })).toBeVisible();
  await expect(overview.getByRole("link", { name: "0 waiting deliveries" })).toBeVisible();
  await expect(overview.getByRole("region", { name: "Answer time" })).toContainText(/\d+ ms median/);
  await expect(overview.getByText("The last run failed")).toBeVisible();
  await expect(overview.getByText(/something went wrong on its side/)).toBeVisible();
  await expect(overview.getByText(/The event is lost for this webhook unless you resend it/)).toBeVisible();
  const table = overview.getByRole("table", { name: "Runs by day (UTC)" });
  await expect(table.getByRole("row")).toHaveCount(16);
  await expect(table.getByRole("row").last().getByRole("cell")).toHaveText(["2", "1"]);
  await expect(overview.locator(".recharts-bar-rectangle path").first()).toBeVisible();

  await overview.getByRole("link", { name: "1 failed run" }).click();
  await expect(page).toHaveURL(new RegExp(`/${id}/runs\\?verdict=failed$`));
  const runs = page.getByRole("region", { name: "Runs in last 14 days" });
  await expect(runs.getByRole("radio", { name: "Failed" })).toBeChecked();
  await expect(runs.getByText("Became contact")).toHaveCount(1);
  const tabs = page.getByRole("navigation", { name: `Pages of ${label}` });
  await expect(tabs.getByRole("link")).toHaveText(["Overview", "Runs", "Settings", "Signature", "Activity"]);
  await tabs.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("No retry: an event whose only try fails is lost")).toBeVisible();
  await tabs.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("created webhook");
  await page.goto(`${server.url}/administration/webhooks/01900000-0000-7000-8000-000000000000/runs`);
  await expect(page.getByText("There is no such webhook")).toBeVisible();
});

test("decision 29: a member reads the page, without Activity and without what changes it", async ({
  member: page,
  newWebhook,
  server,
}) => {
  const { id, label } = await newWebhook();
  await page.goto(`${server.url}/administration/webhooks/${id}/settings`);
  await expect(page.getByText(/^Standard Webhooks v1 \(HMAC-SHA256\)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit properties" })).toHaveCount(0);
  const tabs = page.getByRole("navigation", { name: `Pages of ${label}` });
  await expect(tabs.getByRole("link")).toHaveText(["Overview", "Runs", "Settings", "Signature"]);
  await page.goto(`${server.url}/administration/webhooks/${id}/activity`);
  await expect(page.getByText(/for the account's administrators/)).toBeVisible();
});

test("Duplicate makes an inactive copy that opens for editing and, once active, delivers with the same credentials", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  const { label } = await newWebhook({
    status: "inactive",
    authentication: { type: "basic", username: "crm", password: "kept secret" },
  });
  await page.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await choose(page, label, "Duplicate");
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  await expect(dialog.getByLabel("Label")).toHaveValue(`${label} (copy)`);
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveValue(/set$/);
  const id = new URL(page.url()).searchParams.get("edit") as string;
  await page.keyboard.press("Escape");
  await expect(rowOf(page, `${label} (copy)`)).toContainText("Inactive");
  await choose(page, `${label} (copy)`, "Activate");
  await expect(rowOf(page, `${label} (copy)`).getByText("Active", { exact: true })).toBeVisible();
  await happen(id, ["delivered"]);
  const [request] = await receiver.waitFor({ path });
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("crm:kept secret").toString("base64")}`);
});

/** A second administrator in a browser of their own. */
async function colleague(browser: Browser, server: TidingsServer, seed: Seed) {
  const email = `carla-${crypto.randomUUID().slice(0, 8)}@example.org`;
  const password = "correct horse battery";
  await server.tidings(
    ...["user", "create", "--client", String(seed.clientId), "--role", "administrator"],
    ...["--email", email, "--password", password],
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, server.url, { email, password });
  return { email, page, close: () => context.close() };
}

test("two people edit at once: the second sees who was first and what changed, and chooses; nothing typed is lost", async ({
  administrator: page,
  browser,
  newWebhook,
  server,
  seed,
}) => {
  const { id, label } = await newWebhook({ status: "inactive" });
  const address = `${server.url}/administration/webhooks/${id}/settings?edit=${id}`;
  const carla = await colleague(browser, server, seed);
  const mine = page.getByRole("dialog", { name: "Edit properties" });
  const theirs = carla.page.getByRole("dialog", { name: "Edit properties" });
  await page.goto(address);
  await mine.getByLabel("Label").fill(`${label} mine`);
  await carla.page.goto(address);
  await theirs.getByLabel("Label").fill(`${label} theirs`);
  await theirs.getByRole("button", { name: "Save" }).click();
  await expect(theirs).toBeHidden();

  await mine.getByRole("button", { name: "Save" }).click();
  const notice = mine.getByRole("alert").filter({ hasText: `Changed by ${carla.email}` });
  await expect(notice).toBeFocused();
  await notice.getByRole("button", { name: "Show what changed" }).click();
  await expect(notice.getByRole("row").last().getByRole("cell")).toHaveText([
    "Label",
    `${label} theirs`,
    `${label} mine`,
  ]);
  await expect(mine.getByLabel("Label")).toHaveValue(`${label} mine`);
  await notice.getByRole("button", { name: "Keep mine" }).click();
  await expect(mine).toBeHidden();
  await expect(page.getByRole("heading", { name: `${label} mine`, level: 1 })).toBeVisible();

  await page.goto(address);
  await mine.getByLabel("Label").fill(`${label} again`);
  await server.api("PATCH", `/api/v1/${seed.clientId}/webhooks/${id}`, {
    key: seed.key,
    body: { label: `${label} by a program` },
  });
  await mine.getByRole("button", { name: "Save" }).click();
  await mine.getByRole("button", { name: "Take theirs" }).click();
  await expect(mine.getByLabel("Label")).toHaveValue(`${label} by a program`);
  await mine.getByRole("button", { name: "Save" }).click();
  await expect(mine).toBeHidden();
  await carla.close();
});
