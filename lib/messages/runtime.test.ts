import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { eraseContact } from "@/lib/contacts/erase";
import { mergeContacts } from "@/lib/contacts/merge";
import { writeContacts } from "@/lib/contacts/write";
import { deleteItem } from "@/lib/data-centers/delete-item";
import { replaceItems } from "@/lib/data-centers/replace-items";
import { claimMessages, MESSAGE_CLAIM_MS } from "@/lib/notifications/claim-messages";
import { findMail } from "@/lib/notifications/find";
import { listMails } from "@/lib/notifications/list";
import { type MailServer, startMailServer } from "@/lib/notifications/mail-server.fixture";
import { createMailer, type Mailer } from "@/lib/notifications/mailer";
import { sendMailAgain } from "@/lib/notifications/send-again";
import { Pruner } from "@/lib/retention/prune";
import { DAY_MS } from "@/lib/time";
import { createWebhook } from "@/lib/webhooks/create";
import { activateWorkflow, archiveWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { inspectPassage } from "@/lib/workflows/inspect-passage";
import { findPassage, listPassages, stepStatistics } from "@/lib/workflows/passages";
import { rehearseWorkflow } from "@/lib/workflows/rehearse";
import { runDuePassages } from "@/lib/workflows/run-due";
import { createMessage } from "./create";
import { deleteMessage } from "./delete";
import { findMessage, listMessages } from "./find";
import { lookAtMessage } from "./look";
import { sendTestMail } from "./send-test";
import { findUnsubscribe, resubscribe, unsubscribe } from "./unsubscribe";
import { updateMessage } from "./update";

let server: MailServer;
let world: World;
let mailer: Mailer;

beforeEach(async () => {
  server = await startMailServer();
  world = await openWorld({ env: { SMTP_URL: server.url, MAIL_FROM: "Acme <news@acme.example>" } });
  mailer = createMailer(world.tidings) as Mailer;
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  await contact("7", { city: "Québec" });
});
afterEach(async () => {
  await mailer.stop();
  await world.close();
  await server.close();
});

const contact = (id: string, properties: object = {}, more: object = {}) =>
  writeContacts(world.caller, world.dataCenterId, {
    contacts: [{ id, email: `c${id}@example.org`, properties, ...more }],
  });

const message = (input: object = {}) =>
  createMessage(world.caller, {
    ...{ name: `Message ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
    ...{ subject: "Hello ${city}", text: "Order ${event.orderId}", ...input },
  });

async function workflow(steps: unknown[], more: object = {}) {
  const { id } = await createWorkflow(world.caller, {
    ...{ name: `Workflow ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
    definition: {
      trigger: { type: "event", eventType: "custom.order" },
      ...{ reentry: { kind: "always" }, steps, ...more },
    },
  });
  return activateWorkflow(world.caller, id);
}

const sending = async (input: object = {}) => {
  const { id } = await message(input);
  return workflow([{ id: "mail", type: "message", messageId: id }]);
};

/** An event of a producer, taken into the directory. */
async function event(type: string, data: object, of: object | null = { id: "7", email: "c7@example.org" }) {
  const { dataCenterId } = world;
  await world.accept({ type, dataCenterId, data, ...(of && { contact: of }) });
  await mergeContacts(world.tidings);
}
const order = (id = "7") => event("custom.order", { orderId: "A-1" }, { id, email: `c${id}@example.org` });

async function run() {
  for (let turn = 0; turn < 10; turn++) {
    await runDuePassages(world.tidings, (ids) => world.engine.wake(ids));
    if ((await world.deliver()).claimed === 0) break;
  }
  return mailer.sendDue();
}

async function wayOf(workflowId: string) {
  const { passages } = await listPassages(world.caller, workflowId, {});
  const { way } = await findPassage(world.caller, passages[0]?.id ?? "");
  return way.map(({ stepId, outcome, detail }) => ({ stepId, outcome, why: detail.why, ...detail }));
}
const figures = async (workflowId: string) =>
  (await stepStatistics(world.caller, workflowId)).steps.find(({ stepId }) => stepId === "mail");
const audited = () => world.tidings.database.rows("SELECT action, details FROM audit_entries", []);
const header = (source: string, name: string) =>
  new RegExp(`^${name}: ?(.*(?:\\r\\n[ \\t].*)*)`, "im")
    .exec(source)?.[1]
    ?.replace(/\r\n[ \t]/g, " ")
    .trim();

describe("the step Send message", () => {
  it("S4.25, S4.36: sends the city out, gets a promo code back, and mails it", async () => {
    world.receiver.script("/hook", { status: 200, body: '{"promocode":"SPRING-7"}' });
    const webhook = await createWebhook(world.caller, {
      ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId, profile: "data_request" },
      ...{ method: "POST", url: world.receiver.url("/hook") },
      template: {
        parameters: { in: "query", pairs: [] },
        body: { format: "json", template: '{"city":"${city}"}' },
      },
    });
    const { id } = await message({
      ...{ subject: "Your code", text: "Use $data.get('WH5').get('promocode') in ${city}." },
      html: "<p>Use <b>$data.get('WH5').get('promocode')</b> in ${city}.</p>",
    });
    const { id: workflowId } = await workflow([
      { id: "ask", type: "webhook", webhookId: webhook.id, wait: true },
      { id: "mail", type: "message", messageId: id },
    ]);
    await order();
    await run();
    expect(world.receiver.requests.map(({ body }) => JSON.parse(body.toString()))).toEqual([
      { city: "Québec" },
    ]);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.to).toEqual(["c7@example.org"]);
    expect(server.received[0]?.source).toContain("SPRING-7");
    expect(await figures(workflowId)).toMatchObject({ passes: 1, contacts: 1, accepted: 1, pending: 0 });
    expect((await wayOf(workflowId)).map(({ stepId, outcome }) => `${stepId} ${outcome}`)).toEqual([
      ...["ask requested", "ask answered", "mail queued"],
    ]);
  });

  it("S4.37: fills in subject, text and HTML, each escaped for where it stands", async () => {
    await contact("8", { city: '<b>"&' });
    await sending({
      ...{ subject: "To ${city}", text: "In ${city}" },
      html: '<a href="https://shop.example/?c=${city}" title="${city}">${city}</a>',
    });
    await order("8");
    await run();
    const { source } = server.received[0] ?? { source: "" };
    // RFC 2047: in quoted-printable, so that no header begins within it.
    expect(header(source, "Subject")).toBe("=?UTF-8?Q?To_=3Cb=3E=22=26?=");
    expect(source).toContain('In <b>"&');
    const html = source.replace(/=\r\n/g, "").replace(/=3D/g, "=");
    expect(html).toContain('href="https://shop.example/?c=%3Cb%3E%22%26"');
    expect(html).toContain('title="&lt;b&gt;&quot;&amp;">&lt;b&gt;&quot;&amp;</a>');
  });

  it("RFC 8058: can be ended by one click and by a link, from a name and with an address for answers", async () => {
    await sending({ fromName: "Ben of Acme", replyTo: "ben@acme.example", html: "<p>Hi</p>", text: "" });
    await order();
    await run();
    const { source } = server.received[0] ?? { source: "" };
    expect(header(source, "From")).toBe("Ben of Acme <news@acme.example>");
    expect(header(source, "Reply-To")).toBe("ben@acme.example");
    expect(header(source, "List-Unsubscribe")).toMatch(
      /^<http:\/\/[^>]+\/api\/unsubscribe\/[\w-]{24}\?mail=[\w-]+>$/,
    );
    expect(header(source, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
    expect(source.replace(/=\r\n/g, "")).toMatch(/Unsubscribe: http:\/\/[^\s]+\/unsubscribe\//);
  });

  it("has no link to end it where it is transactional", async () => {
    await sending({ transactional: true });
    await order();
    await run();
    expect(server.received[0]?.source).not.toMatch(/unsubscribe/i);
  });

  it("tells what keeps it from being made, and lets the contact go on", async () => {
    const { id } = await message({ subject: "${event.nothing}" });
    const { id: workflowId } = await workflow([
      { id: "mail", type: "message", messageId: id },
      { id: "end", type: "end" },
    ]);
    await order();
    await run();
    expect(await wayOf(workflowId)).toMatchObject([
      { stepId: "mail", outcome: "failed", faults: [{ path: "subject", message: "is empty" }] },
      { stepId: "end" },
    ]);
    expect(await figures(workflowId)).toMatchObject({ accepted: 0, pending: 0, failed: 1 });
  });

  it("keeps a long subject as the preview shows it", async () => {
    const subject = "Long ".repeat(90).trim();
    await sending({ subject });
    await order();
    await run();
    await sendTestMail(world.caller, {
      ...{ dataCenterId: world.dataCenterId, subject, text: "Hi", recipient: "ben@acme.example" },
    });
    const subjects = (await listMails(world.caller, {})).mails.map((mail) => mail.subject);
    expect(subjects).toEqual([`[Test] ${subject}`, subject]);
  });

  it("sends a message as it is at that moment, and a passage's only once", async () => {
    const { id } = await message();
    const { id: workflowId } = await workflow([{ id: "mail", type: "message", messageId: id }]);
    await updateMessage(world.caller, id, { subject: "Changed" });
    await order();
    await run();
    await run();
    expect(server.received.map(({ source }) => header(source, "Subject"))).toEqual(["Changed"]);
    await archiveWorkflow(world.caller, workflowId);
    expect(await figures(workflowId)).toMatchObject({ accepted: 1 });
  });
});

describe("a rehearsal and a passage's page", () => {
  it("show the mail as the contact would get it, with a rehearsed answer, and send and write nothing", async () => {
    const webhook = await createWebhook(world.caller, {
      ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId, profile: "data_request" },
      ...{ method: "GET", url: world.receiver.url("/hook") },
      template: { parameters: { in: "query", pairs: [] }, body: { format: "none" } },
    });
    const { id } = await message({ text: "Code $!data.get('WH5').get('promocode')" });
    const { id: workflowId } = await workflow([
      { id: "ask", type: "webhook", webhookId: webhook.id, wait: true },
      { id: "mail", type: "message", messageId: id },
    ]);
    const rehearse = async () => {
      const answer = { promocode: "SPRING-7" };
      const input = { contactId: "7", steps: { ask: { outcome: "answered", answer } } };
      return (await rehearseWorkflow(world.caller, workflowId, input)).way.at(-1);
    };
    const shown = await rehearse();
    expect(shown).toMatchObject({
      outcome: "queued",
      mail: { to: "c7@example.org", subject: "Hello Québec" },
    });
    expect(shown?.mail?.text).toContain("Code SPRING-7");
    await event("contact.opted_out", { optInField: "News" });
    expect(await rehearse()).toMatchObject({ outcome: "skipped", detail: { why: "opted_out" }, mail: null });
    await mailer.sendDue();
    expect([world.receiver.requests, server.received]).toEqual([[], []]);
    expect((await listMails(world.caller, {})).mails).toEqual([]);
  });

  it("tell of each mail to whom it went, and how", async () => {
    const { id } = await message({ name: "Spring" });
    const { id: workflowId } = await workflow([{ id: "mail", type: "message", messageId: id }]);
    await order();
    await run();
    const { passages } = await listPassages(world.caller, workflowId, {});
    const inspected = await inspectPassage(world.caller, passages[0]?.id ?? "");
    expect(inspected.mails).toMatchObject([
      { stepId: "mail", recipient: "c7@example.org", subject: "Hello Québec", state: "sent", error: null },
    ]);
    expect(inspected.names.messages).toEqual([{ id, name: "Spring" }]);
    expect(inspected.passage.way).toMatchObject([{ detail: { mailId: inspected.mails[0]?.id } }]);
  });
});

describe("who must not be written to is passed over, with the reason", () => {
  const skipped = async (workflowId: string) => {
    await order();
    await run();
    const [step] = await wayOf(workflowId);
    expect(await figures(workflowId)).toMatchObject({ skipped: step?.outcome === "skipped" ? 1 : 0 });
    return step?.outcome === "skipped" ? step.why : step?.outcome;
  };

  it.each([
    ["an opt-out", "contact.opted_out", { optInField: "News" }, "opted_out"],
    ["a reader's word", "message.unsubscribed", sendingOf(), "opted_out"],
    ["a complaint", "contact.complained", sendingOf(), "opted_out"],
    ["quarantine", "contact.quarantined", sendingOf(), "quarantined"],
    ["the blocklist", "contact.blocklisted", { pattern: "C7@example.org" }, "blocklisted"],
  ])("after %s", async (_, type, data, why) => {
    const { id } = await sending();
    await event(type, data);
    expect(await skipped(id)).toBe(why);
    expect(server.received).toEqual([]);
  });

  it("where a pattern of the blocklist, which is about no contact, fits the address", async () => {
    const { id } = await sending({ transactional: true });
    await event("contact.blocklisted", { pattern: "*@example.org" }, null);
    expect(await skipped(id)).toBe("blocklisted");
  });

  it("once its consent has expired, with the beginning of the day that it names", async () => {
    const { id } = await sending();
    const tomorrow = new Date(world.clock.now + DAY_MS).toISOString().slice(0, 10);
    await contact("7", {}, { consent: { consentExpiration: tomorrow } });
    expect(await skipped(id)).toBe("queued");
    world.clock.now += DAY_MS;
    expect(await skipped(id)).toBe("consent_expired");
  });

  it("but not of what is transactional, and not of another opt-in field", async () => {
    const { id: receipt } = await sending({ transactional: true });
    const { id: offers } = await sending({ optInField: "Offers" });
    const { id: news } = await sending({ optInField: "News" });
    await event("contact.opted_out", { optInField: "News" });
    await order();
    await run();
    expect((await wayOf(receipt))[0]?.outcome).toBe("queued");
    expect((await wayOf(offers))[0]?.outcome).toBe("queued");
    expect((await wayOf(news))[0]).toMatchObject({ outcome: "skipped", why: "opted_out" });
  });

  it("until it opts in again; what was said last holds, whichever is heard first", async () => {
    const { id } = await sending({ optInField: "News" });
    const at = (minutes: number) => new Date(world.clock.now - minutes * 60_000).toISOString();
    const say = (type: string, data: object, minutes: number) =>
      world.accept({
        ...{ type, dataCenterId: world.dataCenterId, data, occurredAt: at(minutes) },
        contact: { id: "7", email: "c7@example.org" },
      });
    await say("contact.opted_in", { optInField: "News", kind: "double" }, 5);
    await say("contact.opted_out", { optInField: "News" }, 10);
    await mergeContacts(world.tidings);
    expect(await skipped(id)).toBe("queued");
  });
});

function sendingOf() {
  return { mailingId: 1, mailId: "M-1", communicationType: "Newsletter", sendingKind: "batch" };
}

describe("the link Unsubscribe", () => {
  async function link() {
    await order();
    await run();
    const { source } = server.received.at(-1) ?? { source: "" };
    const url = new URL(header(source, "List-Unsubscribe")?.slice(1, -1) ?? "");
    return { token: url.pathname.split("/").at(-1) ?? "", mail: url.searchParams.get("mail") ?? "" };
  }

  it("ends all messages once, tells webhooks and workflows of it, and can be taken back", async () => {
    const { id } = await sending();
    const webhook = await world.webhook({
      ...{ profile: "stream", url: world.streamUrl(), triggers: [{ type: "message.unsubscribed" }] },
      delivery: { batch: { max: 1, maxWaitMs: 0 } },
    });
    const { activateWebhook } = await import("@/lib/webhooks/activate");
    await activateWebhook(world.caller, webhook.id);
    const { token, mail } = await link();
    expect(await findUnsubscribe(world.tidings, token)).toEqual({
      email: "c7@example.org",
      unsubscribed: false,
    });
    for (let press = 0; press < 2; press++) {
      const view = await unsubscribe(world.tidings, token, mail, { userAgent: "Mail/1.0" });
      expect(view).toEqual({ email: "c7@example.org", unsubscribed: true });
    }
    await world.deliver();
    const sent = world.receiver.requests.flatMap(({ body }) => JSON.parse(body.toString()));
    expect(sent).toMatchObject([
      { type: "unsubscribe", recipientId: "7", mailId: mail, userAgent: "Mail/1.0" },
    ]);
    await order();
    await run();
    expect((await wayOf(id))[0]).toMatchObject({ outcome: "skipped", why: "opted_out" });
    await resubscribe(world.tidings, token);
    await order();
    await run();
    expect((await wayOf(id))[0]?.outcome).toBe("queued");
  });

  it("ends again what the reader has opted in to since it ended everything", async () => {
    const { id } = await sending({ optInField: "News" });
    const { token, mail } = await link();
    const press = () => unsubscribe(world.tidings, token, mail, { userAgent: null });
    await press();
    world.clock.now += 60_000;
    // As producers' clocks go, a little ahead.
    const occurredAt = new Date(world.clock.now + 60_000).toISOString();
    await world.accept({
      ...{ type: "contact.opted_in", dataCenterId: world.dataCenterId, occurredAt },
      ...{ data: { optInField: "News", kind: "double" }, contact: { id: "7", email: "c7@example.org" } },
    });
    await mergeContacts(world.tidings);
    expect(await findUnsubscribe(world.tidings, token)).toMatchObject({ unsubscribed: false });
    await link();
    expect((await wayOf(id))[0]?.outcome).toBe("queued");
    await press();
    expect(await findUnsubscribe(world.tidings, token)).toMatchObject({ unsubscribed: true });
    await order();
    await run();
    expect((await wayOf(id))[0]).toMatchObject({ outcome: "skipped", why: "opted_out" });
  });

  it("is the same for every message to a contact, and works after its mails are gone", async () => {
    await sending();
    const first = await link();
    const { token } = await link();
    expect(token).toBe(first.token);
    const { mails } = world.tidings.database.tables;
    await world.tidings.database.atomically((tx) => tx.run(tx.orm.delete(mails)));
    expect(await unsubscribe(world.tidings, token, first.mail, { userAgent: null })).toMatchObject({
      unsubscribed: true,
    });
  });

  it("is unknown to who guesses, and once the contact is erased", async () => {
    await sending();
    const { token, mail } = await link();
    for (const other of ["", "x", `${token.slice(0, -1)}!`, "A".repeat(24)]) {
      await expect(findUnsubscribe(world.tidings, other)).rejects.toMatchObject({ status: 404 });
    }
    await eraseContact(world.caller, world.dataCenterId, { id: "7" });
    await expect(unsubscribe(world.tidings, token, mail, { userAgent: null })).rejects.toMatchObject({
      status: 404,
    });
    expect((await listMails(world.caller, {})).mails).toEqual([]);
  });
});

describe("messages and the mail server", () => {
  it("one that refuses for good ends a message; one that refuses for now is asked again", async () => {
    const { id } = await sending();
    server.refuseWith({ code: 550, message: "No such mailbox" });
    await order();
    await run();
    expect(await figures(id)).toMatchObject({ accepted: 0, pending: 0, failed: 1 });
    server.refuseWith({ code: 451, message: "Come back later" });
    await order();
    await run();
    expect(await figures(id)).toMatchObject({ accepted: 0, pending: 1, failed: 1 });
    server.refuseWith(undefined);
    world.clock.now += 60_000;
    await run();
    expect(await figures(id)).toMatchObject({ accepted: 1, pending: 0, failed: 1 });
    const [first] = (await listMails(world.caller, {})).mails.filter(({ state }) => state === "failed");
    await sendMailAgain(world.caller, first?.id ?? "");
    await run();
    expect(await figures(id)).toMatchObject({ accepted: 2, pending: 0, failed: 0 });
    const told = JSON.stringify(await audited());
    expect(told).toContain("mail.sent_again");
    // The log outlives an erasure.
    expect(told).not.toMatch(/c7@example.org|Québec/);
  });

  it("a message that is taken away before it left has failed: it is pending no more", async () => {
    const { id } = await sending();
    server.refuseWith({ code: 451, message: "Come back later" });
    await order();
    await run();
    expect(await figures(id)).toMatchObject({ pending: 1, failed: 0 });
    await eraseContact(world.caller, world.dataCenterId, { id: "7" });
    expect(await figures(id)).toMatchObject({ pending: 0, failed: 1 });
    const trial = { dataCenterId: world.dataCenterId, subject: "Hi", text: "Hi" };
    await sendTestMail(world.caller, { ...trial, recipient: "c8@example.org" });
    await contact("8");
    await eraseContact(world.caller, world.dataCenterId, { id: "8" });
    expect((await listMails(world.caller, {})).mails).toEqual([]);
  });

  it("one that the Outbox kept until its days were over has failed", async () => {
    const kept = await openWorld();
    onTestFinished(() => kept.close());
    await updateAccount(kept.tidings, kept.clientId, { feature: "automation=on" });
    const { caller, dataCenterId } = kept;
    const content = { name: "Thanks", dataCenterId, subject: "Hi", text: "Hi" };
    const { id: messageId } = await createMessage(caller, content);
    const steps = [{ id: "mail", type: "message", messageId }];
    const definition = { trigger: { type: "event", eventType: "custom.order" }, steps };
    const { id } = await createWorkflow(caller, { name: "Orders", dataCenterId, definition });
    await activateWorkflow(caller, id);
    const who = { id: "7", email: "c7@example.org" };
    await kept.accept({ type: "custom.order", dataCenterId, contact: who, data: {} });
    await mergeContacts(kept.tidings);
    await runDuePassages(kept.tidings, () => {});
    const figures = async () => (await stepStatistics(caller, id)).steps;
    expect(await figures()).toMatchObject([{ pending: 1, failed: 0 }]);
    kept.clock.now += 31 * DAY_MS;
    expect(await new Pruner(kept.tidings).prune({ pause: async () => {} })).toMatchObject({ mails: 1 });
    expect(await figures()).toMatchObject([{ pending: 0, failed: 1 }]);
  });

  it("one that can't be reached costs no attempt, however long it is away", async () => {
    const { id } = await sending();
    await order();
    await server.close();
    for (let hour = 0; hour < 20; hour++) {
      await run();
      world.clock.now += 3_600_000;
    }
    const [mail] = (await listMails(world.caller, {})).mails;
    expect(mail).toMatchObject({ state: "retrying" });
    expect(await figures(id)).toMatchObject({ accepted: 0, pending: 1, failed: 0 });
  });

  it("a message that a kill cut off is not sent twice: whether it arrived is said to be unknown", async () => {
    const { id } = await sending();
    await order();
    await runDuePassages(world.tidings, () => {});
    expect(await claimMessages(world.tidings)).toHaveLength(1);
    world.clock.now += MESSAGE_CLAIM_MS;
    expect(await mailer.sendDue()).toBe(0);
    const [mail] = (await listMails(world.caller, {})).mails;
    expect(mail).toMatchObject({ state: "failed", canSend: true });
    expect(mail?.error).toContain("whether it arrived is not known");
    expect(await figures(id)).toMatchObject({ accepted: 0, pending: 0, failed: 1 });
    await sendMailAgain(world.caller, mail?.id ?? "");
    await mailer.sendDue();
    expect(server.received).toHaveLength(1);
    expect(await figures(id)).toMatchObject({ accepted: 1, failed: 0 });
  });

  it("thousands of messages never keep a person's mail waiting", async () => {
    await sending();
    for (let copy = 0; copy < 45; copy++) await order();
    await run();
    expect(server.received).toHaveLength(45);
    const { mails } = world.tidings.database.tables;
    const rows = await world.tidings.database.orm.select().from(mails).where(eq(mails.kind, "message"));
    expect(rows.every(({ sentAt }) => sentAt !== null)).toBe(true);
  });
});

describe("a message", () => {
  it("is a mailing of its data center, which is renamed with it", async () => {
    const { id, mailingId } = await message({ name: "Spring" });
    const { mailings } = world.tidings.database.tables;
    const names = async () =>
      (await world.tidings.database.orm.select().from(mailings)).flatMap((one) =>
        one.id === mailingId && one.dataCenterId === world.dataCenterId ? [one.name] : [],
      );
    expect(await names()).toEqual(["Spring"]);
    await updateMessage(world.caller, id, { name: "Summer" });
    expect(await names()).toEqual(["Summer"]);
    expect((await message({ name: "A template", kind: "template" })).mailingId).toBeNull();
  });

  it("is listed without its texts, which are not even read", async () => {
    const asked = await openWorld({ on: "sqlite" });
    onTestFinished(() => asked.close());
    await updateAccount(asked.tidings, asked.clientId, { feature: "automation=on" });
    const content = { name: "Spring", dataCenterId: asked.dataCenterId, subject: "Hi", html: "<p>Hi</p>" };
    const { id } = await createMessage(asked.caller, content);
    const { database } = asked.tidings;
    if (database.dialect !== "sqlite") throw new Error("What is asked is SQLite's.");
    const prepare = database.sqlite.prepare;
    const texts: string[] = [];
    database.sqlite.prepare = function (this: typeof database.sqlite, sql: string) {
      texts.push(sql);
      return prepare.call(this, sql);
    } as typeof prepare;
    expect((await listMessages(asked.caller)).messages).toMatchObject([{ id, subject: "Hi" }]);
    database.sqlite.prepare = prepare;
    const [read] = texts.filter((sql) => sql.includes('from "messages"'));
    expect(read).toContain('"subject"');
    expect(read).not.toMatch(/"(text|html)"/);
  });

  it("keeps its mailing for as long as it is there, whatever list a platform sends", async () => {
    const { id, mailingId } = await message({ name: "Spring" });
    const { caller, dataCenterId } = world;
    const refused = { status: 409, message: expect.stringContaining('the message "Spring"') };
    await expect(deleteItem(caller, dataCenterId, "mailings", mailingId ?? 0)).rejects.toMatchObject(refused);
    const theirs = [{ id: 900, name: "Newsletter" }];
    const replace = () => replaceItems(caller, dataCenterId, "mailings", { mailings: theirs });
    expect(await replace()).toEqual({ mailings: [{ id: mailingId, name: "Spring" }, ...theirs] });
    await deleteMessage(caller, id);
    expect(await replace()).toEqual({ mailings: theirs });
    await deleteItem(caller, dataCenterId, "mailings", 900);
  });

  it("is refused with the place of each expression that can't be read", async () => {
    await expect(message({ subject: "${", html: "<script>${city}</script>" })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: "subject" }, { path: "html", message: expect.stringContaining("HTML") }],
    });
    await expect(message({ replyTo: "nobody" })).rejects.toMatchObject({ errors: [{ path: "replyTo" }] });
    await expect(message({ subject: "a\nb" })).rejects.toMatchObject({ errors: [{ path: "subject" }] });
    await expect(message({ dataCenterId: 999 })).rejects.toMatchObject({
      errors: [{ path: "dataCenterId" }],
    });
  });

  it("has a name of its own, and is not overwritten by who has not seen the last change", async () => {
    const { id, revision } = await message({ name: "Spring" });
    await expect(message({ name: "spring" })).rejects.toMatchObject({ status: 409 });
    await updateMessage(world.caller, id, { subject: "One" }, { ifRevision: revision });
    await expect(
      updateMessage(world.caller, id, { subject: "Two" }, { ifRevision: revision }),
    ).rejects.toMatchObject({ problem: "changed_meanwhile" });
    expect(await findMessage(world.caller, id)).toMatchObject({
      subject: "One",
      text: "Order ${event.orderId}",
    });
  });

  it("can't be deleted while a workflow sends it, which is named", async () => {
    const { id } = await message();
    const { name } = await workflow([{ id: "mail", type: "message", messageId: id }]);
    await expect(deleteMessage(world.caller, id)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(name),
    });
    expect((await findMessage(world.caller, id)).usedBy).toMatchObject([{ name }]);
  });

  it("of another account or data center can't be sent, and is not there", async () => {
    const umbra = await world.newAccount("Umbra");
    await updateAccount(world.tidings, umbra.clientId, { feature: "automation=on" });
    const { id } = await createMessage(umbra.caller, { name: "Theirs", dataCenterId: umbra.dataCenterId });
    await expect(findMessage(world.caller, id)).rejects.toMatchObject({ status: 404 });
    await expect(workflow([{ id: "mail", type: "message", messageId: id }])).rejects.toMatchObject({
      errors: [{ path: "definition.steps.0.messageId" }],
    });
  });

  it("has to be chosen before the workflow is activated", async () => {
    await expect(workflow([{ id: "mail", type: "message" }])).rejects.toMatchObject({
      errors: [{ path: "definition.steps.0.messageId", message: "is not chosen" }],
    });
  });
});

