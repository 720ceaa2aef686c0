import type { Page } from "@playwright/test";
import { choose, expect, rowOf, test } from "../fixtures/flows";

const PASSWORD = "correct horse battery";
const users = "/administration/users";

/** Invites somebody, and reads the link out of the mail that the Outbox keeps. */
async function invite(page: Page, url: string, email: string): Promise<string> {
  await page.goto(`${url}${users}`);
  await page.getByRole("button", { name: "Invite a user" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a user" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const shown = page.getByRole("dialog", { name: `Link for ${email}` });
  await shown.getByRole("link", { name: "Open the Outbox" }).click();
  await page.getByRole("link", { name: new RegExp(`to ${email}$`) }).click();
  const mail = page.getByRole("region", { name: "Text of the mail" });
  return (await mail.getByRole("link", { name: /\/invitation\?token=/ }).getAttribute("href")) ?? "";
}

/** Answers the question that an action of a person's row asks. */
async function confirm(page: Page, title: RegExp, button: string) {
  const dialog = page.getByRole("dialog", { name: title });
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toBeHidden();
}

test("decision 29, decision 30, G6: an invited person joins, is promoted and removed, each from the next request on", async ({
  administrator: page,
  server,
  browser,
}) => {
  const email = "cleo@example.org";
  const link = await invite(page, server.url, email);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill("Cleo");
  await theirs.getByLabel("Password", { exact: true }).fill("short");
  await theirs.getByRole("button", { name: "Set the password and join" }).click();
  await expect(theirs.getByText("Password is shorter than 10 characters.")).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Set the password and join" }).click();
  await expect(theirs.getByRole("button", { name: "Cleo, Member" })).toBeVisible();

  const webhooks = `${server.url}/administration/webhooks`;
  const create = theirs.getByRole("button", { name: "Create a webhook" });
  await theirs.goto(webhooks);
  await expect(theirs.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await expect(create).toHaveCount(0);
  await theirs.goto(server.url + users);
  await expect(theirs.getByText("This page is for the account's administrators.")).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: /accepted already/ })).toBeVisible();

  await page.goto(server.url + users);
  await choose(page, email, "Make administrator");
  await confirm(page, /Make Cleo an administrator/, "Make administrator");
  await expect(rowOf(page, email)).toContainText("Administrator");
  await theirs.goto(webhooks);
  await expect(create).toBeVisible();

  await choose(page, email, "Remove from account");
  await confirm(page, /Remove Cleo/, "Remove from account");
  await expect(rowOf(page, email)).toHaveCount(0);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in\?next=/);
  await context.close();
});

test("an invitation is refused for a member, can be renewed and revoked, and a dead link says what to do", async ({
  administrator: page,
  seed,
  server,
}) => {
  const email = "dora@example.org";
  const first = await invite(page, server.url, email);
  await page.goto(`${server.url}${users}?invite=1`);
  const dialog = page.getByRole("dialog", { name: "Invite a user" });
  await dialog.getByLabel("E-mail").fill(seed.member.email);
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  await expect(dialog.getByText(/belongs to a member of the account already/)).toBeVisible();
  await expect(dialog.getByLabel("E-mail")).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: `Make a new link: ${email}` }).click();
  const shown = page.getByRole("dialog", { name: `Link for ${email}` });
  const second = (await shown.getByRole("region").textContent()) ?? "";
  await shown.getByRole("button", { name: "Close", exact: true }).last().click();
  await page.getByRole("button", { name: `Revoke: ${email}` }).click();
  await confirm(page, /Revoke the invitation/, "Revoke");
  await expect(page.getByRole("region", { name: "Open invitations" })).toHaveCount(0);
  for (const [link, heading] of [
    [first, "This link leads nowhere"],
    [second, "This invitation was revoked"],
  ] as const) {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  }
});

test("the last administrator can't be demoted or removed", async ({ administrator: page, seed, server }) => {
  await page.goto(server.url + users);
  await choose(page, seed.administrator.email, "Make member");
  const question = page.getByRole("dialog", { name: /Make .* a member/ });
  await question.getByRole("button", { name: "Make member" }).click();
  await expect(question.getByText(/The last administrator can't be made a member/)).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await choose(page, seed.administrator.email, "Remove from account");
  const removal = page.getByRole("dialog", { name: /Remove / });
  await expect(removal.getByText(/That is you/)).toBeVisible();
  await removal.getByRole("button", { name: "Remove myself" }).click();
  await expect(removal.getByText(/The last administrator can't be removed/)).toBeVisible();
});

test("a person of two accounts joins the second by signing in, and switches between them", async ({
  server,
  administrator: page,
  newWebhook,
  browser,
}) => {
  const email = "grace@example.org";
  await server.tidings(
    ...["account", "create", "--name", "Umbra", "--plan", "paid"],
    ...["--admin-email", email, "--admin-password", PASSWORD],
  );
  const { label } = await newWebhook();
  const link = await invite(page, server.url, email);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.getByRole("link", { name: "Sign in" }).click();
  await theirs.getByLabel("E-mail").fill(email);
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await theirs.getByRole("button", { name: "Accept the invitation" }).click();

  const menu = (role: string) => theirs.getByRole("button", { name: `${email}, ${role}` });
  await menu("Member").click();
  await expect(theirs.getByRole("menu")).toContainText("Member of Acme");
  const other = await context.newPage();
  await other.goto(`${server.url}/administration/webhooks?q=${encodeURIComponent(label)}`);
  await expect(rowOf(other, label)).toBeVisible();
  await theirs.getByRole("menuitem", { name: /^Umbra/ }).click();
  await expect(menu("Administrator")).toBeVisible();
  // The other tab would write into this account now, so it doesn't stay where it was.
  await expect(other.getByRole("button", { name: `${email}, Administrator` })).toBeVisible();
  await other.goto(`${server.url}/administration/webhooks`);
  await expect(rowOf(other, label)).toHaveCount(0);
  await expect(other.getByText("No webhook yet")).toBeVisible();
  await context.close();
});
