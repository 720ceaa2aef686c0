import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { testWebhook } from "@/lib/webhooks/test";
import { updateWebhook } from "@/lib/webhooks/update";
import { clearInbox } from "./clear";
import { createInboxAddress, obtainInboxAddress } from "./create-address";
import { deleteInboxAddress } from "./delete-address";
import { findInboxAddress } from "./find-address";
import { listInboxAddresses } from "./list-addresses";
import { listInboxRequests } from "./list-requests";
import { changeAnswerStatus, renameInboxAddress } from "./update-address";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newCaller = async () => (await world.newAccount(`Account ${crypto.randomUUID().slice(0, 8)}`)).caller;

async function audited(token: string) {
  const rows = await world.tidings.database.rows<{ action: string; details: string }>(
    "SELECT action, details FROM audit_entries WHERE target_id = $1 ORDER BY id",
    [token],
  );
  return rows.map(({ action, details }) => [action, JSON.parse(details)]);
}

it("addresses can't be guessed and have names of their own; the first is made when it is needed", async () => {
  const caller = await newCaller();
  const first = await obtainInboxAddress(caller);
  expect(first.url).toMatch(/^https:\/\/inbox\.tidings\.internal\/[\w-]{32}$/);
  expect(await obtainInboxAddress(caller)).toEqual(first);
  await createInboxAddress(caller);
  expect((await listInboxAddresses(caller)).map(({ name }) => name).sort()).toEqual(["Inbox 1", "Inbox 2"]);
  await deleteInboxAddress(caller, first.token);
  const { token } = await createInboxAddress(caller);
  expect((await findInboxAddress(caller, token)).name).toBe("Inbox 1");
});

it("an account has at most 20, and is told what to do then", async () => {
  const caller = await newCaller();
  await Promise.all(Array.from({ length: 20 }, () => createInboxAddress(caller)));
  await expect(createInboxAddress(caller)).rejects.toMatchObject({
    status: 409,
    detail: expect.stringMatching(/20 inbox addresses.*Delete one/),
  });
  await obtainInboxAddress(caller);
  await createInboxAddress(await newCaller());
});

it("every change leaves one audit entry; what is refused leaves none", async () => {
  const caller = await newCaller();
  const { token } = await createInboxAddress(caller);
  await renameInboxAddress(caller, token, { name: "  For the CRM " });
  await changeAnswerStatus(caller, token, { answerStatus: 503 });
  await clearInbox(caller, token);
  for (const answerStatus of [100, 199, 302, 600, 200.5, "200", null]) {
    await expect(changeAnswerStatus(caller, token, { answerStatus })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: "answerStatus" }],
    });
  }
  for (const name of ["", "  ", "a\nb", "x".repeat(101)]) {
    await expect(renameInboxAddress(caller, token, { name })).rejects.toMatchObject({ status: 400 });
  }
  expect(await findInboxAddress(caller, token)).toMatchObject({ name: "For the CRM", answerStatus: 503 });
  await deleteInboxAddress(caller, token);
  expect(await audited(token)).toEqual([
    ["inbox_address.created", { name: "Inbox 1" }],
    [
      "inbox_address.renamed",
      { name: "Inbox 1", changes: { name: { before: "Inbox 1", after: "For the CRM" } } },
    ],
    [
      "inbox_address.answer_changed",
      { name: "For the CRM", changes: { answerStatus: { before: 200, after: 503 } } },
    ],
    ["inbox_address.cleared", { name: "For the CRM", requests: 0 }],
    ["inbox_address.deleted", { name: "For the CRM" }],
  ]);
});

it("an address that a webhook uses is not deleted; the refusal names it", async () => {
  const { token, url } = await createInboxAddress(world.caller);
  const webhook = await world.webhook({ url, label: "Hot leads" });
  await testWebhook(world.caller, webhook.id);
  expect(await findInboxAddress(world.caller, token)).toMatchObject({
    requests: 1,
    webhooks: [{ id: webhook.id, label: "Hot leads" }],
  });
  await expect(deleteInboxAddress(world.caller, token)).rejects.toMatchObject({
    status: 409,
    detail: expect.stringContaining("“Hot leads”"),
  });
  await clearInbox(world.caller, token);
  expect((await listInboxRequests(world.caller, token)).requests).toEqual([]);
  await updateWebhook(world.caller, webhook.id, { url: world.receiver.url("/hook") });
  await deleteInboxAddress(world.caller, token);
  await expect(findInboxAddress(world.caller, token)).rejects.toMatchObject({ status: 404 });
});

it("another account's address is one that does not exist", async () => {
  const { token } = await createInboxAddress(await newCaller());
  const attempts = [
    () => findInboxAddress(world.caller, token),
    () => renameInboxAddress(world.caller, token, { name: "Mine" }),
    () => changeAnswerStatus(world.caller, token, { answerStatus: 500 }),
    () => clearInbox(world.caller, token),
    () => deleteInboxAddress(world.caller, token),
    () => listInboxRequests(world.caller, "not a token"),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 404 });
});
