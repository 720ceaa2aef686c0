import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { expect, rowOf, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const INTERVAL = { kind: "interval", everySeconds: 3_600, untilHours: 72, from: "accepted" };

const recalculate = (server: TidingsServer, seed: Seed, count: number) =>
  server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: Array.from({ length: count }, (_, id) => ({
      type: "contact.became_contact",
      dataCenterId: seed.dataCenterId,
      cause: "recalculation",
      contact: { id },
    })),
  });

/** Nothing serious for axe in light and dark, and nothing wider than 320 px. */
async function look(page: Page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("S1.45, S2.34: the page says how many wait because of a recalculation, what holds them and until when; the list in short", async ({
  administrator: page,
  newWebhook,
  receiver,
  path,
  server,
  seed,
}) => {
  receiver.script(path, () => ({ status: 503 }));
  const { id, label } = await newWebhook({ delivery: { retry: INTERVAL, concurrency: 1 } });
  await recalculate(server, seed, 150);
  await expect.poll(() => receiver.requests.filter((request) => request.path === path).length).toBe(1);
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  const overview = page.getByRole("region", { name: "Overview" });
  const banner = overview.getByRole("status").filter({ hasText: "because of a recalculation" });
  await expect(banner).toContainText("150 events wait because of a recalculation");
  const held = /150 waiting, held until the endpoint answers; the next probe at .*\d\d:\d\d:\d\d UTC\./;
  // The engine may just be at the probe when the page is asked for.
  await expect(async () => {
    await page.reload();
    await expect(overview.getByText(held)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await look(page);

  await page.goto(`${server.url}/administration/webhooks`);
  await expect(rowOf(page, label)).toContainText("150 waiting, held until the endpoint answers");
  await look(page);
  await server.api("POST", `/api/v1/${seed.clientId}/webhooks/${id}/deactivate`, {
    key: seed.key,
    body: { waiting: "cancel" },
  });
});

test("S2.34: the attempts of a request that was tried for days are told, those that are only counted in a line", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, { status: 503 });
  const { id } = await newWebhook({ delivery: { retry: INTERVAL } });
  await happen(id, ["pending"]);
  // As 20 more tries, ten seconds apart, would leave it behind: the flow doesn't wait for them.
  const database = new Sqlite(join(server.dataDir, "tidings.db"));
  const run = database.prepare("SELECT * FROM runs WHERE webhook_id = ?").get(id) as Record<string, unknown>;
  const last = { ...run, id: String(run.id).replace(/^0/, "1"), attempt: 31 };
  const columns = Object.keys(last);
  database
    .prepare(
      `INSERT INTO runs (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})`,
    )
    .run(last);
  const count = database.prepare("INSERT INTO batch_run_counts VALUES (?, ?, ?, ?)");
  count.run(run.batch_id, "503", 18, run.started_at);
  count.run(run.batch_id, "deadline_exceeded", 2, run.started_at);
  database.close();

  await page.goto(`${server.url}/administration/webhooks/${id}/runs?run=${last.id}`);
  const attempts = page.getByRole("region", { name: "Attempts" });
  await expect(attempts).toContainText("and 20 more: 18 × 503, 2 × Answer took too long");
  await attempts.scrollIntoViewIfNeeded();
  await look(page);
});
