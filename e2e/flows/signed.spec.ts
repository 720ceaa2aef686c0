import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";
import type { TidingsServer } from "../fixtures/server";
import { verifyBodySignature } from "../receiver/verify-signature";

/** A new webhook whose delivery is *Confirmed & signed*. */
async function openSigned(page: Page, { url }: TidingsServer) {
  await page.goto(`${url}/administration/webhooks?create=1`);
  const dialog = page.getByRole("dialog", { name: "Create a webhook" });
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await dialog.getByRole("radio", { name: "Confirmed & signed" }).check();
  return dialog;
}

test("S3.5 to S3.14, S3.28: check events, look at a sample, test each on the URL, take the public key, save, activate; the key verifies the test and the real event", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const dialog = await openSigned(page, server);
  const when = dialog.getByRole("region", { name: "When" });
  await expect(when.getByRole("group", { name: "Contacts" }).getByRole("checkbox")).toHaveCount(6);
  await expect(when.getByRole("group", { name: "Messages" }).getByRole("checkbox")).toHaveCount(2);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();

  // A sample and a test of an event that is not even checked.
  await when.getByRole("button", { name: "Show sample of “Opt-out”" }).click();
  await expect(when.getByLabel("Sample payload")).toContainText('"Type": "contact_optout"');
  await when.getByRole("button", { name: "Send test of “Opt-out”" }).click();
  const result = when.getByRole("region", { name: "Result of the test of “Opt-out”" });
  await expect(result).toContainText("Complete what is marked in the form first.");
  await expect(dialog.getByLabel("Send data to URL")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await when.getByRole("button", { name: "Send test of “Opt-out”" }).click();
  await expect(result).toContainText("The URL is valid and the request was accepted (code 200).");
  await result.getByRole("button", { name: /Request and response/ }).click();
  await expect(result.getByLabel("Request body")).toContainText('"isTest": true');

  await when.getByRole("checkbox", { name: "Contact added" }).check();
  await when.getByRole("checkbox", { name: "Message bounced" }).check();
  await expect(when.getByRole("radio", { name: "All types" })).toBeChecked();
  await expect(
    when.getByRole("checkbox", { name: "Unitary sending (confirmation, web service, test)" }),
  ).toBeChecked();
  await expect(when.getByRole("checkbox", { name: "Batch or campaign" })).not.toBeChecked();
  await when.getByRole("radio", { name: "Specific types" }).check();
  await expect(when.getByText("Choose at least one type, or all types.")).toBeVisible();
  await when.getByRole("combobox", { name: "Communication types" }).click();
  await page.getByRole("option").first().click();
  await page.keyboard.press("Escape");
  await when.getByRole("checkbox", { name: "Batch or campaign" }).check();
  await when.getByRole("button", { name: "Send test of “Message bounced”" }).click();
  await expect(when.getByRole("region", { name: "Result of the test of “Message bounced”" })).toContainText(
    "accepted (code 200)",
  );

  const signature = dialog.getByRole("region", { name: "Signature", exact: true });
  await signature.getByRole("button", { name: "Show the keys" }).click();
  await expect(signature.getByText(/^whsec_/)).toBeVisible();
  const downloading = page.waitForEvent("download");
  await signature.getByRole("button", { name: "Download" }).first().click();
  const pem = await readFile(await (await downloading).path(), "utf8");

  await dialog.getByLabel("Label").fill(`Signed ${path}`);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(rowOf(page, `Signed ${path}`).getByText("Active", { exact: true })).toBeVisible();

  const { status } = await server.api("POST", "/api/internal/events", {
    key: seed.key,
    body: {
      ...{ type: "contact.created", dataCenterId: seed.dataCenterId },
      ...{ contact: { id: `c${path.slice(1)}`, email: "otto@example.org" }, data: {} },
    },
  });
  expect(status).toBe(202);
  const requests = await receiver.waitFor({ path, count: 3 });
  const bodies = requests.map(({ body }) => JSON.parse(String(body)));
  expect(bodies.map(({ Type, isTest }) => [Type, isTest])).toEqual([
    ["contact_optout", true],
    ["sending_Bounce", true],
    ["contact_created", undefined],
  ]);
  for (const request of requests) expect(verifyBodySignature(request as never, pem)).toBe(true);
});

test("nothing checked is said where the events are, and an event that can't be signed so changes the delivery and can be taken back", async ({
  administrator: page,
  server,
}) => {
  const dialog = await openSigned(page, server);
  await dialog.getByRole("button", { name: "Create this hook" }).click();
  await expect(dialog.getByText("Check at least one event.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Opt-in", exact: true }).check();
  await expect(dialog.getByText("Check at least one event.")).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Another event" }).click();
  await page.getByRole("option", { name: "Message opened" }).click();
  const notice = dialog.getByRole("status").filter({ hasText: "Event stream" });
  await expect(notice).toContainText("No longer chosen: Opt-in");
  await expect(dialog.getByRole("combobox", { name: "Trigger" })).toHaveValue("Message opened");
  await notice.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByRole("checkbox", { name: "Opt-in", exact: true })).toBeChecked();
});

test("unsaved changes are tested with the stored password, and the result says once the form has changed since", async ({
  administrator: page,
  newWebhook,
  receiver,
  server,
  seed,
  path,
}) => {
  const { id } = await newWebhook({
    authentication: { type: "basic", username: "u", password: "the secret" },
  });
  await page.goto(`${server.url}/administration/webhooks?edit=${id}`);
  const dialog = page.getByRole("dialog", { name: "Edit properties" });
  receiver.script(`${path}/new`, { status: 404 });
  await dialog.getByLabel("Send data to URL").fill(receiver.url(`${path}/new`));
  await dialog.getByRole("button", { name: "Send test", exact: true }).click();
  await expect(dialog.getByText(/See error code/)).toBeVisible();
  const [request] = await receiver.waitFor({ path: `${path}/new`, count: 1 });
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("u:the secret").toString("base64")}`);
  await dialog.getByLabel("Send data to URL").fill(receiver.url(path));
  await expect(dialog.getByText("The form has changed since this test.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const api = `/api/v1/${seed.clientId}/webhooks/${id}`;
  const { body } = await server.api<{ url: string }>("GET", api, { key: seed.key });
  expect(body.url).toBe(receiver.url(path));
});
