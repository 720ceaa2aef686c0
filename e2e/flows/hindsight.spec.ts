import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/flows";
import type { Seed, TidingsServer } from "../fixtures/server";

interface Place {
  id: number;
  name: string;
}

/** A data center of the flow's own, in which nothing has happened yet. */
async function newPlace(server: TidingsServer, seed: Seed): Promise<Place> {
  const name = `Hindsight ${crypto.randomUUID().slice(0, 8)}`;
  const client = ["--client", String(seed.clientId)];
  const { dataCenterId } = await server.tidings<{ dataCenterId: number }>(
    ...["data-center", "create", ...client, "--name", name, "--sample-data"],
  );
  return { id: dataCenterId, name };
}

/** @returns the event's id */
async function post(server: TidingsServer, seed: Seed, place: Place, event: object) {
  const { body, status } = await server.api<{ events: { id: string }[] }>("POST", "/api/internal/events", {
    key: seed.key,
    body: { dataCenterId: place.id, ...event },
  });
  expect(status, JSON.stringify(body)).toBe(202);
  return body.events[0]?.id ?? "";
}

const passed = (personaId: number, email: string) => ({
  ...{ type: "persona.threshold_passed", contact: { id: email, email } },
  data: { personaId, score: 105 },
});

async function openForm(page: Page, { url }: TidingsServer) {
  await page.goto(`${url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function pick(page: Page, box: Locator, option: string | RegExp) {
  await box.click();
  await page.getByRole("option", { name: option }).click();
}

const told = (dialog: Locator) => dialog.getByRole("region", { name: "What would have happened" });

test("what would have happened: the last events stand beside the form with why not, follow it, and open the request each would have made", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const place = await newPlace(server, seed);
  await post(server, seed, place, passed(1, "ada@example.org"));
  const second = await post(server, seed, place, passed(2, "ben@example.org"));
  await post(server, seed, place, { type: "contact.became_contact", contact: { email: "eve@example.org" } });

  const dialog = await openForm(page, server);
  await dialog.getByRole("tab", { name: "What would have happened" }).click();
  const panel = told(dialog);
  await expect(panel).toContainText("Choose a data center and a trigger");
  await pick(page, dialog.getByRole("combobox", { name: "Data center" }), place.name);
  await pick(page, dialog.getByRole("combobox", { name: "Trigger" }), "Persona scoring passed threshold");
  await expect(panel).toContainText(
    "Persona scoring passed threshold: all of the last 2 would have been sent",
  );
  const rows = panel.getByRole("list", { name: "The last events" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("ben@example.org");
  await expect(rows.first()).toContainText("Would have been sent");
  await panel.getByRole("button", { name: /^1 event of another type/ }).click();
  await expect(panel.getByText("eve@example.org")).toBeVisible();

  // S1.27: a detail of the trigger keeps one of them out.
  await dialog.getByRole("button", { name: "Add detail" }).click();
  await pick(page, dialog.getByRole("combobox", { name: "Persona 1", exact: true }), /Evaluator/);
  await expect(panel).toContainText("1 of the last 2 would have been sent");
  await expect(rows.filter({ hasText: "ada@example.org" })).toContainText(
    "Not sent: it wants persona Evaluator; this event is about Decision maker.",
  );
  await panel.getByRole("button", { name: "Sent 1", exact: true }).click();
  await expect(rows).toHaveCount(1);
  await expect(panel.getByRole("button", { name: "Sent 1", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );

  await rows.first().getByRole("button").click();
  const request = panel.getByRole("region", { name: "The request it would have made", exact: true });
  await expect(request).toContainText("No URL yet.");
  await expect(request.getByLabel("Request body")).toContainText('"PersonaName": "Evaluator"');
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await expect(request).toContainText(`POST ${receiver.url(path)}`);
  await pick(page, dialog.getByRole("combobox", { name: "Authentication type" }), /Basic/);
  await dialog.getByLabel("Username").fill("ada");
  await dialog.getByRole("textbox", { name: /Password/ }).fill("the secret");
  await expect(request.getByRole("list", { name: "Request headers" })).toContainText(
    /webhook-signature: v1,‹made when it is sent›.*authorization: ••••••••/,
  );
  await expect(request.getByRole("link", { name: "Open the event" })).toHaveAttribute(
    "href",
    new RegExp(`/events/${second}$`),
  );

  await panel.getByRole("button", { name: "Not sent 1", exact: true }).click();
  await rows.first().getByRole("button").click();
  await expect(
    panel
      .getByRole("region", { name: "The request it would have made, had the trigger taken it" })
      .getByLabel("Request body"),
  ).toContainText('"PersonaName": "Decision maker"');
  expect(receiver.requests.filter((sent) => sent.path === path)).toEqual([]);
});

test("where nothing has happened yet the panel has the command that posts an event, and shows it once it is there, by keyboard alone", async ({
  administrator: page,
  server,
  seed,
}) => {
  const place = await newPlace(server, seed);
  const dialog = await openForm(page, server);
  await pick(page, dialog.getByRole("combobox", { name: "Data center" }), place.name);
  await pick(page, dialog.getByRole("combobox", { name: "Trigger" }), "Became contact");
  await dialog.getByRole("tab", { name: "Payload preview" }).focus();
  await page.keyboard.press("ArrowRight");
  const panel = told(dialog);
  await expect(panel).toContainText(`No event of ${place.name} is stored yet.`);
  const command = panel.getByRole("region", { name: "Command that posts an event" });
  await expect(command).toContainText(`"dataCenterId":${place.id}`);
  await post(server, seed, place, { type: "contact.became_contact", contact: { email: "eve@example.org" } });
  await panel.getByRole("button", { name: "Look again" }).focus();
  await page.keyboard.press("Enter");
  const row = panel.getByRole("button", { name: /eve@example\.org/ });
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(row).toHaveAttribute("aria-expanded", "true");
  await expect(panel.getByLabel("Request body")).toContainText('"EventType": "BecameContact"');
  await expect(dialog, "Enter opened a row and saved nothing").toBeVisible();
  await expect(dialog.getByLabel("Send data to URL")).not.toHaveAttribute("aria-invalid", "true");
});

test("S3.16: on a narrow screen it opens from the form; of a webhook that is still to be activated it says so, and that imports are never told", async ({
  administrator: page,
  server,
  seed,
  newWebhook,
}) => {
  const place = await newPlace(server, seed);
  const contact = { contact: { email: "eve@example.org" }, data: {} };
  await post(server, seed, place, { type: "contact.created", cause: "import", ...contact });
  const { id } = await newWebhook({
    ...{ status: "created", profile: "signed", dataCenterId: place.id },
    triggers: [{ type: "contact.created" }],
  });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${server.url}/administration/webhooks?edit=${id}`);
  await page
    .getByRole("dialog", { name: "Edit properties" })
    .getByRole("button", { name: "What would have happened" })
    .click();
  const panel = told(page.getByRole("dialog", { name: "What would have happened" }));
  await expect(panel).toContainText("Contact added: 0 of the last 1 would have been sent");
  await expect(panel).toContainText("Told as if it were active.");
  await expect(panel).toContainText("Not sent: it wants no imports; this event came about by one.");
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBeLessThanOrEqual(320);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "What would have happened" })).toBeHidden();
  await expect(page.getByRole("dialog", { name: "Edit properties" })).toBeVisible();
});

test("an answer that does not come is said, and tried again on demand", async ({
  administrator: page,
  server,
  seed,
}) => {
  const place = await newPlace(server, seed);
  await post(server, seed, place, passed(1, "ada@example.org"));
  const dialog = await openForm(page, server);
  await pick(page, dialog.getByRole("combobox", { name: "Data center" }), place.name);
  await pick(page, dialog.getByRole("combobox", { name: "Trigger" }), "Persona scoring passed threshold");
  await expect(dialog.getByLabel("Sample payload")).toBeVisible();
  await page.route("**/administration/webhooks*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await dialog.getByRole("tab", { name: "What would have happened" }).click();
  const alert = told(dialog).getByRole("alert");
  await expect(alert).toContainText("The server could not be reached.");
  await page.unroute("**/administration/webhooks*");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(told(dialog)).toContainText("ada@example.org");
  await expect(alert).toHaveCount(0);
});
