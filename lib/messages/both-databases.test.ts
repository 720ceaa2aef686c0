import { eq } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { deleteContact } from "@/lib/contacts/delete";
import { eraseContact } from "@/lib/contacts/erase";
import { mergeContacts } from "@/lib/contacts/merge";
import { listMails } from "@/lib/notifications/list";
import { startMailServer } from "@/lib/notifications/mail-server.fixture";
import { createMailer, type Mailer } from "@/lib/notifications/mailer";
import { sendMailAgain } from "@/lib/notifications/send-again";
import { activateWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { listPassages, stepStatistics } from "@/lib/workflows/passages";
import { runDuePassages } from "@/lib/workflows/run-due";
import { blockAddress, listBlockedAddresses, unblockAddress } from "./blocked-addresses";
import { createMessage } from "./create";
import { deleteMessage } from "./delete";
import { listMessages } from "./find";
import { findOptOuts } from "./opt-outs";
import { unsubscribe } from "./unsubscribe";
import { updateMessage } from "./update";

describe.each(ENGINES)("messages on $name", ({ place }) => {
  async function open(more: Record<string, string> = {}): Promise<World> {
    const world = await openWorld({ env: { ...(await place()).env, ...more } });
    onTestFinished(() => world.close());
    await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
    return world;
  }

  /** A workflow that mails this to whoever orders. */
  async function mailing({ caller, dataCenterId }: World, content: object): Promise<string> {
    const { id: messageId } = await createMessage(caller, { dataCenterId, ...content });
    const { id } = await createWorkflow(caller, {
      ...{ name: "Orders", dataCenterId },
      definition: {
        trigger: { type: "event", eventType: "custom.order" },
        ...{ reentry: { kind: "always" }, steps: [{ id: "mail", type: "message", messageId }] },
      },
    });
    await activateWorkflow(caller, id);
    return id;
  }

  it("are made, changed by one of those who change them at once, and taken away", async () => {
    const { caller, dataCenterId } = await open();
    const { id } = await createMessage(caller, { name: "Ärger", dataCenterId, html: "<p>é</p>" });
    await expect(createMessage(caller, { name: "ärger", dataCenterId })).rejects.toMatchObject({
      status: 409,
    });
    const changes = await Promise.allSettled(
      ["One", "Two", "Three"].map((subject) => updateMessage(caller, id, { subject }, { ifRevision: 1 })),
    );
    expect(changes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listMessages(caller)).messages).toMatchObject([{ name: "Ärger", revision: 2, usedBy: [] }]);
    await deleteMessage(caller, id);
    expect((await listMessages(caller)).messages).toEqual([]);
  });

  it("go to who may be written to, once, and to nobody else", async () => {
    const server = await startMailServer();
    onTestFinished(() => server.close());
    const world = await open({ SMTP_URL: server.url });
    const { caller, dataCenterId, tidings } = world;
    const mailer = createMailer(tidings) as Mailer;
    onTestFinished(() => mailer.stop());
    const content = { subject: "Thanks", text: "${event.note}", optInField: "News" };
    const id = await mailing(world, { name: "Thanks", ...content });
    await blockAddress(caller, dataCenterId, "*@spam.example", { reason: "Traps" });
    const post = (type: string, contact: object, data: object = {}) =>
      world.accept({ type, dataCenterId, contact, data });
    const [ada, ben, eve] = ["ada@example.org", "ben@example.org", "eve@spam.example"].map((email) => ({
      ...{ id: email.slice(0, 3), email },
    })) as [object, object, object];
    await post("contact.opted_out", ben, { optInField: "News" });
    for (const contact of [ada, ben, eve]) await post("custom.order", contact, { note: "a\u0000b" });
    await mergeContacts(tidings);
    await runDuePassages(tidings, () => {});
    await mailer.sendDue();
    await mailer.sendDue();
    expect(server.received.map(({ to }) => to)).toEqual([["ada@example.org"]]);
    expect(server.received[0]?.source).toContain("\r\nab\r\n");
    expect((await listPassages(caller, id, {})).passages).toHaveLength(3);
    expect((await stepStatistics(caller, id)).steps).toMatchObject([
      { stepId: "mail", passes: 3, accepted: 1, failed: 0, skipped: 2 },
    ]);

    const { mails } = tidings.database.tables;
    const [mail] = await tidings.database.orm.select().from(mails);
    const link = new URL(mail?.head?.unsubscribeUrl ?? "");
    const token = link.pathname.split("/").at(-1) ?? "";
    const press = () => unsubscribe(tidings, token, mail?.id ?? null, { userAgent: null });
    await Promise.all([press(), press(), press()]);
    await press();
    const { events } = tidings.database.tables;
    const raised = await tidings.database.orm
      .select()
      .from(events)
      .where(eq(events.type, "message.unsubscribed"));
    expect(raised).toHaveLength(1);
    expect(await findOptOuts(caller, dataCenterId, "ada")).toMatchObject({
      optOuts: [{ optInField: null, out: true, because: "message.unsubscribed" }],
      blockedBy: [],
    });
    expect(await findOptOuts(caller, dataCenterId, "ben")).toMatchObject({
      optOuts: [{ optInField: "News" }],
    });
    expect(await findOptOuts(caller, dataCenterId, "eve")).toMatchObject({
      blockedBy: [{ pattern: "*@spam.example" }],
    });
    await eraseContact(caller, dataCenterId, { id: "ada" });
    expect(await tidings.database.orm.select().from(mails)).toEqual([]);
  });

  it("that failed are sent again once, and counted once, however often somebody presses", async () => {
    const server = await startMailServer();
    onTestFinished(() => server.close());
    const world = await open({ SMTP_URL: server.url });
    const { caller, dataCenterId, tidings } = world;
    const mailer = createMailer(tidings) as Mailer;
    onTestFinished(() => mailer.stop());
    server.refuseWith({ code: 550, message: "No such mailbox" });
    const id = await mailing(world, { name: "Thanks", subject: "Thanks", text: "Hi" });
    for (const name of ["ada", "ben"]) {
      const contact = { id: name, email: `${name}@example.org` };
      await world.accept({ type: "custom.order", dataCenterId, contact, data: {} });
    }
    await mergeContacts(tidings);
    await runDuePassages(tidings, () => {});
    await mailer.sendDue();
    server.refuseWith(undefined);
    const failed = async () => (await stepStatistics(caller, id)).steps[0]?.failed;
    expect(await failed()).toBe(2);
    const [mail] = (await listMails(caller, {})).mails;
    const presses = [1, 2, 3].map(() => sendMailAgain(caller, mail?.id ?? ""));
    const pressed = await Promise.allSettled(presses);
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await failed()).toBe(1);
  });

  it("know a contact that was known by its e-mail alone under its id, whatever an earlier one of it has left", async () => {
    const server = await startMailServer();
    onTestFinished(() => server.close());
    const world = await open({ SMTP_URL: server.url });
    const { caller, dataCenterId, tidings } = world;
    await mailing(world, { name: "Thanks", subject: "Thanks", text: "Hi" });
    const order = async (contact: object, type = "custom.order", data: object = {}) => {
      await world.accept({ type, dataCenterId, contact, data });
      await mergeContacts(tidings);
      await runDuePassages(tidings, () => {});
    };
    const news = { optInField: "News" };
    await order({ id: "7", email: "old@example.org" });
    await order({ id: "7", email: "old@example.org" }, "contact.opted_out", news);
    await deleteContact(caller, dataCenterId, "7");
    await order({ email: "jo@example.org" });
    const { mails, unsubscribeLinks } = tidings.database.tables;
    const mail = (await tidings.database.orm.select().from(mails)).find(
      ({ recipient }) => recipient === "jo@example.org",
    );
    const token = new URL(mail?.head?.unsubscribeUrl ?? "").pathname.split("/").at(-1) ?? "";
    world.clock.now += 1_000;
    await order({ email: "jo@example.org" }, "contact.opted_in", { ...news, kind: "double" });
    await order({ id: "7", email: "jo@example.org" });
    expect(await findOptOuts(caller, dataCenterId, "7")).toMatchObject({
      optOuts: [{ optInField: "News", out: false }],
    });
    const links = await tidings.database.orm.select().from(unsubscribeLinks);
    expect(links).toMatchObject([{ contactId: "7", token }]);
    await eraseContact(caller, dataCenterId, { id: "7" });
    expect(await tidings.database.orm.select().from(mails)).toEqual([]);
  });

  it("are kept from addresses, which are listed by their bytes and found by how they begin", async () => {
    const { caller, dataCenterId } = await open();
    const all = ["*@spam.example", "A_b@example.org", "a%b@example.org", "ada@example.org", "é@example.org"];
    for (const pattern of all.toReversed()) await blockAddress(caller, dataCenterId, pattern, {});
    const patterns = async (filter: object = {}) =>
      (await listBlockedAddresses(caller, dataCenterId, filter)).blockedAddresses.map(
        ({ pattern }) => pattern,
      );
    const sorted = [all[0], all[2], all[1]?.toLowerCase(), all[3], all[4]];
    expect(await patterns()).toEqual(sorted);
    expect(await patterns({ q: "a" })).toEqual(sorted.slice(1, 4));
    const { next } = await listBlockedAddresses(caller, dataCenterId, { limit: 2 });
    expect(await patterns({ limit: 3, cursor: next })).toEqual(sorted.slice(2));
    await unblockAddress(caller, dataCenterId, "É@example.org");
    expect(await patterns()).toEqual(sorted.slice(0, 4));
  });
});
