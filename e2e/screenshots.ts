import { mkdirSync } from "node:fs";
import { chromium, type Locator, type Page } from "@playwright/test";
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
const webhookIds = new Map<string, string>();
for (const { label, type, path, dataCenterId = 1, status = "active", personaIds } of WEBHOOKS) {
  const body = {
    label,
    status,
    dataCenterId,
    url: `https://receiver.example.com${path}`,
    triggers: [{ type, ...(personaIds && { personaIds }) }],
  };
  const { body: made } = await server.api<{ id: string }>("POST", `/api/v1/${clientId}/webhooks`, {
    key,
    body,
  });
  webhookIds.set(label, made.id);
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

await server.api("POST", `/api/v1/${clientId}/webhooks/${webhookIds.get("Hot leads to CRM")}/test`, { key });

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
await signIn(page, server.url, administrator);

/** Opens an address, waits for what the picture is about, and takes it. */
async function picture(name: string, path: string, seen: (page: Page) => Locator) {
  await page.goto(server.url + path);
  await seen(page).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

const hotLeads = webhookIds.get("Hot leads to CRM");
const textOf = (text: string | RegExp) => (on: Page) => on.getByText(text);

await picture("webhooks", "/administration/webhooks", textOf("Hot leads to CRM"));
await picture(
  "create",
  `/administration/webhooks?edit=${webhookIds.get("Decision makers to sales")}`,
  textOf('"PersonaName"'),
);
const deliverySettings = page.getByRole("button", { name: /^Delivery settings/ });
await deliverySettings.click();
await page.getByLabel("Deadline (seconds)").fill("5");
await deliverySettings.evaluate((button) => button.scrollIntoView());
await page.screenshot({ path: `${FOLDER}/delivery.png` });
await picture("runs", `/administration/webhooks?runs=${hotLeads}`, textOf("2 tries, delivered"));
await picture("overview", `/administration/webhooks/${hotLeads}`, (on) => on.locator(".recharts-surface"));
await picture("signature", `/administration/webhooks/${hotLeads}/signature`, (on) =>
  on.getByRole("button", { name: /Reveal/ }),
);
await picture("dashboard", "/", (on) => on.getByRole("heading", { name: "Dashboard" }));
await picture("events", "/administration/webhooks/events", (on) => on.getByRole("row").nth(3));
await picture("deliveries", "/administration/webhooks/deliveries", (on) => on.getByRole("row").nth(3));
await picture("data-center", "/administration/data-centers/1/lead-scorings", textOf("Product interest"));
await picture("rest-api", "/administration/api", textOf("Client ID"));
await picture("api-reference", "/administration/api/reference#/Webhooks/createWebhook", (on) =>
  on.getByRole("button", { name: "Try it out" }),
);
await picture("audit", "/administration/audit", (on) => on.getByRole("row").nth(3));

const { url: inboxUrl } = await newInboxAddress(page);
await server.api("POST", `/api/v1/${clientId}/webhooks`, {
  key,
  body: {
    ...{ label: "To the inbox", status: "active", dataCenterId: 1, url: inboxUrl },
    triggers: [{ type: "contact.became_contact" }],
  },
});
await server.api("POST", "/api/internal/events", { key, body: events.slice(0, 3) });
await page.getByText("Verified").first().waitFor();
await page.getByRole("row").nth(1).getByRole("link").first().click();
await page.getByText("webhook-signature").first().waitFor();
await page.screenshot({ path: `${FOLDER}/inbox.png` });

const promo = await makeWorkflow();
await picture("workflow", `/automation/workflows/${promo.workflowId}`, textOf("3 passes"));
await picture("passage", `/automation/passages/${promo.passageId}`, textOf(/the contact goes the way Yes/));
await picture("message", `/messages/${promo.messageId}`, (on) =>
  on.frameLocator("iframe").getByText("Use it before"),
);

await browser.close();
await server.close();
await receiver.close();

async function newInboxAddress(on: Page): Promise<{ url: string }> {
  await on.goto(`${server.url}/administration/inbox`);
  await on.getByRole("button", { name: "New address" }).first().click();
  await on.waitForURL(/\/administration\/inbox\/[\w-]+$/);
  return { url: `https://inbox.tidings.internal/${new URL(on.url()).pathname.split("/").at(-1)}` };
}

/** Asks for a promo code and mails it, as three contacts have gone through it. */
async function makeWorkflow() {
  const client = ["--client", String(clientId)];
  await server.tidings("account", "update", ...client, "--feature", "automation=on");
  const scopes = "events:write,webhooks:write,workflows:read,workflows:write";
  const { key: own } = await server.tidings<{ key: string }>(
    ...["api-key", "create", ...client, "--name", "Automation", "--scopes", scopes],
  );
  const call = async <Answer>(method: string, path: string, body?: unknown) =>
    (await server.api<Answer>(method, `/api/${path}`, { key: own, body })).body;
  const v1 = `v1/${clientId}`;
  receiver.script("/promo", { status: 200, body: '{"promocode":"SPRING-7"}' });
  const webhook = await call<{ id: string }>("POST", `${v1}/webhooks`, {
    ...{ kind: "workflow", label: "WH5", profile: "data_request", method: "POST", dataCenterId: 1 },
    url: "https://receiver.example.com/promo",
    template: {
      parameters: { in: "query", pairs: [] },
      body: { format: "json", template: '{"city":"${contact.city}"}' },
    },
  });
  const message = await call<{ id: string }>("POST", `${v1}/messages`, {
    ...{ name: "Spring code", dataCenterId: 1, subject: "Your code, ${contact.firstname}" },
    html: [
      "<h1>Spring is here</h1>",
      "<p>Hello ${contact.firstname},</p>",
      "<p>your code is <b>$!data.get('WH5').get('promocode')</b>. Use it before Sunday.</p>",
    ].join("\n"),
  });
  const workflow = await call<{ id: string }>("POST", `${v1}/workflows`, {
    ...{ name: "Promo code", dataCenterId: 1 },
    definition: {
      trigger: { type: "event", eventType: "form.submitted" },
      steps: [
        { id: "ask", type: "webhook", webhookId: webhook.id, wait: true },
        {
          ...{ id: "has", type: "condition", name: "Has a code" },
          rules: [{ kind: "value", value: "${data.WH5.promocode}", operator: "is_set" }],
          yes: [{ id: "mail", type: "message", messageId: message.id }],
        },
      ],
    },
  });
  await call("POST", `${v1}/workflows/${workflow.id}/activate`);
  for (const id of [1002, 1003, 1004]) {
    const event = { type: "form.submitted", dataCenterId: 1, contact: { id: String(id) } };
    await call("POST", "internal/events", { ...event, data: { formId: "12" } });
  }
  for (;;) {
    const { passages } = await call<{ passages: { id: string; state: string }[] }>(
      ...(["GET", `${v1}/workflows/${workflow.id}/passages?state=done`] as const),
    );
    const [first] = passages;
    if (passages.length === 3 && first) {
      return { workflowId: workflow.id, messageId: message.id, passageId: first.id };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
