import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { openInstance } from "@/lib/instance";
import { HOUR_MS } from "@/lib/time";
import { CLAIM_MS, claimMail } from "./claim";
import { type MailServer, startMailServer } from "./mail-server.fixture";
import { createMailer, type Mailer } from "./mailer";
import { type NewMail, queueMail } from "./queue-mail";
import { RETRY_GAPS_MS } from "./settle";

let server: MailServer;
let world: World;
let mailer: Mailer;

beforeEach(async () => {
  server = await startMailServer();
  const env = { SMTP_URL: server.url, MAIL_FROM: "Tidings at Acme <tidings@acme.example>" };
  world = await openWorld({ env });
  mailer = createMailer(world.tidings) as Mailer;
});
afterEach(async () => {
  await mailer.stop();
  await world.close();
  await server.close();
});

const queue = (changes: Partial<NewMail> = {}) =>
  world.tidings.database.atomically((tx) =>
    queueMail(world.tidings, tx, {
      ...{ accountId: world.clientId, kind: "notification", recipient: "ben@example.org" },
      ...{ subject: "Hello", text: "A text", html: "<p>A text</p>", secret: false },
      ...changes,
    }),
  );
const read = async (id: string) => {
  const { orm, tables } = world.tidings.database;
  const [mail] = await orm.select().from(tables.mails).where(eq(tables.mails.id, id));
  if (!mail) throw new Error("no such mail");
  return mail;
};

describe("decision 30: with an SMTP server a mail", () => {
  it("leaves once, to its one recipient, from MAIL_FROM, as text and HTML", async () => {
    const id = await queue();
    expect(await mailer.sendDue()).toBe(1);
    expect(await mailer.sendDue()).toBe(0);
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "tidings@acme.example", to: ["ben@example.org"] });
    expect(mail?.source).toContain("From: Tidings at Acme <tidings@acme.example>");
    expect(mail?.source).toContain("To: ben@example.org");
    expect(mail?.source).toContain("Content-Type: text/plain");
    expect(mail?.source).toContain("Content-Type: text/html");
    expect(await read(id)).toMatchObject({
      ...{ sentAt: world.clock.now, nextAttemptAt: null, error: null, attempts: 1, text: "A text" },
    });
  });

  it("G13: forgets its text once sent, where that opened a door", async () => {
    const id = await queue({ secret: true });
    expect((await read(id)).text).toBe("A text");
    await mailer.sendDue();
    expect(await read(id)).toMatchObject({ text: "", html: "" });
    expect(server.received[0]?.source).toContain("A text");
  });

  it("leaves at once when it is queued in this process", async () => {
    mailer.start();
    const id = await queue();
    world.tidings.wakeMailer();
    await expect.poll(async () => (await read(id)).sentAt).toBe(world.clock.now);
  });
});

describe("a mail that the server refuses", () => {
  it("is tried again after 1 min, then ever later up to 24 h, then given up with the server's answer", async () => {
    server.refuseWith({ code: 451, message: "Come back later" });
    const id = await queue();
    for (const gap of RETRY_GAPS_MS) {
      expect(await mailer.sendDue()).toBe(1);
      expect(await read(id)).toMatchObject({
        ...{ error: expect.stringContaining("451 Come back later"), nextAttemptAt: world.clock.now + gap },
      });
      world.clock.now += gap - 1;
      expect(await mailer.sendDue()).toBe(0);
      world.clock.now += 1;
    }
    expect(await mailer.sendDue()).toBe(1);
    expect(await read(id)).toMatchObject({ nextAttemptAt: null, sentAt: null, attempts: 7 });
    expect((await read(id)).error).toContain("451 Come back later");
    expect([RETRY_GAPS_MS[0], RETRY_GAPS_MS.at(-1)]).toEqual([60_000, 24 * HOUR_MS]);
  });

  it("keeps its text, and leaves as soon as the server takes it", async () => {
    server.refuseWith({ code: 550, message: "No such mailbox" });
    const id = await queue({ secret: true });
    await mailer.sendDue();
    expect((await read(id)).text).toBe("A text");
    server.refuseWith(undefined);
    world.clock.now += RETRY_GAPS_MS[0];
    await mailer.sendDue();
    expect(server.received).toHaveLength(1);
    expect(await read(id)).toMatchObject({ sentAt: world.clock.now, error: null, text: "" });
  });

  it("does not hold up the others; a server that is gone is told in words", async () => {
    await server.close();
    const id = await queue();
    await queue({ recipient: "cleo@example.org" });
    expect(await mailer.sendDue()).toBe(2);
    expect((await read(id)).error).toMatch(/ECONNREFUSED/);
  });
});

