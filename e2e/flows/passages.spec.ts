import type { Page } from "@playwright/test";
import { openAutomation } from "../fixtures/automation";
import { expect, rowOf, test } from "../fixtures/flows";

const settingsOf = (page: Page) => page.getByRole("region", { name: "Settings", exact: true });
const canvasOf = (page: Page) => page.getByRole("region", { name: "Canvas", exact: true });

test("S4.40, S5.2, S5.4, S5.5, S5.19, S5.26–S5.31: a form's event sends a webhook that was made on the canvas; the step's statistics lead to the contact's way", async ({
  administrator: page,
  server,
  seed,
  receiver,
  path,
}) => {
  const { call, happen } = await openAutomation(server, seed);
  const name = `Newsletter ${path.slice(-8)}`;
  await page.goto(`${server.url}/automation/workflows`);
  await page.getByRole("button", { name: "New workflow" }).click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("combobox", { name: "Data center" }).click();
  await page.getByRole("option", { name: "Quantum" }).click();
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const address = page.url();

  const settings = settingsOf(page);
  const canvas = canvasOf(page);
  await canvas.getByRole("button", { name: "Starts on" }).click();
  await settings.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "An event", exact: true }).click();
  await settings.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option", { name: "Form submitted" }).click();
  await canvas.getByRole("button", { name: "Add a step here" }).click();
  await page.getByRole("menuitem", { name: "Webhook" }).click();
  await canvas.getByRole("button", { name: /^Webhook/ }).click();
  await expect(settings.getByRole("link", { name: "Manage webhooks" })).toHaveAttribute(
    "href",
    /\/administration\/webhooks\?kind=workflow$/,
  );
  await settings.getByRole("button", { name: "Create webhook" }).click();
  await page.getByRole("button", { name: "Create a scenario notification" }).click();
  const form = page.getByRole("dialog", { name: "Create a scenario notification" });
  await expect(form.getByLabel("Webhook name")).toHaveValue(`${name} · step 1`);
  await expect(form.getByRole("combobox", { name: "Data center" })).toHaveValue("Quantum");
  await form.getByRole("textbox", { name: "URL", exact: true }).fill(receiver.url(path));
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form).toBeHidden();
  await expect(settings.getByRole("combobox", { name: "Webhook" })).toHaveValue(`${name} · step 1`);
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText(`“${name}” is active.`)).toBeVisible();

  const contact = { id: `form-${path.slice(-8)}`, email: `${path.slice(-8)}@example.org` };
  await happen("form.submitted", { formId: 12 }, contact);
  const [request] = await receiver.waitFor({ path });
  expect(JSON.parse(String(request?.body))).toMatchObject({ event: "automation.webhook.send" });
  // The figures come by themselves.
  await expect(canvas.getByRole("link", { name: "1 pass through Webhook" })).toBeVisible({ timeout: 15_000 });
  await canvas.getByRole("button", { name: /^Webhook/ }).click();
  const figures = settings.getByRole("region", { name: "Statistics of the step" });
  await expect(figures.getByRole("link", { name: "1 Accepted of Webhook" })).toBeVisible({ timeout: 15_000 });
  for (const figure of ["1 Unique contacts", "0 Pending", "0 Failed"]) {
    await expect(figures.getByRole("link", { name: `${figure} of Webhook` })).toBeVisible();
  }

  // S5.31: a test counts nowhere.
  const { webhooks } = await call<{ webhooks: { id: string }[] }>(
    "GET",
    `/webhooks?q=${encodeURIComponent(`${name} · step 1`)}`,
  );
  await call("POST", `/webhooks/${webhooks[0]?.id}/test`, {});
  await receiver.waitFor({ path, count: 2 });
  await page.reload();
  await expect(canvas.getByRole("link", { name: "1 pass through Webhook" })).toBeVisible();

  await canvas.getByRole("link", { name: "1 pass through Webhook" }).click();
  await expect(page.getByRole("heading", { name: "Passages", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/passages\?step=/);
  const row = rowOf(page, contact.email);
  await expect(row).toContainText("Done");
  await row.getByRole("link", { name: /Open the passage of/ }).click();
  await expect(page.getByRole("heading", { name: `Passage of ${contact.email}`, level: 1 })).toBeVisible();
  const way = page.getByRole("region", { name: "Way", exact: true });
  await expect(way).toContainText(`Sent for the contact whose Contact ID is “${contact.id}”.`);
  await expect(page.getByRole("region", { name: "Data of the event" }).first()).toContainText('"formId": 12');
  await way.getByRole("link", { name: /Open the last run/ }).click();
  await expect(page.getByRole("dialog")).toContainText("200");
  await page.keyboard.press("Escape");

  // The list of webhooks names the workflow as what triggers it (decision 1).
  await page.goto(`${server.url}/administration/webhooks?kind=workflow&q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, `${name} · step 1`)).toContainText("Used in 1 workflow");
  await expect(rowOf(page, `${name} · step 1`).getByRole("link", { name, exact: true })).toBeVisible();

  // S5.29: archived, it tells the same.
  await page.goto(address);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("The workflow is archived:")).toBeVisible();
  await canvas.getByRole("button", { name: /^Webhook/ }).click();
  await figures.getByRole("link", { name: "1 Accepted of Webhook" }).click();
  await expect(rowOf(page, contact.email)).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Request" })).toHaveValue("Request accepted");
});

test("S4.3, S4.34: a contact is led through the draft; its answer is given, changed to a failure, and nothing is sent", async ({
  administrator: page,
  server,
  seed,
  receiver,
  newWebhook,
  path,
}) => {
  const { newWorkflow } = await openAutomation(server, seed);
  const { id: webhookId, label } = await newWebhook({
    ...{ kind: "workflow", profile: "data_request", method: "POST", triggers: [] },
    template: { body: { format: "json", template: '{"mail":"${email}"}' } },
  });
  const value = `\${data['${label}'].promocode}`;
  const { id, name } = await newWorkflow(
    [
      {
        ...{ id: "ask", type: "webhook", name: "Ask for a code", webhookId, wait: true, onFailure: "branch" },
        failed: [{ id: "given-up", type: "end", name: "Given up" }],
        mapping: [{ value, property: "PromoCode" }],
      },
      { id: "day", type: "wait", for: { kind: "duration", seconds: 86_400 } },
      {
        ...{ id: "has", type: "condition", name: "Has a code" },
        rules: [{ kind: "value", value: "${contact.PromoCode}", operator: "is", compareTo: "SPRING" }],
      },
    ],
    { active: false },
  );
  await page.goto(`${server.url}/automation/workflows/${id}`);
  await page.getByRole("button", { name: "Rehearse" }).click();
  const drawer = page.getByRole("dialog", { name: `Rehearse “${name}”` });
  await expect(drawer.getByRole("button", { name: "Rehearse" })).toBeDisabled();
  await drawer
    .getByRole("button", { name: /^John Doe/ })
    .first()
    .click();
  await drawer.getByRole("button", { name: "Rehearse" }).click();
  const way = drawer.getByRole("region", { name: "The way" });
  await expect(way).toContainText("The condition is not met");
  await way.getByRole("button", { name: `Request of “${label}” would be sent` }).click();
  await expect(way).toContainText('{"mail":"john.doe@example.org"}');

  const answer = way.getByLabel("Answer to Ask for a code");
  await answer.fill("{");
  await way.getByRole("button", { name: "Use this answer" }).click();
  await expect(way.getByText(/This is not valid JSON/)).toBeVisible();
  await answer.fill('{"promocode":"SPRING"}');
  await way.getByRole("button", { name: "Use this answer" }).click();
  await expect(way).toContainText("The condition is met: the contact goes the way Yes.");
  await expect(way).toContainText("PromoCode: “SPRING”");
  await expect(drawer.getByRole("region", { name: "The contact afterwards" }).first()).toContainText(
    '"SPRING"',
  );
  await way.getByRole("radiogroup", { name: "The request of Ask for a code" }).getByText("fails").click();
  await expect(way).toContainText("The contact takes the error branch.");
  await expect(way).toContainText("Given up");
  await expect(way).not.toContainText("Has a code");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  expect(receiver.requests.filter((request) => request.path.startsWith(path))).toEqual([]);
});

test("screens 4.7: values of a test's answer are mapped by a click; a draft is saved with nothing chosen; back asks, and who saves second can reload", async ({
  administrator: page,
  server,
  seed,
  receiver,
  newWebhook,
  path,
}) => {
  const { newWorkflow, call } = await openAutomation(server, seed);
  receiver.script(path, {
    ...{ status: 200, headers: { "content-type": "application/json" }, body: '{"promocode":"SPRING"}' },
  });
  const { id: webhookId, label } = await newWebhook({
    ...{ kind: "workflow", profile: "data_request", method: "GET", triggers: [] },
  });
  const { id, name } = await newWorkflow([{ id: "ask", type: "webhook", webhookId, wait: true }], {
    active: false,
  });
  const settings = settingsOf(page);
  const canvas = canvasOf(page);
  await page.goto(`${server.url}/automation/workflows`);
  await rowOf(page, name).getByRole("link", { name }).click();
  await canvas.getByRole("button", { name: /^Webhook/ }).click();
  await settings.getByRole("button", { name: "Choose from a test answer" }).click();
  const tried = page.getByRole("dialog", { name: /^Send test/ });
  await tried.getByRole("button", { name: "Next" }).click();
  await tried.getByRole("button", { name: "Send request" }).click();
  const expression = `\${data['${label}'].promocode}`;
  await tried.getByRole("button", { name: `Save ${expression} to the contact` }).click();
  await tried.getByRole("button", { name: "Done" }).click();
  await expect(tried).toBeHidden();
  await expect(settings.getByRole("textbox", { name: "Value" })).toHaveValue(expression);
  await expect(settings.getByRole("textbox", { name: "Field of the contact" })).toHaveValue("promocode");

  await canvas
    .getByRole("button", { name: /^Add a step/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Group" }).click();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("The draft is saved.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Before it can be activated" })).toContainText(
    "Group is not chosen",
  );

  await settings.getByRole("textbox", { name: "Name of the step" }).fill("Mine");
  await page.goBack();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(canvas.getByRole("button", { name: /^Mine/ })).toBeVisible();

  await call("PATCH", `/workflows/${id}`, {
    definition: { steps: [{ id: "e", type: "end", name: "Theirs" }] },
  });
  await page.getByRole("button", { name: "Save draft" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "The draft was not saved" });
  await expect(notice).toContainText(/has changed the workflow meanwhile/);
  await notice.getByRole("button", { name: "Reload" }).click();
  await expect(canvas.getByRole("button", { name: /^Theirs/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(canvas.getByRole("button", { name: /^Mine/ })).toBeVisible();

  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "Workflows", level: 1 })).toBeVisible();
});
