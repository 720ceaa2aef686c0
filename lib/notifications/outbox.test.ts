import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createUser } from "@/lib/accounts/create-user";
import { newId } from "@/lib/ids";
import { claimMail } from "./claim";
import { findMail } from "./find";
import { layOut } from "./layout";
import { listMails } from "./list";
import { type NewMail, queueMail } from "./queue-mail";
import { sendMailAgain } from "./send-again";

let world: World;
const open = async (env: Record<string, string> = {}) => {
  world = await openWorld({ env });
};
afterEach(() => world.close());

const SMTP = { SMTP_URL: "smtp://127.0.0.1:1" };
const queue = (changes: Partial<NewMail> = {}) =>
  world.tidings.database.atomically((tx) =>
    queueMail(world.tidings, tx, {
      ...{ accountId: world.clientId, kind: "notification", recipient: "ben@example.org" },
      ...{ subject: "Hello", text: "A text", html: "<p>A text</p>", secret: false },
      ...changes,
    }),
  );
const set = (id: string, values: Record<string, unknown>) => {
  const { mails } = world.tidings.database.tables;
  return world.tidings.database.atomically(function* (tx) {
    yield* tx.run(tx.orm.update(mails).set(values).where(eq(mails.id, id)));
  });
};
const row = async (id: string) => (await listMails(world.caller, {})).mails.find((mail) => mail.id === id);

describe("decision 30: the Outbox without an SMTP server", () => {
  beforeEach(() => open());

  it("keeps every mail of this account, newest first, without its text", async () => {
    const umbra = await world.newAccount("Umbra");
    const first = await queue({ subject: "First" });
    const second = await queue({ subject: "Second" });
    const foreign = await queue({ accountId: umbra.clientId });
    const { mails, next } = await listMails(world.caller, {});
    expect(mails.map(({ id }) => id)).toEqual([second, first]);
    expect(mails[0]).toMatchObject({ state: "kept", canSend: false, nextAttemptAt: null });
    expect(JSON.stringify(mails)).not.toContain("A text");
    expect(next).toBeNull();
    await expect(findMail(world.caller, foreign)).rejects.toMatchObject({ status: 404 });
    await expect(findMail(world.caller, "no id")).rejects.toMatchObject({ status: 404 });
  });

  it("tells messages of workflows apart from mails to people of the account", async () => {
    const own = await queue();
    const message = await queue({ recipient: "cleo@example.org" });
    await set(message, { kind: "message" });
    const ids = async (of?: "messages" | "account") =>
      (await listMails(world.caller, { ...(of && { of }) })).mails.map(({ id }) => id);
    expect([await ids(), await ids("account"), await ids("messages")]).toEqual([
      ...[[message, own], [own], [message]],
    ]);
  });

  it("is searched by recipient and subject, and read page by page", async () => {
    for (let number = 0; number < 5; number++) await queue({ subject: `Mail ${number}` });
    await queue({ recipient: "cleo@example.org", subject: "Über 100 % [x]" });
    const find = async (q: string) => (await listMails(world.caller, { q })).mails.length;
    expect([await find("CLEO@"), await find("über"), await find("100 %"), await find("mail")]).toEqual([
      ...[1, 1, 1, 5],
    ]);
    const page = await listMails(world.caller, { limit: 4 });
    const rest = await listMails(world.caller, { limit: 4, cursor: page.next ?? undefined });
    expect([page.mails.length, rest.mails.length, rest.next]).toEqual([4, 2, null]);
    expect((await listMails(world.caller, { cursor: "nonsense" })).mails).toHaveLength(6);
  });

  it("shows a text, even a secret one that never left", async () => {
    const id = await queue({ secret: true, kind: "invitation" });
    expect(await findMail(world.caller, id)).toMatchObject({ text: "A text", withheld: null });
  });

  it("refuses to send, saying what to set", async () => {
    const id = await queue();
    await expect(sendMailAgain(world.caller, id)).rejects.toMatchObject({
      ...{ status: 409, detail: expect.stringContaining("SMTP_URL") },
    });
  });
});

