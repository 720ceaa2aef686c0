import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "../fixtures/flows";
import { newPerson } from "../fixtures/own-person";

const REFERENCE = "/administration/api/reference";
const UNKNOWN = "0192f0c1-0000-7000-8000-000000000000";

/** The part of the reference that holds one operation. */
const operation = (page: Page, id: string) => page.locator(`[id="operations-Webhooks-${id}"]`);

/** swagger-ui draws all operations in one go, which takes a busy machine longer than anything else of the console. */
const drawn = (page: Page) => expect(page.locator(".opblock").first()).toBeVisible({ timeout: 60_000 });

/** S2.4: opens the operation and presses *Try it out*. */
async function tryOut(page: Page, id: string, summary: string) {
  const part = operation(page, id);
  await part.getByRole("button", { name: summary }).click();
  await part.getByRole("button", { name: "Try it out" }).click();
  return part;
}

const codeOf = (page: Page, id: string) =>
  operation(page, id).locator(".live-responses-table .response .response-col_status");

test("S2.5: the client ID stands under Administration » API overview » REST API, which leads to the reference", async ({
  administrator: page,
  server,
  seed,
}) => {
  await page.goto(`${server.url}/`);
  const navigation = page.getByRole("navigation", { name: "Main navigation" });
  await expect(navigation.getByText("Administration » API overview")).toBeVisible();
  await navigation.getByRole("link", { name: "REST API" }).click();
  await expect(page.getByRole("heading", { name: "REST API", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Client ID" })).toContainText(String(seed.clientId));
  await expect(page.getByRole("region", { name: "Base URL" })).toContainText(
    `${server.url}/api/v1/${seed.clientId}`,
  );
  await expect(page.getByRole("table", { name: "Limits" })).toContainText(/\d+ of 100 used/);

  const command = (await page.getByRole("region", { name: "Try it" }).textContent()) ?? "";
  const [, url = ""] = /^curl (\S+) -H 'Authorization: Bearer tdg_YOUR_KEY'$/.exec(command) ?? [];
  expect((await server.api("GET", url.replace(server.url, ""), { key: seed.key })).status).toBe(200);

  const row = page.getByRole("row").filter({ hasText: "secrets:read" });
  await row.getByText("1 operation").click();
  await row.getByRole("link", { name: "Get what receivers verify with" }).click();
  await expect(page.getByRole("heading", { name: "API reference", level: 1 })).toBeVisible();
  await drawn(page);
  const shown = page.locator('[id="operations-Signing_keys-listSigningKeys"]');
  await expect(shown.getByText("Get what receivers verify with")).toBeInViewport();
  await expect(shown.getByRole("button", { name: "Try it out" })).toBeInViewport();
});

test("S2.4: a webhook is created, read and missed in the reference, with the rights of who is signed in", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  const label = `Tried out ${path.slice(1)}`;

  await page.goto(server.url + REFERENCE);
  await expect(page.getByText("Calls are real")).toBeVisible();
  const create = await tryOut(page, "createWebhook", "Create a webhook");
  await expect(create.getByPlaceholder("clientId")).toHaveValue(String(seed.clientId));
  const body = create.getByRole("textbox", { name: "Body of the call" });
  await body.fill(
    JSON.stringify({
      ...{ label, dataCenterId: seed.dataCenterId, url: receiver.url(path) },
      triggers: [{ type: "contact.became_contact" }],
    }),
  );
  await create.getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "createWebhook")).toHaveText(/201/);
  await expect(create.getByText("Authorization: Bearer tdg_YOUR_KEY")).toBeVisible();
  const answer = (await create.locator(".live-responses-table pre").first().textContent()) ?? "";
  const { id } = JSON.parse(answer) as { id: string };

  const get = await tryOut(page, "getWebhook", "Get information about a webhook");
  await get.getByPlaceholder("id", { exact: true }).fill(id);
  await get.getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "getWebhook")).toHaveText(/200/);
  await get.getByPlaceholder("id", { exact: true }).fill(UNKNOWN);
  await get.getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "getWebhook")).toHaveText(/404/);
  await expect(get.getByText("There is no webhook with this id in the account.")).toBeVisible();

  expect([...new Set(asked)], "nothing is loaded from elsewhere").toEqual([server.url]);
  expect(complaints.filter((text) => !/status of 404/.test(text))).toEqual([]);
  await page.goto(`${server.url}/administration/webhooks`);
  await expect(rowOf(page, label)).toBeVisible();
});

