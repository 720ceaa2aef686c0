import { sql } from "drizzle-orm";
import { MESSAGE_KINDS } from "@/lib/vocabulary";
import type { Columns } from "./columns.sqlite";
import { words } from "./words";

/** The tables of messages, a part of db/tables.ts. */
export function defineMessageTables(c: Columns) {
  /** What workflows send by mail, and templates that such mails begin with. */
  const messages = c.table(
    "messages",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      kind: c.text("kind", { enum: words(MESSAGE_KINDS) }).notNull(),
      name: c.text("name").notNull(),
      /** The name as it is compared: without case. */
      nameKey: c.text("name_key").notNull(),
      /** The mailing that opens and clicks are reported against; templates have none. */
      mailingId: c.integer("mailing_id"),
      subject: c.text("subject").notNull(),
      text: c.text("text").notNull(),
      html: c.text("html").notNull(),
      fromName: c.text("from_name").notNull().default(""),
      replyTo: c.text("reply_to"),
      /** The opt-in field that it belongs to; null for any. */
      optInField: c.text("opt_in_field"),
      /** Also for those who opted out, or whose consent has expired. */
      transactional: c.flag("transactional").notNull().default(false),
      /** Another one with each change, so that of two people who save the second is told. */
      revision: c.integer("revision").notNull(),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
      updatedAt: c.millis("updated_at").notNull(),
    },
    (t) => [
      c.uniqueIndex("messages_name").on(t.accountId, t.kind, t.nameKey),
      c.check("messages_mailing", sql`(${t.kind} = 'email') = (${t.mailingId} is not null)`),
    ],
  );
  /** Which messages a workflow's draft or published versions send, so that none in use can be deleted. */
  const workflowMessages = c.table(
    "workflow_messages",
    { workflowId: c.id("workflow_id").notNull(), messageId: c.id("message_id").notNull() },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.messageId] }),
      c.index("workflow_messages_message").on(t.messageId),
    ],
  );
  /** What contacts said last about being written to: by opt-in field, or about everything. */
  const optOuts = c.table(
    "opt_outs",
    {
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      contactId: c.sorted("contact_id").notNull(),
      /** Empty for everything. */
      optInField: c.text("opt_in_field").notNull(),
      /** False once the contact has opted in again. */
      out: c.flag("out").notNull(),
      /** The type of the event that said so. */
      because: c.text("because").notNull(),
      at: c.millis("at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.accountId, t.dataCenterId, t.contactId, t.optInField] })],
  );
  /** Addresses that nothing is sent to: in quarantine, or on the blocklist, where `*` stands for anything. */
  const blockedAddresses = c.table(
    "blocked_addresses",
    {
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      /** As addresses are compared. */
      pattern: c.sorted("pattern").notNull(),
      because: c.text("because", { enum: ["quarantined", "blocklisted"] }).notNull(),
      reason: c.text("reason"),
      at: c.millis("at").notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.accountId, t.dataCenterId, t.pattern] }),
      c.index("blocked_addresses_wild").on(t.accountId, t.dataCenterId).where(sql`pattern like '%*%'`),
    ],
  );
  /** The secret part of each contact's link *Unsubscribe*: it works for as long as the contact is known. */
  const unsubscribeLinks = c.table(
    "unsubscribe_links",
    {
      token: c.text("token").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      contactId: c.sorted("contact_id").notNull(),
    },
    (t) => [c.uniqueIndex("unsubscribe_links_contact").on(t.accountId, t.dataCenterId, t.contactId)],
  );
  return { messages, workflowMessages, optOuts, blockedAddresses, unsubscribeLinks };
}
