import { expect, rowOf, test } from "../fixtures/flows";

test("decision 11: a suspended webhook says why in the list and on its page, and is activated again from there", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, [{ status: 410 }, { status: 200 }]);
  const { id, label } = await newWebhook({
    delivery: { retry: { kind: "schedule", delaysSeconds: [3_600] } },
  });
  await happen(id, ["pending"]);
  await page.goto(`${server.url}/administration/webhooks`);
  await expect(rowOf(page, label)).toContainText("The endpoint answered 410 Gone");
  await page.goto(server.url);
  await expect(page.getByText(`“${label}” is suspended`)).toBeVisible();
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  const banner = page.getByRole("alert").filter({ hasText: "Suspended by Tidings" });
  await expect(banner).toContainText("The endpoint answered 410 Gone");
  await expect(banner).toContainText("Last error:");
  await banner.getByRole("button", { name: "Activate again" }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
});

test("decision 11, decision 29: a member reads why it is suspended and whom to ask", async ({
  member: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  receiver.script(path, { status: 410 });
  const { id } = await newWebhook();
  await happen(id, ["pending"]);
  await page.goto(`${server.url}/administration/webhooks/${id}`);
  const banner = page.getByRole("alert").filter({ hasText: "Suspended by Tidings" });
  await expect(banner).toContainText("An administrator of the account can activate it again.");
  await expect(banner.getByRole("button")).toHaveCount(0);
});