test("the reference finds operations by any words, by keyboard too, and its addresses can be shared", async ({
  page,
  server,
  seed,
}) => {
  const { email, password } = await newPerson(server, seed);
  await page.goto(`${server.url}${REFERENCE}#/Webhooks/deleteWebhook`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await drawn(page);
  await expect(operation(page, "deleteWebhook").getByRole("button", { name: "Try it out" })).toBeInViewport();
  await expect(page.getByText("As a member you can call")).toBeVisible();

  await page.goto(`${server.url}${REFERENCE}#/Audit/listAudit`);
  const other = page.locator('[id="operations-Audit-listAudit"]');
  await expect(other.getByRole("button", { name: "Try it out" })).toBeInViewport();

  const search = page.getByRole("searchbox", { name: "Find an operation" });
  await search.fill("create webhook");
  await expect(page.getByRole("status").filter({ hasText: "1 operation" })).toBeVisible();
  await expect(operation(page, "deleteWebhook")).toHaveCount(0);
  const button = operation(page, "createWebhook").getByRole("button", { name: "Create a webhook" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/Webhooks\/createWebhook$/);
  await search.fill("zebra");
  await expect(page.getByText("No operation matches.")).toBeVisible();

  await page.goto(`${server.url}/administration/api`);
  await page.goto(`${server.url}${REFERENCE}#/%E0%A4%A`);
  await expect(operation(page, "createWebhook")).toBeVisible();
});

test("a member reads in the reference, and is refused what needs an administrator", async ({
  member: page,
  server,
}) => {
  await page.goto(server.url + REFERENCE);
  await tryOut(page, "listWebhooks", "Get information about all webhooks");
  await operation(page, "listWebhooks").getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "listWebhooks")).toHaveText(/200/);
  const create = await tryOut(page, "createWebhook", "Create a webhook");
  await create.getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "createWebhook")).toHaveText(/403/);
  await expect(create.getByText("Only an administrator of the account may call this.")).toBeVisible();
});

test("on the free plan everybody may read about the API", async ({ browser, server, seed }) => {
  const { clientId } = await server.tidings<{ clientId: number }>(
    ...["account", "create", "--name", "Free", "--plan", "free"],
    ...["--admin-email", "free@example.org", "--admin-password", seed.administrator.password],
  );
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url}/sign-in?next=${encodeURIComponent("/administration/api")}`);
  await page.getByLabel("E-mail").fill("free@example.org");
  await page.getByLabel("Password", { exact: true }).fill(seed.administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("region", { name: "Client ID" })).toContainText(String(clientId));
  await expect(page.getByText("calls about webhooks are answered with 402")).toBeVisible();
  await page.getByRole("link", { name: "Open the API reference" }).click();
  await tryOut(page, "listWebhooks", "Get information about all webhooks");
  await operation(page, "listWebhooks").getByRole("button", { name: "Execute" }).click();
  await expect(codeOf(page, "listWebhooks")).toHaveText(/402/);
  await page.context().close();
});

test("the type of a problem document is the address of a page that explains it, to whoever opens it", async ({
  page,
  server,
  seed,
}) => {
  const answer = await server.api<{ type: string; title: string }>(
    ...(["POST", `/api/v1/${seed.clientId}/webhooks`, { key: seed.key, body: {} }] as const),
  );
  expect(answer.status).toBe(400);
  await page.goto(server.url + answer.body.type);
  await expect(page.getByRole("heading", { name: answer.body.title, level: 1 })).toBeVisible();
  await expect(page.getByText("400 Bad Request")).toBeVisible();
  await expect(page.getByRole("region", { name: "Example" }).last()).toContainText('"remedy"');
  await expect(page.getByText("Every operation of the API can answer with it.")).toBeVisible();

  await page.getByRole("link", { name: "API problems" }).click();
  await page.getByRole("link", { name: "The label is in use" }).click();
  await expect(page.getByRole("link", { name: "Create a webhook" })).toHaveAttribute(
    "href",
    `${REFERENCE}#/Webhooks/createWebhook`,
  );

  expect((await page.goto(`${server.url}/problems/unheard_of`))?.status()).toBe(404);
  await page.getByRole("link", { name: "All problems" }).click();
  await expect(page.getByRole("heading", { name: "API problems", level: 1 })).toBeVisible();
});
