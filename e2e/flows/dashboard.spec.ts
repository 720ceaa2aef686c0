import { expect, test } from "@playwright/test";
import { startServer } from "../fixtures/server";
import { signIn } from "../fixtures/sign-in";
import { startReceiver } from "../receiver/receiver";

test("S4.8: the start page is calm while all goes well, shows a failing webhook with its button, and leads newcomers on", async ({
  page,
}) => {
  const receiver = await startReceiver();
  const server = await startServer({ receiver });
  try {
    const { clientId, dataCenterId, key, administrator } = await server.seed();
    const create = async (label: string, status = "active") => {
      const { body } = await server.api<{ id: string }>("POST", `/api/v1/${clientId}/webhooks`, {
        key,
        body: {
          ...{ label, status, dataCenterId, url: receiver.url(`/${label}`) },
          ...{ triggers: [{ type: "contact.became_contact" }], delivery: { retry: { kind: "none" } } },
        },
      });
      return body.id;
    };
    const happen = async (times: number) => {
      const contact = { id: 1353, email: "john.doe@example.org" };
      const event = { type: "contact.became_contact", dataCenterId, contact };
      await server.api("POST", "/api/internal/events", { key, body: Array(times).fill(event) });
    };
    await signIn(page, server.url, administrator);
    await page.goto(server.url);
    await expect(page.getByRole("link", { name: "Open the request inbox" })).toBeVisible();
    await expect(page.getByText("Mails are kept in the Outbox")).toBeVisible();

    await create("calm");
    await happen(2);
    await receiver.waitFor({ path: "/calm", count: 2 });
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("link", { name: "Delivered: 2" })).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("heading", { name: "Nothing needs your attention" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Events accepted: 2" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Waiting: 0" })).toBeVisible();

    receiver.script("/failing", { status: 401 });
    const failing = await create("failing");
    await create("forgotten", "inactive");
    await happen(3);
    await receiver.waitFor({ path: "/failing", count: 3 });
    const notice = page.getByRole("listitem").filter({ hasText: "The last 3 runs of “failing” failed" });
    await expect(async () => {
      await page.reload();
      await expect(notice).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("heading", { name: "3 things need your attention" })).toBeVisible();
    await expect(notice).toContainText("The endpoint answered 401");
    await expect(page.getByText("3 events were given up for “failing”")).toBeVisible();
    await expect(page.getByText("“forgotten” was never activated")).toBeVisible();
    await notice.getByRole("link", { name: "See runs" }).click();
    await expect(page).toHaveURL(new RegExp(`/administration/webhooks/${failing}/runs\\?verdict=failed$`));

    await server.tidings("account", "update", "--client", String(clientId), "--plan", "free");
    await page.goto(server.url);
    await expect(page.getByText("Your account is on the free plan")).toBeVisible();
  } finally {
    await server.close();
    await receiver.close();
  }
});
