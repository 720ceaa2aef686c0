import { expect, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

const NO_RETRY = { delivery: { retry: { kind: "none" } } };

/** Starts a replay as a program does. @returns its id */
async function startReplay(server: TidingsServer, seed: Seed, webhookId: string, body: object) {
  const path = `/api/v1/${seed.clientId}/webhooks/${webhookId}/replays`;
  const answer = await server.api<{ id: string }>("POST", path, { key: seed.key, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

test("screens 4.5: what failed is counted, sent again once the receiver is repaired, and arrives once each", async ({
  administrator: page,
  newWebhook,
  happen,
  server,
  receiver,
  path,
}) => {
  receiver.script(path, { status: 500 });
  const { id, label } = await newWebhook(NO_RETRY);
  for (let failure = 0; failure < 3; failure++) await happen(id, ["failed"]);
  receiver.script(path, { status: 200 });

  await page.goto(`${server.url}/administration/webhooks/${id}/runs`);
  await page.getByRole("button", { name: "Resend failed…" }).click();
  const dialog = page.getByRole("dialog", { name: `Resend what failed to “${label}”` });
  await expect(dialog.getByRole("status")).toHaveText("3 deliveries will be sent again.");
  await dialog.getByRole("combobox", { name: "Which" }).click();
  await page.getByRole("option", { name: "From and until…" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Choose from when on.");
  await dialog.getByLabel("From (UTC)").fill("2020-01-01T00:00:00");
  await dialog.getByLabel("Until (UTC)").fill("2020-01-02T00:00:00");
  await expect(dialog.getByRole("status")).toHaveText("Nothing failed here that has not arrived since.");
  await expect(dialog.getByRole("button", { name: "Start" })).toBeDisabled();
  await dialog.getByLabel("Until (UTC)").fill("");
  await expect(dialog.getByRole("status")).toHaveText("3 deliveries will be sent again.");
  await dialog.getByRole("button", { name: "Start" }).click();
  await expect(dialog).toBeHidden();

  const card = page.getByRole("article", { name: `Resending to “${label}” what failed` });
  await expect(card).toContainText("Done: 3 of 3 deliveries queued", { timeout: 15_000 });
  await expect(card.getByRole("progressbar", { name: `Progress of the replay to ${label}` })).toHaveAttribute(
    "aria-valuenow",
    "100",
  );
  await receiver.waitFor({ path, count: 6 });
  const sent = receiver.requests.filter((request) => request.path === path);
  const ids = sent.map(({ headers }) => headers["webhook-id"]);
  expect([ids.length, new Set(ids).size]).toEqual([6, 3]);
});

test("decision 10: activating offers what was missed, with the count, and sends it", async ({
  administrator: page,
  newWebhook,
  server,
  seed,
  receiver,
  path,
}) => {
  const { id, label } = await newWebhook({ status: "inactive" });
  for (let missed = 0; missed < 2; missed++) {
    await server.api("POST", "/api/internal/events", {
      key: seed.key,
      body: {
        type: "contact.became_contact",
        dataCenterId: seed.dataCenterId,
        contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John" } },
      },
    });
  }
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  const notice = page.getByText(`“${label}” is active. 2 events were missed while it was not active.`);
  await expect(notice).toBeVisible();
  expect(receiver.requests.filter((request) => request.path === path)).toEqual([]);
  await page.getByRole("button", { name: "Replay what was missed…" }).click();
  const dialog = page.getByRole("dialog", { name: `Replay what was missed to “${label}”` });
  await expect(dialog.getByRole("status")).toHaveText("2 events will be sent.");
  await dialog.getByRole("button", { name: "Start" }).click();
  await expect(dialog).toBeHidden();
  const sent = await receiver.waitFor({ path, count: 2 });
  expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  await page.goto(`${server.url}/administration/webhooks/${id}/runs`);
  await expect(page.getByRole("article", { name: `Replaying to “${label}” what it missed` })).toContainText(
    "Done: 2 of 2 deliveries queued",
    { timeout: 15_000 },
  );
});

test("a selection is sent again; a replay is paused, resumed and, after a question, cancelled by keyboard", async ({
  administrator: page,
  newWebhook,
  happen,
  server,
  seed,
  receiver,
  path,
}) => {
  const { id, label } = await newWebhook(NO_RETRY);
  for (let event = 0; event < 3; event++) await happen(id, ["delivered"]);
  await page.goto(`${server.url}/administration/webhooks/deliveries?webhook=${id}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(page.getByText("3 selected")).toBeVisible();
  await page
    .getByRole("checkbox", { name: `Select the delivery to ${label}` })
    .first()
    .uncheck();
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Resend selected" }).click();
  const question = page.getByRole("dialog", { name: "Resend 2 deliveries?" });
  await question.getByRole("button", { name: "Resend selected" }).click();
  await expect(question).toBeHidden();
  await receiver.waitFor({ path, count: 5 });
  const card = page.getByRole("article", { name: `Resending a selection to “${label}”` });
  await expect(card.first()).toContainText("Done: 2 of 2 deliveries queued", { timeout: 15_000 });

  // Enough for a minute at one a second: pausing must not race with the end.
  const event = {
    type: "contact.became_contact",
    dataCenterId: seed.dataCenterId,
    contact: { id: 1353, email: "john.doe@example.org" },
  };
  await server.api("POST", "/api/internal/events", { key: seed.key, body: Array(60).fill(event) });
  let deliveryIds: string[] = [];
  await expect
    .poll(async () => {
      const { body } = await server.api<{ deliveries: { id: string }[] }>(
        "GET",
        `/api/v1/${seed.clientId}/webhooks/${id}/deliveries?state=delivered`,
        { key: seed.key },
      );
      deliveryIds = body.deliveries.map((delivery) => delivery.id);
      return deliveryIds.length;
    })
    .toBe(65);
  await startReplay(server, seed, id, { kind: "selected", deliveryIds, perSecond: 1 });
  await page.reload();
  await page.getByRole("button", { name: `Pause the replay to ${label}` }).click();
  await expect(card.first()).toContainText("Paused: ");
  await page.getByRole("button", { name: `Resume the replay to ${label}` }).click();
  await expect(card.first()).toContainText("Running: ");
  await page.getByRole("button", { name: `Pause the replay to ${label}` }).click();
  const cancel = page.getByRole("button", { name: `Cancel the replay to ${label}` });
  await cancel.focus();
  await page.keyboard.press("Enter");
  const sure = page.getByRole("dialog", { name: "Cancel this replay?" });
  await expect(sure.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sure).toBeHidden();
  await expect(card.first()).toContainText("Paused: ");
  await cancel.click();
  await sure.getByRole("button", { name: "Cancel replay" }).click();
  await expect(card.first()).toContainText("Cancelled: ");
});

test("decision 29: a member sees the progress and can change nothing", async ({
  member: page,
  newWebhook,
  happen,
  server,
  seed,
}) => {
  const { id, label } = await newWebhook(NO_RETRY);
  await happen(id, ["delivered"]);
  const path = `/api/v1/${seed.clientId}/webhooks/${id}/deliveries`;
  const { body } = await server.api<{ deliveries: { id: string }[] }>("GET", path, { key: seed.key });
  await startReplay(server, seed, id, { kind: "selected", deliveryIds: body.deliveries.map(({ id }) => id) });
  for (const at of [`${id}/runs`, `deliveries?webhook=${id}`]) {
    await page.goto(`${server.url}/administration/webhooks/${at}`);
    const card = page.getByRole("article", { name: `Resending a selection to “${label}”` });
    await expect(card).toContainText("1 of 1 delivery queued", { timeout: 15_000 });
    await expect(page.getByRole("button", { name: /Resend|Replay|Pause|Cancel the replay/ })).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: /^Select/ })).toHaveCount(0);
  }
});
