import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findBrowser } from "../bin/browser.mjs";
import { startServer } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";
import { startReceiver } from "./receiver/receiver";

const FOLDER = "docs/screenshots";

const WEBHOOKS = [
  { label: "New contacts to CRM", type: "contact.became_contact", path: "/crm" },
  { label: "Profile sync", type: "contact.updated", path: "/profiles", dataCenterId: 2, status: "inactive" },
  { label: "Decision makers to sales", type: "persona.threshold_passed", path: "/sales", personaIds: [1] },
  { label: "Hot leads to CRM", type: "lead_scoring.threshold_passed", path: "/flaky" },
];

const receiver = await startReceiver();
receiver.script("/flaky", [{ status: 503, body: "maintenance" }, { status: 200 }, { status: 200 }]);
const server = await startServer({ receiver, env: { RETRY_TIME_SCALE: "0.02", LOG_LEVEL: "warn" } });
const { clientId, key, administrator } = await server.seed();
for (const { label, type, path, dataCenterId = 1, status = "active", personaIds } of WEBHOOKS) {
  const body = {
    label,
    status,
    dataCenterId,
    url: `https://receiver.example.com${path}`,
    triggers: [{ type, ...(personaIds && { personaIds }) }],
  };
  await server.api("POST", `/api/v1/${clientId}/webhooks`, { key, body });
}
const contact = {
  id: 1353,
  email: "john.doe@example.org",
  properties: { FirstName: "John", LastName: "Doe" },
};
const events = [
  ...Array.from({ length: 12 }, () => ({ type: "contact.became_contact", dataCenterId: 1, contact })),
  ...Array.from({ length: 5 }, () => ({
    ...{ type: "persona.threshold_passed", dataCenterId: 1, contact },
    data: { personaId: 1, score: 105 },
  })),
  ...Array.from({ length: 3 }, () => ({
    ...{ type: "lead_scoring.threshold_passed", dataCenterId: 1, contact },
    data: { leadScoringId: 1, stageId: 2, score: 155 },
  })),
];
await server.api("POST", "/api/internal/events", { key, body: events });
await receiver.waitFor({ path: "/flaky", count: 4 });

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
await signIn(page, server.url, administrator);
await page.getByRole("row").filter({ hasText: "Hot leads to CRM" }).waitFor();
await page.screenshot({ path: `${FOLDER}/webhooks.png` });
await page.getByRole("link", { name: /successful runs? of Hot leads/ }).click();
await page.getByRole("dialog", { name: /Runs/ }).getByRole("radio", { name: "All" }).check({ force: true });
await page.getByText("2 tries, delivered").waitFor();
await page.screenshot({ path: `${FOLDER}/runs.png` });

await browser.close();
await server.close();
await receiver.close();
