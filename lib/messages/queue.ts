import { randomBytes } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { MailedMessage } from "@/db/shapes";
import type { Tables } from "@/db/tables";
import type { StoredContact } from "@/lib/contacts/stored";
import type { Place } from "@/lib/data-centers/items";
import { groupBy } from "@/lib/group-by";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { LONGEST_OF_MESSAGES, oneLine } from "@/lib/notifications/queue-mail";
import { paths } from "@/lib/paths";
import type { TemplateField } from "@/lib/templates/contact-fields";
import type { TemplateScope } from "@/lib/templates/names";
import { emailSchema } from "@/lib/users/schema";
import type { JsonObject } from "@/lib/vocabulary";
import { type CompileResult, compileMessage } from "./compile";
import { readStandings } from "./read-standings";
import { renderMessage } from "./render";
import { type SkipReason, whySkipped } from "./why-skipped";

/** One contact at a step *Send message*. */
export interface WantedMessage {
  messageId: string;
  workflowId: string;
  stepId: string;
  passageId: string;
  contact: StoredContact;
  /** What its expressions read, as it is at this step. */
  scope: TemplateScope;
}

/** What became of it, as the passage's entry tells it. */
export type Queued =
  | { outcome: "queued"; mailId: string }
  | { outcome: "skipped"; why: SkipReason | "message_deleted" }
  | { outcome: "failed"; faults: JsonObject[] };

type StoredMessage = Tables["messages"]["$inferSelect"];

/**
 * Renders and queues what steps send, or says why a contact gets nothing. Belongs to the transaction in which the
 * passages move on, so that each passage gets a message once.
 */
export function* queueMessages(
  tidings: Instance,
  tx: Transaction,
  place: Place,
  fields: readonly TemplateField[],
  wanted: readonly WantedMessage[],
): Steps<Queued[]> {
  if (wanted.length === 0) return [];
  const { database } = tidings;
  const now = tidings.now();
  const messages = yield* readMessages(database, tx, place, wanted);
  const contacts = wanted.map(({ contact }) => contact);
  const standing = yield* readStandings(database, tx, place, contacts);
  const judged = wanted.map((one) => {
    const message = messages.get(one.messageId);
    if (!message) return "message_deleted" as const;
    // An earlier step may have changed the address.
    const contact = { ...one.contact, email: one.scope.contact?.email ?? null };
    return whySkipped(contact, message, standing(contact.id), now) ?? message;
  });
  const linked = wanted.filter((_, index) => {
    const message = judged[index];
    return typeof message === "object" && !message.transactional;
  });
  const links = yield* readLinks(
    database,
    tx,
    place,
    linked.map(({ contact }) => contact.id),
  );
  const rows: Tables["mails"]["$inferInsert"][] = [];
  const results = wanted.map((one, index): Queued => {
    const message = judged[index] as StoredMessage | SkipReason | "message_deleted";
    if (typeof message === "string") return { outcome: "skipped", why: message };
    const made = makeMail(tidings, place, fields, {
      ...one,
      message,
      token: links.get(one.contact.id) ?? null,
    });
    if ("faults" in made) return { outcome: "failed", faults: made.faults as unknown as JsonObject[] };
    rows.push(made.row);
    return { outcome: "queued", mailId: made.row.id };
  });
  for (let from = 0; from < rows.length; from += ROWS) {
    yield* tx.run(tx.orm.insert(database.tables.mails).values(rows.slice(from, from + ROWS)));
  }
  yield* countSteps(database, tx, wanted, results);
  return results;
}

/** Rows of one statement. */
const ROWS = 500;