describe("S4.38: when it is tried", () => {
  const promo = () =>
    createWebhook(world.caller, {
      ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId, profile: "data_request" },
      ...{ method: "GET", url: world.receiver.url("/promo") },
      template: {
        parameters: { in: "query", pairs: [{ name: "c", value: "${contact.id}" }] },
        body: { format: "none" },
      },
    });
  const trial = (input: object = {}) => ({
    ...{ dataCenterId: world.dataCenterId, subject: "For ${email}" },
    ...{ text: "Code $!data.get('WH5').get('promocode')", source: { contactId: "7" }, ...input },
  });

  it("the value found by the webhook is inserted, asked anew for the chosen contact", async () => {
    await promo();
    world.receiver.script("/promo", { status: 200, body: '{"promocode":"X1"}' });
    const before = await lookAtMessage(world.caller, trial());
    expect(before).toMatchObject({ answers: [{ label: "WH5", state: "not_fetched" }], faults: [] });
    expect(world.receiver.requests).toHaveLength(0);
    const look = await lookAtMessage(world.caller, trial({ fetchAnswers: true }));
    expect(look.mail).toMatchObject({ to: "c7@example.org", subject: "For c7@example.org" });
    expect(look.mail?.text).toContain("Code X1");
    expect(look.answers).toEqual([{ label: "WH5", state: "answered", why: null }]);
    expect(world.receiver.requests[0]?.path).toContain("c=7");
  });

  it("tells which webhook has not answered, or does not exist, and whom a step would pass over", async () => {
    await promo();
    world.receiver.script("/promo", { status: 500 });
    await event("contact.opted_out", { optInField: "News" });
    const text = "$!data.get('WH5').get('a') $!data.get('Other').get('b')";
    const look = await lookAtMessage(world.caller, trial({ text, fetchAnswers: true }));
    expect(look.skipped).toBe("opted_out");
    expect(look.answers).toMatchObject([
      { label: "WH5", state: "failed", why: expect.stringContaining("status_not_accepted") },
      { label: "Other", state: "unknown" },
    ]);
  });

  it("a test mail goes to the address given, marked as a test, and counts nowhere", async () => {
    const { mailId } = await sendTestMail(world.caller, trial({ recipient: "ben@acme.example", text: "Hi" }));
    await mailer.sendDue();
    expect(server.received).toMatchObject([{ to: ["ben@acme.example"] }]);
    expect(header(server.received[0]?.source ?? "", "Subject")).toBe("[Test] For c7@example.org");
    expect(await findMail(world.caller, mailId)).toMatchObject({ kind: "test", state: "sent" });
    // The log outlives an erasure of the contact that it was filled in for.
    expect(JSON.stringify(await audited())).not.toContain("c7@example.org");
  });
});