describe("G6: the link of a password reset", () => {
  beforeEach(() => open());
  const reset = () => queue({ kind: "password_reset", secret: true });
  const member = { email: "ben@example.org", password: "a long password", role: "member" } as const;

  it("is shown to the administrators of the person's only account", async () => {
    await createUser(world.tidings, world.clientId, member);
    expect(await findMail(world.caller, await reset())).toMatchObject({ text: "A text" });
  });

  it("is never shown where the person belongs to another account too", async () => {
    const umbra = await world.newAccount("Umbra");
    await createUser(world.tidings, world.clientId, member);
    await createUser(world.tidings, umbra.clientId, member);
    const mail = await findMail(world.caller, await reset());
    expect(mail).toMatchObject({ text: null, withheld: "other_account" });
    expect(JSON.stringify(mail)).not.toContain("A text");
  });
});

describe("the Outbox with an SMTP server", () => {
  beforeEach(() => open(SMTP));

  it("tells waiting, sent, failed with a next try and given up apart", async () => {
    const id = await queue();
    expect(await row(id)).toMatchObject({ state: "waiting", canSend: false });
    await set(id, { error: "451 Later", attempts: 1 });
    expect(await row(id)).toMatchObject({ state: "retrying", error: "451 Later", canSend: true });
    await set(id, { nextAttemptAt: null });
    expect(await row(id)).toMatchObject({ state: "failed", canSend: true });
    await set(id, { sentAt: world.clock.now, error: null });
    expect(await row(id)).toMatchObject({ state: "sent", canSend: false });
    await set(id, { sentAt: null, attempts: 0 });
    expect(await row(id)).toMatchObject({ state: "kept", canSend: true });
  });

  it("shows a link that is on its way to nobody but its recipient", async () => {
    const id = await queue({ secret: true });
    expect(await findMail(world.caller, id)).toMatchObject({ text: null, withheld: "for_recipient" });
    await set(id, { nextAttemptAt: null, error: "550 No" });
    expect(await findMail(world.caller, id)).toMatchObject({ text: null, withheld: "for_recipient" });
  });

  it("says that the text of a sent secret mail was erased", async () => {
    const id = await queue({ secret: true });
    await set(id, { sentAt: world.clock.now, nextAttemptAt: null, text: "", html: "" });
    expect(await findMail(world.caller, id)).toMatchObject({ text: null, withheld: "erased" });
  });

  it("G13: sends a failed mail again from the beginning, and writes that down once", async () => {
    const id = await queue();
    await set(id, { error: "550 No", attempts: 7, nextAttemptAt: null });
    let woken = 0;
    world.tidings.mailListeners.add(() => woken++);
    await sendMailAgain(world.caller, id);
    expect(woken).toBe(1);
    expect(await row(id)).toMatchObject({ state: "waiting", error: null });
    const { orm, tables } = world.tidings.database;
    const { auditEntries } = tables;
    expect(
      await orm.select().from(auditEntries).where(eq(auditEntries.action, "mail.sent_again")),
    ).toMatchObject([{ targetId: id, details: { recipient: "ben@example.org", subject: "Hello" } }]);
  });

  it("sends nothing twice: not what was sent, nor what is on its way", async () => {
    const id = await queue();
    await claimMail(world.tidings);
    await expect(sendMailAgain(world.caller, id)).rejects.toMatchObject({ status: 409 });
    await set(id, { sentAt: world.clock.now, nextAttemptAt: null });
    await expect(sendMailAgain(world.caller, id)).rejects.toMatchObject({ status: 409 });
    const umbra = await world.newAccount("Umbra");
    await expect(sendMailAgain(umbra.caller, id)).rejects.toMatchObject({ status: 404 });
    await expect(sendMailAgain(world.caller, newId())).rejects.toMatchObject({ status: 404 });
  });
});

it("G9: what people named something is only text in a mail's HTML", async () => {
  await open();
  const { html, text } = layOut({
    title: "<script>alert(1)</script>",
    paragraphs: ['"><img src=x onerror=alert(1)>'],
    button: { label: "<b>Open</b>", url: 'https://tidings.example.com/"onclick="x' },
  });
  expect(html).not.toMatch(/<script|<img|<b>|"onclick/);
  expect(text).toContain("<script>alert(1)</script>");
});