function* readMessages(
  { tables: { messages } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  wanted: readonly WantedMessage[],
): Steps<Map<string, StoredMessage>> {
  const ids = [...new Set(wanted.map(({ messageId }) => messageId))];
  const rows = yield* tx.run(
    tx.orm
      .select()
      .from(messages)
      .where(
        and(
          inArray(messages.id, ids),
          eq(messages.accountId, accountId),
          eq(messages.dataCenterId, dataCenterId),
        ),
      ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The secret part of each contact's link *Unsubscribe*; made where there is none yet. */
export function* readLinks(
  { tables: { unsubscribeLinks: links } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactIds: readonly string[],
): Steps<Map<string, string>> {
  const ids = [...new Set(contactIds)].sort();
  if (ids.length === 0) return new Map();
  const here = and(eq(links.accountId, accountId), eq(links.dataCenterId, dataCenterId));
  const read = () =>
    tx.run(
      tx.orm
        .select({ contactId: links.contactId, token: links.token })
        .from(links)
        .where(and(here, inArray(links.contactId, ids))),
    );
  let rows = yield* read();
  const known = new Set(rows.map(({ contactId }) => contactId));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) {
    yield* tx.run(
      tx.orm
        .insert(links)
        .values(
          missing.map((contactId) => ({
            ...{ accountId, dataCenterId, contactId, token: randomBytes(18).toString("base64url") },
          })),
        )
        .onConflictDoNothing(),
    );
    rows = yield* read();
  }
  return new Map(rows.map(({ contactId, token }) => [contactId, token]));
}

function makeMail(
  tidings: Instance,
  { accountId, dataCenterId }: Place,
  fields: readonly TemplateField[],
  given: WantedMessage & { message: StoredMessage; token: string | null },
): { row: Tables["mails"]["$inferInsert"] } | { faults: unknown[] } {
  const { message, workflowId, stepId, passageId, contact, scope, token } = given;
  const { PUBLIC_URL, SMTP_URL } = tidings.env;
  const compiled = compiledOf(message, fields);
  if (!compiled.ok) return { faults: compiled.faults };
  const id = newId();
  const address = emailSchema.safeParse(scope.contact?.email);
  if (!address.success) {
    return {
      faults: [{ path: "email", message: "is not an address that a mail can go to", remedy: "Correct it." }],
    };
  }
  const page = token === null ? undefined : new URL(paths.unsubscribe(token, id), PUBLIC_URL).href;
  const rendered = renderMessage(compiled.message, { ...scope, ...(page && { unsubscribeUrl: page }) });
  if (!rendered.ok) return { faults: rendered.faults };
  const now = tidings.now();
  const mailingId = message.mailingId ?? 0;
  const mailed: MailedMessage = { workflowId, stepId, messageId: message.id, dataCenterId, mailingId };
  const { fromName, replyTo } = message;
  const oneClick = token === null ? null : new URL(paths.api.unsubscribe(token, id), PUBLIC_URL).href;
  const { subject, text, html } = rendered.mail;
  return {
    row: {
      ...{ id, accountId, kind: "message", recipient: address.data, text, html },
      subject: oneLine(subject, LONGEST_OF_MESSAGES),
      ...{ secret: false, createdAt: now, nextAttemptAt: SMTP_URL ? now : null },
      head: { fromName, replyTo, unsubscribeUrl: oneClick },
      ...{ message: mailed, passageId, contactId: contact.id },
    },
  };
}

const compiled = new Map<string, { fields: readonly TemplateField[]; result: CompileResult }>();
const KEPT = 100;

/** Parsed once for a revision and list of fields. */
function compiledOf(message: StoredMessage, fields: readonly TemplateField[]): CompileResult {
  const key = `${message.id} ${message.revision}`;
  const known = compiled.get(key);
  if (known && JSON.stringify(known.fields) === JSON.stringify(fields)) return known.result;
  if (compiled.size >= KEPT) compiled.clear();
  const result = compileMessage(message, fields);
  compiled.set(key, { fields, result });
  return result;
}

function* countSteps(
  { tables: { stepCounts } }: Database,
  tx: Transaction,
  wanted: readonly WantedMessage[],
  results: readonly Queued[],
): Steps<void> {
  const all = wanted.map(({ workflowId, stepId }, index) => ({
    ...{ workflowId, stepId, outcome: results[index]?.outcome },
  }));
  const bySteps = [...groupBy(all, ({ workflowId, stepId }) => `${workflowId} ${stepId}`)].toSorted(
    ([one], [other]) => (one < other ? -1 : 1),
  );
  for (const [, [...these]] of bySteps) {
    const [first] = these;
    if (!first) continue;
    const { workflowId, stepId } = first;
    const count = (outcome: Queued["outcome"]) => these.filter((one) => one.outcome === outcome).length;
    const counts = {
      requested: count("queued") + count("failed"),
      failed: count("failed"),
      skipped: count("skipped"),
    };
    yield* tx.run(
      tx.orm
        .insert(stepCounts)
        .values({ workflowId, stepId, ...counts })
        .onConflictDoUpdate({
          target: [stepCounts.workflowId, stepCounts.stepId],
          set: {
            requested: sql`${stepCounts.requested} + excluded.requested`,
            failed: sql`${stepCounts.failed} + excluded.failed`,
            skipped: sql`${stepCounts.skipped} + excluded.skipped`,
          },
        }),
    );
  }
}