describe("two processes", () => {
  it("never send the same mail", async () => {
    const other = await openInstance(
      { DATA_DIR: world.dataDir, SMTP_URL: server.url, LOG_LEVEL: "silent" },
      { now: () => world.clock.now },
    );
    const otherMailer = createMailer(other) as Mailer;
    for (let number = 0; number < 12; number++) await queue({ subject: `Mail ${number}` });
    const attempts = await Promise.all([mailer.sendDue(), otherMailer.sendDue()]);
    expect(attempts[0] + attempts[1]).toBe(12);
    const subjects = server.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1]?.trim());
    expect(new Set(subjects).size).toBe(12);
    expect(subjects).toHaveLength(12);
    await otherMailer.stop();
    await other.close();
  });

  it("take over a mail whose process was killed while it sent it", async () => {
    const id = await queue();
    await claimMail(world.tidings);
    expect(await mailer.sendDue()).toBe(0);
    world.clock.now += CLAIM_MS;
    expect(await mailer.sendDue()).toBe(1);
    expect(await read(id)).toMatchObject({ sentAt: world.clock.now, attempts: 2 });
  });
});

describe("G9: a mail has exactly one recipient and the headers we gave it", () => {
  it("refuses whatever is not one plain address", async () => {
    for (const recipient of [
      "ben@example.org, eve@example.org",
      "ben@example.org; eve@example.org",
      "ben@example.org\r\nBcc: eve@example.org",
      "ben@example.org(eve@example.org)",
      "(comment)ben@example.org",
      '"ben@example.org, eve"@example.org',
      "Ben <ben@example.org>",
      "<ben@example.org>",
      "eve@example.org ben@example.org",
      "ben@example.org\u0000",
      "ben@[127.0.0.1]",
      "ben@localhost",
      "@route:ben@example.org",
      "undisclosed: ben@example.org;",
      "",
    ]) {
      await expect(queue({ recipient }), recipient).rejects.toThrow();
    }
    expect(await mailer.sendDue()).toBe(0);
  });

  it("cuts off outer blanks alone, as wherever an address is typed", async () => {
    expect((await read(await queue({ recipient: " ben@example.org\n" }))).recipient).toBe("ben@example.org");
  });

  it("keeps a line break in a subject from beginning another header", async () => {
    await queue({ subject: "Webhook “A\r\nBcc: eve@example.org\r\n\r\nbody” stopped" });
    await mailer.sendDue();
    const [mail] = server.received;
    const [headers] = (mail?.source ?? "").split("\r\n\r\n");
    expect(mail?.to).toEqual(["ben@example.org"]);
    expect(headers).not.toMatch(/^Bcc:/im);
  });
});

it("decision 30: without an SMTP server nothing is due and there is no mailer", async () => {
  const kept = await openWorld();
  expect(createMailer(kept.tidings)).toBeUndefined();
  await kept.tidings.database.atomically((tx) =>
    queueMail(kept.tidings, tx, {
      ...{ accountId: kept.clientId, kind: "notification", recipient: "ben@example.org" },
      ...{ subject: "Hello", text: "A text", html: "", secret: true },
    }),
  );
  const { orm, tables } = kept.tidings.database;
  const [mail] = await orm.select().from(tables.mails);
  expect(mail).toMatchObject({ nextAttemptAt: null, sentAt: null, text: "A text" });
  await kept.close();
});
