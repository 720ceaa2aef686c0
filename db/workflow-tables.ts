import { sql } from "drizzle-orm";
import { type JsonObject, PASSAGE_STATES, WORKFLOW_STATUSES } from "@/lib/vocabulary";
import type { Columns } from "./columns.sqlite";
import { words } from "./words";

/** The tables of workflows, a part of db/tables.ts. What hangs on passages carries no foreign keys: there are many. */
export function defineWorkflowTables(c: Columns) {
  const workflows = c.table(
    "workflows",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      name: c.text("name").notNull(),
      /** The name as it is compared: without case. */
      nameKey: c.text("name_key").notNull(),
      status: c.text("status", { enum: words(WORKFLOW_STATUSES) }).notNull(),
      /** What people work on; passages go by published versions. */
      draft: c.json("draft").$type<JsonObject>().notNull(),
      /** Another one with each change of the draft, so that of two people who save the second is told. */
      revision: c.integer("revision").notNull(),
      /** The newest published one; null while there is none. */
      version: c.integer("version"),
      /** What that version starts on, while the workflow is active: an event type, or a trigger of another kind. */
      startsOn: c.text("starts_on"),
      /** Passages that ever began, and those of them that have ended: for good, whatever retention takes away. */
      begun: c.integer("begun").notNull().default(0),
      ended: c.integer("ended").notNull().default(0),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
      updatedAt: c.millis("updated_at").notNull(),
    },
    (t) => [
      c.uniqueIndex("workflows_name").on(t.accountId, t.nameKey),
      c
        .index("workflows_starting")
        .on(t.accountId, t.dataCenterId, t.startsOn)
        .where(sql`starts_on is not null`),
      c.check("workflows_published", sql`${t.status} = 'draft' or ${t.version} is not null`),
    ],
  );
  /** What was published; never changes, so that passages under way end as they began. */
  const workflowVersions = c.table(
    "workflow_versions",
    {
      workflowId: c
        .id("workflow_id")
        .notNull()
        .references(() => workflows.id),
      version: c.integer("version").notNull(),
      accountId: c.integer("account_id").notNull(),
      definition: c.json("definition").$type<JsonObject>().notNull(),
      publishedAt: c.millis("published_at").notNull(),
      publishedBy: c.text("published_by").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.version] })],
  );
  /** Which webhooks a workflow's draft or published version sends by, so that none in use can be deleted. */
  const workflowWebhooks = c.table(
    "workflow_webhooks",
    {
      workflowId: c
        .id("workflow_id")
        .notNull()
        .references(() => workflows.id),
      webhookId: c.id("webhook_id").notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.webhookId] }),
      c.index("workflow_webhooks_webhook").on(t.webhookId),
    ],
  );
  /** One contact's way through a version of a workflow. */
  const passages = c.table(
    "passages",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      workflowId: c.id("workflow_id").notNull(),
      version: c.integer("version").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      contactId: c.text("contact_id").notNull(),
      /** What started it, and that event's data; null where no event tells it. */
      eventId: c.id("event_id"),
      parameters: c.json("parameters").$type<JsonObject>(),
      state: c.text("state", { enum: words(PASSAGE_STATES) }).notNull(),
      /** Where it stands; null before its first step. */
      stepId: c.text("step_id"),
      /** When it is looked at next; null while an answer is awaited, and once it has ended. */
      dueAt: c.millis("due_at"),
      /** Why it is looked at then. */
      because: c.text("because", { enum: ["arrived", "due", "happened", "answered", "failed"] }).notNull(),
      /** The type of event that it waits for. */
      awaitedType: c.text("awaited_type"),
      /** The delivery whose answer it waits for. */
      deliveryId: c.id("delivery_id"),
      startedAt: c.millis("started_at").notNull(),
      finishedAt: c.millis("finished_at"),
    },
    (t) => [
      c.index("passages_due").on(t.workflowId, t.dueAt, t.id).where(sql`due_at is not null`),
      c.index("passages_workflow").on(t.workflowId, t.id),
      c.index("passages_contact").on(t.workflowId, t.contactId, t.startedAt),
      c
        .index("passages_unfinished")
        .on(t.accountId, t.dataCenterId, t.contactId, t.awaitedType)
        .where(sql`finished_at is null`),
      c.index("passages_finished").on(t.accountId, t.finishedAt).where(sql`finished_at is not null`),
      c.check(
        "passages_final",
        sql`(${t.state} in ('done','stopped','cancelled')) = (${t.finishedAt} is not null)`,
      ),
    ],
  );
  /** What each step did to a passage, and why. */
  const passageEntries = c.table(
    "passage_entries",
    {
      passageId: c.id("passage_id").notNull(),
      /** Sorts by time: the order of the way. */
      id: c.id("id").notNull(),
      accountId: c.integer("account_id").notNull(),
      stepId: c.text("step_id").notNull(),
      at: c.millis("at").notNull(),
      outcome: c.text("outcome").notNull(),
      detail: c.json("detail").$type<JsonObject>().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.passageId, t.id] })],
  );
  /** What the webhook of a step answered: a data source of the passage, under the webhook's name (S4.34). */
  const passageAnswers = c.table(
    "passage_answers",
    {
      passageId: c.id("passage_id").notNull(),
      stepId: c.text("step_id").notNull(),
      accountId: c.integer("account_id").notNull(),
      label: c.text("label").notNull(),
      statusCode: c.integer("status_code"),
      body: c.bytes("body").notNull(),
      at: c.millis("at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.passageId, t.stepId] })],
  );
  /** The delivery that a step of a passage owes. */
  const stepDeliveries = c.table(
    "step_deliveries",
    {
      deliveryId: c.id("delivery_id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      workflowId: c.id("workflow_id").notNull(),
      stepId: c.text("step_id").notNull(),
      passageId: c.id("passage_id").notNull(),
      contactId: c.text("contact_id").notNull(),
      /** How it ended, as the statistics count it; null while it is pending. */
      outcome: c.text("outcome", { enum: ["accepted", "failed"] }),
      /** Accepted, it is a conversion: the step said so when the contact reached it. */
      conversion: c.flag("conversion").notNull().default(false),
    },
    (t) => [
      c.index("step_deliveries_step").on(t.workflowId, t.stepId, t.outcome, t.deliveryId),
      c.index("step_deliveries_passage").on(t.passageId),
    ],
  );
  /** A step's figures for good, whatever retention takes away (S5.30). */
  const stepCounts = c.table(
    "step_counts",
    {
      workflowId: c.id("workflow_id").notNull(),
      stepId: c.text("step_id").notNull(),
      passes: c.integer("passes").notNull().default(0),
      contacts: c.integer("contacts").notNull().default(0),
      requested: c.integer("requested").notNull().default(0),
      accepted: c.integer("accepted").notNull().default(0),
      failed: c.integer("failed").notNull().default(0),
      /** Messages that were not sent, since the contact must not be written to. */
      skipped: c.integer("skipped").notNull().default(0),
      conversions: c.integer("conversions").notNull().default(0),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.stepId] })],
  );
  /** Whom a step has seen, so that contacts are counted once. */
  const stepContacts = c.table(
    "step_contacts",
    {
      workflowId: c.id("workflow_id").notNull(),
      stepId: c.text("step_id").notNull(),
      contactId: c.text("contact_id").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.stepId, t.contactId] })],
  );

  /** When a contact last began a workflow, of passages that retention has taken away: re-entry asks for it. */
  const pastPassages = c.table(
    "past_passages",
    {
      workflowId: c.id("workflow_id").notNull(),
      contactId: c.text("contact_id").notNull(),
      startedAt: c.millis("started_at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.workflowId, t.contactId] })],
  );

  return {
    ...{ workflows, workflowVersions, workflowWebhooks },
    ...{ passages, passageEntries, passageAnswers, pastPassages },
    ...{ stepDeliveries, stepCounts, stepContacts },
    ...defineWatchTables(c),
  };
}

/** What tells of starts that nobody posts: who meets criteria, and when time alone will change that. */
function defineWatchTables(c: Columns) {
  const workflowWatches = c.table(
    "workflow_watches",
    {
      workflowId: c.id("workflow_id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      /** The version whose trigger is watched for; what was noted under another one holds no longer. */
      version: c.integer("version").notNull(),
      state: c.text("state", { enum: ["scanning", "watching", "ending"] }).notNull(),
      /** The last contact that the scan has come to; null before the first. */
      cursor: c.sorted("cursor"),
      /** Whether the scan begins those that it finds to meet the criteria already. */
      startsPresent: c.flag("starts_present").notNull(),
    },
    (t) => [c.index("workflow_watches_place").on(t.accountId, t.dataCenterId)],
  );
  /** Contacts that meet a workflow's criteria, or will be looked at some time; nobody else has a row. */
  const watchedContacts = c.table(
    "watched_contacts",
    {
      workflowId: c.id("workflow_id").notNull(),
      contactId: c.sorted("contact_id").notNull(),
      version: c.integer("version").notNull(),
      met: c.flag("met").notNull(),
      /** When time alone starts it, or may change whether it meets the criteria; null where it never does. */
      dueAt: c.millis("due_at"),
    },
    (t) => [
      c.primaryKey({ columns: [t.workflowId, t.contactId] }),
      c.index("watched_contacts_due").on(t.workflowId, t.dueAt, t.contactId).where(sql`due_at is not null`),
    ],
  );
  return { workflowWatches, watchedContacts };
}
