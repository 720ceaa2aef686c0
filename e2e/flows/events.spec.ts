import { expect, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

/** Posts a *Persona scoring passed threshold* about a contact of the flow's own. @returns the event's id */
async function post(server: TidingsServer, seed: Seed, contact: { id: string; email: string }, key?: string) {
  const event = {
    ...(key && { id: key }),
    ...{ type: "persona.threshold_passed", dataCenterId: seed.dataCenterId, contact },
    data: { personaId: 1, score: 105 },
  };
  const { body, status } = await server.api<{ events: { id: string }[] }>("POST", "/api/internal/events", {
    key: seed.key,
    body: event,
  });
  expect(status).toBe(202);
  return body.events[0]?.id ?? "";
}

const contactOf = (path: string) => ({ id: `c${path.slice(1)}`, email: `eve${path.slice(1)}@example.org` });

test("screens 4.2: an event is found by its key and by its contact's e-mail, and says to whom it is owed and why not to others", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  path,
}) => {
  const triggers = [{ type: "persona.threshold_passed" }];
  const wants = await newWebhook({ triggers });
  const refined = await newWebhook({
    triggers: [{ type: "persona.threshold_passed", personaIds: [2] }],
    profile: "custom",
  });
  const off = await newWebhook({ triggers, status: "inactive" });
  const contact = contactOf(path);
  const key = `order${path.slice(1)}`;
  const id = await post(server, seed, contact, key);
  await page.goto(`${server.url}/administration/webhooks`);
  await page.getByRole("navigation", { name: "Webhooks" }).getByRole("link", { name: "Events" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: key });
  for (const text of [key, contact.email]) {
    await page.getByRole("searchbox", { name: "Search" }).fill(text);
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(text)}`));
    await expect(page.getByRole("row")).toHaveCount(2);
    await expect(row).toContainText("Persona scoring passed threshold");
  }
  await row.getByRole("link", { name: /Persona scoring passed threshold, accepted/ }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${id}`));
  await expect(page.getByRole("region", { name: "Data" })).toContainText('"score": 105');
  const owed = page.getByRole("table", { name: "Owed to" });
  await expect(owed.getByRole("link", { name: wants.label, exact: true })).toBeVisible();
  const reasons = page.getByRole("region", { name: "Not matched, and why" });
  const about = (label: string) => reasons.getByRole("listitem").filter({ hasText: label });
  await expect(about(refined.label)).toContainText(/wants persona .+; this event is about Decision maker/);
  await expect(about(off.label)).toContainText("was inactive when the event was accepted");
});

test("a waiting delivery is cancelled; a failed one is sent again and arrives", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  receiver,
  path,
}) => {
  receiver.script(path, [{ status: 500 }, { status: 500 }, { status: 200 }]);
  const triggers = [{ type: "persona.threshold_passed" }];
  const delivery = (retry: object) => ({ triggers, delivery: { retry } });
  const patient = await newWebhook(delivery({ kind: "schedule", delaysSeconds: [3_600], jitter: 0 }));
  const once = await newWebhook(delivery({ kind: "none" }));
  await post(server, seed, contactOf(path));
  await receiver.waitFor({ path, count: 2 });

  await page.goto(`${server.url}/administration/webhooks/deliveries?webhook=${patient.id}`);
  const row = page.getByRole("row").filter({ hasText: patient.label });
  await expect(row).toContainText("Waiting");
  await expect(row).toContainText("Error in the endpoint (500)", { timeout: 15_000 });
  await row.getByRole("button", { name: `Cancel the delivery to ${patient.label}` }).click();
  const question = page.getByRole("dialog", { name: "Cancel this delivery?" });
  await expect(question).toContainText(patient.label);
  await question.getByRole("button", { name: "Cancel delivery" }).click();
  await expect(row).toContainText("Cancelled");
  await expect(question).toBeHidden();

  await page.goto(`${server.url}/administration/webhooks/deliveries?webhook=${once.id}&state=failed`);
  const failed = page.getByRole("row").filter({ hasText: once.label });
  await failed.getByRole("link", { name: /^Error in the endpoint/ }).click();
  const inspector = page.getByRole("dialog", { name: `Run of ${once.label}` });
  await expect(inspector.getByText("Error in the endpoint").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inspector).toBeHidden();
  await failed.getByRole("button", { name: `Resend the delivery to ${once.label}` }).click();
  await page.getByRole("link", { name: "Show it" }).click();
  const again = page.getByRole("row").filter({ hasText: once.label });
  await expect(again).toContainText("Sent again");
  await expect(again).toContainText("Delivered", { timeout: 15_000 });
  await expect(again).toContainText("Answered 200");
  const sent = receiver.requests.filter((request) => request.path === path);
  const ids = sent.map(({ headers }) => headers["webhook-id"]);
  expect([ids.length, new Set(ids).size]).toEqual([3, 2]);
});

test("decision 29: a member reads events and deliveries and can change nothing", async ({
  member: page,
  newWebhook,
  happen,
  server,
}) => {
  const { id, label } = await newWebhook({ delivery: { retry: { kind: "none" } } });
  await happen(id, ["delivered"]);
  await page.goto(`${server.url}/administration/webhooks/deliveries?webhook=${id}`);
  await expect(page.getByRole("row").filter({ hasText: label })).toContainText("Delivered");
  await expect(page.getByRole("button", { name: /^(Resend|Cancel) the delivery/ })).toHaveCount(0);
  await page
    .getByRole("row")
    .filter({ hasText: label })
    .getByRole("link", { name: "Became contact" })
    .click();
  await expect(page.getByRole("region", { name: "Contact" })).toContainText("john.doe@example.org");
});
