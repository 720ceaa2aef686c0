import { sql } from "drizzle-orm";
import {
  ACTOR_KINDS,
  CAUSES,
  DELIVERY_STATES,
  DURATION_BOUNDS_MS,
  type JsonObject,
  MAIL_KINDS,
  PLANS,
  ROLES,
  RUN_REASONS,
  type Scope,
  VERDICTS,
  WEBHOOK_STATUSES,
} from "@/lib/vocabulary";
import type { Columns } from "./columns.sqlite";
import { defineMessageTables } from "./message-tables";
import type {
  MailedMessage,
  MailHead,
  MasterDataSnapshot,
  PostedContact,
  RejectedRow,
  StoredCredential,
  StoredMapping,
  StoredRules,
  StoredSecrets,
  StoredSettings,
} from "./shapes";
import { words } from "./words";
import { defineWorkflowTables } from "./workflow-tables";

/** `took_0` counts runs that took at most the first bound, and so on; the last has those beyond every bound too. */
const tookColumns = DURATION_BOUNDS_MS.map((_, index) => `took_${index}`);

/**
 * Every table, written once from a column kit. All times are epoch milliseconds, but for the five tables that
 * better-auth reads and writes (users, sessions, credentials, verifications, two_factors), which want dates.
 * `events`, `runs` and what hangs on them carry no foreign keys, so that they can be partitioned by id.
 */
export function defineTables(c: Columns) {
  const accounts = c.table("accounts", {
    id: c.serial("id"),
    name: c.text("name").notNull(),
    plan: c.text("plan", { enum: words(PLANS) }).notNull(),
    automation: c.flag("automation").notNull().default(false),
    webhookLimit: c.integer("webhook_limit").notNull().default(100),
    retentionDays: c.integer("retention_days"),
    createdAt: c.millis("created_at").notNull(),
  });

  // better-auth's five models, its "account" renamed: here an account is the customer.
  const users = c.table(
    "users",
    {
      id: c.text("id").primaryKey(),
      name: c.text("name").notNull(),
      email: c.text("email").notNull(),
      emailVerified: c.flag("email_verified").notNull().default(false),
      image: c.text("image"),
      twoFactorEnabled: c.flag("two_factor_enabled").notNull().default(false),
      createdAt: c.instant("created_at").notNull(),
      updatedAt: c.instant("updated_at").notNull(),
    },
    (t) => [c.uniqueIndex("users_email").on(t.email)],
  );
  const sessions = c.table(
    "sessions",
    {
      id: c.text("id").primaryKey(),
      token: c.text("token").notNull(),
      userId: c
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      expiresAt: c.instant("expires_at").notNull(),
      ipAddress: c.text("ip_address"),
      userAgent: c.text("user_agent"),
      /** Ours: the account that a person of several looks at in this session. */
      activeAccountId: c.integer("active_account_id"),
      createdAt: c.instant("created_at").notNull(),
      updatedAt: c.instant("updated_at").notNull(),
    },
    (t) => [c.uniqueIndex("sessions_token").on(t.token), c.index("sessions_user").on(t.userId)],
  );
  const credentials = c.table(
    "credentials",
    {
      id: c.text("id").primaryKey(),
      accountId: c.text("account_id").notNull(),
      providerId: c.text("provider_id").notNull(),
      userId: c
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      accessToken: c.text("access_token"),
      refreshToken: c.text("refresh_token"),
      idToken: c.text("id_token"),
      accessTokenExpiresAt: c.instant("access_token_expires_at"),
      refreshTokenExpiresAt: c.instant("refresh_token_expires_at"),
      scope: c.text("scope"),
      password: c.text("password"),
      createdAt: c.instant("created_at").notNull(),
      updatedAt: c.instant("updated_at").notNull(),
    },
    (t) => [c.index("credentials_user").on(t.userId)],
  );
  const verifications = c.table(
    "verifications",
    {
      id: c.text("id").primaryKey(),
      identifier: c.text("identifier").notNull(),
      value: c.text("value").notNull(),
      expiresAt: c.instant("expires_at").notNull(),
      createdAt: c.instant("created_at").notNull(),
      updatedAt: c.instant("updated_at").notNull(),
    },
    (t) => [c.index("verifications_identifier").on(t.identifier)],
  );
  const twoFactors = c.table(
    "two_factors",
    {
      id: c.text("id").primaryKey(),
      /** Both encrypted by better-auth. */
      secret: c.text("secret").notNull(),
      backupCodes: c.text("backup_codes").notNull(),
      userId: c
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      verified: c.flag("verified").notNull().default(true),
      failedVerificationCount: c.integer("failed_verification_count").notNull().default(0),
      lockedUntil: c.instant("locked_until"),
    },
    (t) => [c.index("two_factors_user").on(t.userId)],
  );

  const memberships = c.table(
    "memberships",
    {
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      userId: c
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      role: c.text("role", { enum: words(ROLES) }).notNull(),
      createdAt: c.millis("created_at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.accountId, t.userId] }), c.index("memberships_user").on(t.userId)],
  );

  /** A person asked by mail to become a member. The link carries the token; only its hash is kept. */
  const invitations = c.table(
    "invitations",
    {
      id: c.id("id").primaryKey(),
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      email: c.text("email").notNull(),
      role: c.text("role", { enum: words(ROLES) }).notNull(),
      /** SHA-256, hexadecimal. */
      tokenHash: c.text("token_hash").notNull(),
      invitedBy: c.text("invited_by").notNull(),
      createdAt: c.millis("created_at").notNull(),
      expiresAt: c.millis("expires_at").notNull(),
      acceptedAt: c.millis("accepted_at"),
      revokedAt: c.millis("revoked_at"),
    },
    (t) => [
      c.uniqueIndex("invitations_token").on(t.tokenHash),
      c.index("invitations_account").on(t.accountId, t.createdAt),
    ],
  );

  const apiKeys = c.table(
    "api_keys",
    {
      id: c.id("id").primaryKey(),
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      name: c.text("name").notNull(),
      /** SHA-256 of the key, hexadecimal; the key itself is shown once and kept nowhere. */
      hash: c.text("hash").notNull(),
      hint: c.text("hint").notNull(),
      scopes: c.json("scopes").$type<Scope[]>().notNull(),
      /** The data centers the key may write events for; null means all. */
      dataCenterIds: c.json("data_center_ids").$type<number[]>(),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by"),
      /** To the minute: not every request is worth a write. */
      lastUsedAt: c.millis("last_used_at"),
      revokedAt: c.millis("revoked_at"),
    },
    (t) => [c.uniqueIndex("api_keys_hash").on(t.hash), c.index("api_keys_account").on(t.accountId)],
  );

  // Master data. Platforms choose these ids, so the key is (account, id), and (account, data center, id).
  const dataCenters = c.table(
    "data_centers",
    {
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      id: c.integer("id").notNull(),
      name: c.text("name").notNull(),
      createdAt: c.millis("created_at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.accountId, t.id] })],
  );
  const owned = () => ({
    accountId: c.integer("account_id").notNull(),
    dataCenterId: c.integer("data_center_id").notNull(),
    id: c.integer("id").notNull(),
    name: c.text("name").notNull(),
  });
  type OwnedKey = { accountId: never; dataCenterId: never; id: never };
  const ownedKey = (t: unknown) => {
    const { accountId, dataCenterId, id } = t as OwnedKey;
    return c.primaryKey({ columns: [accountId, dataCenterId, id] });
  };
  const personas = c.table("personas", { ...owned(), threshold: c.integer("threshold").notNull() }, (t) => [
    ownedKey(t),
  ]);
  const leadScorings = c.table("lead_scorings", owned(), (t) => [ownedKey(t)]);
  const stages = c.table(
    "stages",
    {
      ...owned(),
      leadScoringId: c.integer("lead_scoring_id").notNull(),
      threshold: c.integer("threshold").notNull(),
    },
    (t) => [ownedKey(t)],
  );
  const mailings = c.table("mailings", owned(), (t) => [ownedKey(t)]);
  const communicationTypes = c.table("communication_types", owned(), (t) => [ownedKey(t)]);
  const fields = c.table(
    "fields",
    {
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      id: c.integer("id").notNull(),
      code: c.text("code").notNull(),
      label: c.text("label").notNull(),
      type: c.text("type", { enum: ["text", "email", "number", "date", "boolean"] }).notNull(),
      keyField: c.flag("key_field").notNull().default(false),
    },
    (t) => [ownedKey(t), c.uniqueIndex("fields_code").on(t.accountId, t.dataCenterId, t.code)],
  );
  const contacts = c.table(
    "contacts",
    {
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      /** The platform's own id, kept as posted; the e-mail of one that is known by that alone. */
      id: c.sorted("id").notNull(),
      email: c.text("email"),
      /** Whatever else it has; consent and statistics stand in columns of their own. */
      properties: c.json("properties").$type<JsonObject>().notNull(),
      // What is searched by: made of the above, folded (lib/contacts/keys.ts).
      emailKey: c.sorted("email_key"),
      phoneKey: c.sorted("phone_key"),
      /** First and last name; last and first. */
      nameKey: c.sorted("name_key"),
      surnameKey: c.sorted("surname_key"),
      consentType: c.text("consent_type"),
      relationType: c.text("relation_type"),
      consentDate: c.text("consent_date"),
      consentExpiration: c.text("consent_expiration"),
      consentProof: c.text("consent_proof"),
      mailingsReceived: c.integer("mailings_received"),
      mailingsOpened: c.integer("mailings_opened"),
      mailingsClicked: c.integer("mailings_clicked"),
      joinedOn: c.millis("joined_on"),
      updatedAt: c.millis("updated_at").notNull(),
      /** When the newest event that was merged happened, or somebody last wrote it: what is older changes nothing. */
      occurredAt: c.millis("occurred_at").notNull().default(0),
    },
    (t) => [
      ownedKey(t),
      ...(["email", "phone", "name", "surname"] as const).map((what) =>
        c
          .index(`contacts_${what}_key`)
          .on(t.accountId, t.dataCenterId, t[`${what}Key`], t.id)
          .where(sql.raw(`${what}_key is not null`)),
      ),
    ],
  );
  const groups = c.table("groups", owned(), (t) => [ownedKey(t)]);
  const groupMembers = c.table(
    "group_members",
    {
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      groupId: c.integer("group_id").notNull(),
      contactId: c.sorted("contact_id").notNull(),
      addedAt: c.millis("added_at").notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.accountId, t.dataCenterId, t.groupId, t.contactId] }),
      c.index("group_members_contact").on(t.accountId, t.dataCenterId, t.contactId),
    ],
  );
  /** Contacts that meet rules, whoever they are at the time. */
  const segments = c.table(
    "segments",
    {
      ...owned(),
      rules: c.json("rules").$type<StoredRules>().notNull(),
      updatedAt: c.millis("updated_at").notNull(),
    },
    (t) => [ownedKey(t)],
  );
  /** A file of contacts that is taken in beside the engine, part by part. */
  const contactImports = c.table(
    "contact_imports",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      fileName: c.text("file_name").notNull(),
      state: c.text("state", { enum: ["uploading", "running", "done", "cancelled"] }).notNull(),
      /** What each column of the file becomes. */
      mapping: c.json("mapping").$type<StoredMapping>().notNull(),
      /** The group that everybody in the file is put into. */
      groupId: c.integer("group_id"),
      rows: c.integer("rows").notNull(),
      created: c.integer("created").notNull().default(0),
      updated: c.integer("updated").notNull().default(0),
      unchanged: c.integer("unchanged").notNull().default(0),
      rejected: c.integer("rejected").notNull().default(0),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
      /** When the next part is taken in; null unless it is running. */
      nextAt: c.millis("next_at"),
      finishedAt: c.millis("finished_at"),
    },
    (t) => [
      c.index("contact_imports_account").on(t.accountId, t.dataCenterId, t.id),
      c.index("contact_imports_due").on(t.nextAt).where(sql`next_at is not null`),
    ],
  );
  /** The rows of a file: as they were sent until they are taken in, then those alone that could not be. */
  const contactImportParts = c.table(
    "contact_import_parts",
    {
      importId: c
        .id("import_id")
        .notNull()
        .references(() => contactImports.id, { onDelete: "cascade" }),
      part: c.integer("part").notNull(),
      /** The first row's place in the file; the heading is row 1. */
      firstRow: c.integer("first_row").notNull(),
      rows: c.json("rows").$type<string[][]>(),
      rejected: c.json("rejected").$type<RejectedRow[]>(),
    },
    (t) => [c.primaryKey({ columns: [t.importId, t.part] })],
  );

  /** Saved, named credentials that several webhooks share. */
  const connectors = c.table(
    "connectors",
    {
      id: c.id("id").primaryKey(),
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      name: c.text("name").notNull(),
      /** The name as it is compared: without case. */
      nameKey: c.text("name_key").notNull(),
      /** What of it is no secret. */
      credential: c.json("credential").$type<StoredCredential>().notNull(),
      /** Ciphertexts by their key in the credential. */
      secrets: c.json("secrets").$type<StoredSecrets>().notNull(),
      /** Another one with each change: an engine compares it with the one that it has opened. */
      revision: c.integer("revision").notNull(),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
      updatedAt: c.millis("updated_at").notNull(),
      /** When its secret was last entered. */
      secretAt: c.millis("secret_at").notNull(),
    },
    (t) => [c.uniqueIndex("connectors_name").on(t.accountId, t.nameKey)],
  );

  const webhooks = c.table(
    "webhooks",
    {
      id: c.id("id").primaryKey(),
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      dataCenterId: c.integer("data_center_id").notNull(),
      kind: c.text("kind", { enum: ["event", "workflow"] }).notNull(),
      label: c.text("label").notNull(),
      /** The label as it is compared: without case; null once deleted, so that it can be used again. */
      labelKey: c.text("label_key"),
      status: c.text("status", { enum: words(WEBHOOK_STATUSES) }).notNull(),
      /** Copies of the present revision's, to search and filter by. */
      profile: c.text("profile").notNull(),
      url: c.text("url").notNull(),
      /** The newest of webhook_revisions. */
      revision: c.integer("revision").notNull(),
      activatedAt: c.millis("activated_at"),
      /** Why and since when the system has stopped it. */
      suspendedReason: c.text("suspended_reason"),
      suspendedAt: c.millis("suspended_at"),
      /** Counted runs that failed one after another, tests left out. */
      failedInARow: c.integer("failed_in_a_row").notNull().default(0),
      /** Deliveries that ended without success one after another (decision 11). */
      lostInARow: c.integer("lost_in_a_row").notNull().default(0),
      /** To the minute: not every success is worth a write. */
      lastSuccessAt: c.millis("last_success_at"),
      /** When the first run failed since the last success; null while all goes well. */
      failingSince: c.millis("failing_since"),
      /** When the people to be told were warned; null while there is nothing to warn of. */
      warnedAt: c.millis("warned_at"),
      /** A copy of the present revision's, for the fan-out. */
      orderBy: c
        .text("order_by", { enum: ["none", "webhook", "contact"] })
        .notNull()
        .default("none"),
      /** A copy of the present revision's, so that none in use can be deleted; null once the webhook is. */
      connectorId: c.id("connector_id").references(() => connectors.id),
      createdAt: c.millis("created_at").notNull(),
      updatedAt: c.millis("updated_at").notNull(),
      deletedAt: c.millis("deleted_at"),
    },
    (t) => [
      c.uniqueIndex("webhooks_label").on(t.accountId, t.labelKey),
      c.index("webhooks_connector").on(t.connectorId).where(sql`connector_id is not null`),
      c.index("webhooks_account").on(t.accountId, t.createdAt),
      c.check("webhooks_deleted", sql`(${t.status} = 'deleted') = (${t.deletedAt} is not null)`),
    ],
  );
  /** Immutable settings; an edit writes the next one. Only erasing credentials ever changes a row. */
  const webhookRevisions = c.table(
    "webhook_revisions",
    {
      webhookId: c
        .id("webhook_id")
        .notNull()
        .references(() => webhooks.id),
      revision: c.integer("revision").notNull(),
      accountId: c.integer("account_id").notNull(),
      settings: c.json("settings").$type<StoredSettings>().notNull(),
      /** Ciphertexts by the place in the settings that they belong to. */
      secrets: c.json("secrets").$type<StoredSecrets>().notNull(),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.webhookId, t.revision] })],
  );
  /** What the fan-out joins: the present triggers of every webhook, whatever its status. */
  const webhookTriggers = c.table(
    "webhook_triggers",
    {
      webhookId: c
        .id("webhook_id")
        .notNull()
        .references(() => webhooks.id),
      type: c.text("type").notNull(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      /** Wanted values by refinement; `{}` wants every event of the type. */
      wanted: c.json("wanted").$type<Record<string, (string | number)[]>>().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.webhookId, t.type] }),
      c.index("webhook_triggers_type").on(t.accountId, t.dataCenterId, t.type),
    ],
  );
  const signingKeys = c.table(
    "signing_keys",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      webhookId: c
        .id("webhook_id")
        .notNull()
        .references(() => webhooks.id),
      kind: c.text("kind", { enum: ["hmac", "ed25519", "rsa"] }).notNull(),
      /** Sealed: `whsec_…`, or the private key as PKCS #8 PEM. */
      secret: c.text("secret").notNull(),
      /** What receivers verify with: `whpk_…`, or SPKI PEM; null for a shared secret. */
      publicKey: c.text("public_key"),
      createdAt: c.millis("created_at").notNull(),
      /** Set when a newer key took over; until then both sign. */
      expiresAt: c.millis("expires_at"),
    },
    (t) => [c.index("signing_keys_webhook").on(t.webhookId, t.createdAt)],
  );

  const events = c.table(
    "events",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      type: c.text("type").notNull(),
      key: c.text("key"),
      cause: c.text("cause", { enum: words(CAUSES) }).notNull(),
      occurredAt: c.millis("occurred_at").notNull(),
      acceptedAt: c.millis("accepted_at").notNull(),
      contactId: c.text("contact_id"),
      contactEmail: c.text("contact_email"),
      contact: c.json("contact").$type<PostedContact>(),
      data: c.json("data").$type<JsonObject>().notNull(),
      /** Names and thresholds as they were at acceptance, so that a body never changes. */
      masterData: c.json("master_data").$type<MasterDataSnapshot>().notNull(),
      /** Its contact is in the directory (decision 22). */
      merged: c.flag("merged").notNull().default(false),
      /** When its person was erased: since then it says that it was there, and no more. */
      erasedAt: c.millis("erased_at"),
    },
    (t) => [
      c.index("events_unmerged").on(t.id).where(sql`not merged and contact is not null`),
      c
        .index("events_blocklisted")
        .on(t.id)
        .where(sql`not merged and contact is null and type = 'contact.blocklisted'`),
      c.index("events_account").on(t.accountId, t.id),
      c.index("events_key").on(t.accountId, t.key).where(sql`key is not null`),
      c.index("events_type").on(t.accountId, t.type, t.id),
      c.index("events_contact").on(t.accountId, t.contactId, t.id).where(sql`contact_id is not null`),
      c.index("events_email").on(t.accountId, t.contactEmail, t.id).where(sql`contact_email is not null`),
    ],
  );
  /** Idempotency keys, apart from events so that those can be partitioned. */
  const eventKeys = c.table(
    "event_keys",
    {
      accountId: c.integer("account_id").notNull(),
      key: c.text("key").notNull(),
      eventId: c.id("event_id").notNull(),
      /** SHA-256 of the content, to tell a repeat from another event under the same key. */
      contentHash: c.text("content_hash").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.accountId, t.key] })],
  );

  const deliveries = c.table(
    "deliveries",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      webhookId: c.id("webhook_id").notNull(),
      eventId: c.id("event_id").notNull(),
      state: c.text("state", { enum: words(DELIVERY_STATES) }).notNull(),
      reason: c.text("reason", { enum: words(RUN_REASONS) }),
      attempts: c.integer("attempts").notNull().default(0),
      acceptedAt: c.millis("accepted_at").notNull(),
      nextAttemptAt: c.millis("next_attempt_at"),
      firstAttemptAt: c.millis("first_attempt_at"),
      /** How late attempts started after they were due: our own delay, which the retry window leaves out. */
      lateMs: c.integer("late_ms").notNull().default(0),
      batchId: c.id("batch_id"),
      /** Of a batch of this one alone, which needs no row of its own: what fixes its bytes, as in `batches`. */
      revision: c.integer("revision"),
      frozenAt: c.millis("frozen_at"),
      /** The fence: the lane's epoch under which it is being sent. */
      leaseEpoch: c.integer("lease_epoch"),
      cancelRequested: c.flag("cancel_requested").notNull().default(false),
      finishedAt: c.millis("finished_at"),
      resendOf: c.id("resend_of"),
      /** Whose events go one after another: the contact, where the webhook asks for that order; else null. */
      orderKey: c.text("order_key"),
    },
    (t) => [
      c
        .index("deliveries_ordered")
        .on(t.webhookId, t.orderKey, t.id)
        .where(sql`order_key is not null and finished_at is null`),
      c.index("deliveries_due").on(t.webhookId, t.nextAttemptAt, t.id).where(sql`state = 'pending'`),
      c.index("deliveries_unfinished").on(t.webhookId, t.acceptedAt).where(sql`finished_at is null`),
      c.index("deliveries_sending").on(t.webhookId).where(sql`state = 'sending'`),
      c.index("deliveries_webhook").on(t.webhookId, t.id),
      c.index("deliveries_event").on(t.eventId),
      c.index("deliveries_account").on(t.accountId, t.id),
      c
        .index("deliveries_unsuccessful")
        .on(t.accountId, t.state, t.id)
        .where(sql`state in ('failed','discarded','cancelled')`),
      c.check(
        "deliveries_final",
        sql`(${t.state} in ('delivered','failed','discarded','cancelled')) = (${t.finishedAt} is not null)`,
      ),
      c.check("deliveries_leased", sql`(${t.state} = 'sending') = (${t.leaseEpoch} is not null)`),
      c.check(
        "deliveries_next",
        sql`(${t.state} in ('pending','sending')) = (${t.nextAttemptAt} is not null)`,
      ),
    ],
  );
  /**
   * What a request of several carries: its id is the `webhook-id`, its revision and time fix the bytes. One that
   * carries a single delivery is named by that delivery, whose row says the rest; a resend has the same name, and so
   * sends the same again.
   */
  const batches = c.table("batches", {
    id: c.id("id").primaryKey(),
    accountId: c.integer("account_id").notNull(),
    webhookId: c.id("webhook_id").notNull(),
    size: c.integer("size").notNull(),
    revision: c.integer("revision").notNull(),
    /** The moment of the first attempt, for bodies that name it. */
    frozenAt: c.millis("frozen_at").notNull(),
  });
  /** What a batch of several is made of, in the order of the ids; one alone is named by its delivery. */
  const batchDeliveries = c.table(
    "batch_deliveries",
    {
      batchId: c.id("batch_id").notNull(),
      deliveryId: c.id("delivery_id").notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.batchId, t.deliveryId] }),
      c.index("batch_deliveries_delivery").on(t.deliveryId),
    ],
  );
  /** The runs of a batch that are no longer kept one by one, by how they went: a status code or a reason. */
  const batchRunCounts = c.table(
    "batch_run_counts",
    {
      batchId: c.id("batch_id").notNull(),
      outcome: c.text("outcome").notNull(),
      runs: c.integer("runs").notNull(),
      lastAt: c.millis("last_at").notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.batchId, t.outcome] })],
  );
  /** One for each webhook; who holds it alone sends for that webhook. Intake never writes here. */
  const lanes = c.table("lanes", {
    webhookId: c.id("webhook_id").primaryKey(),
    accountId: c.integer("account_id").notNull(),
    owner: c.text("owner"),
    epoch: c.integer("epoch").notNull().default(0),
    leaseUntil: c.millis("lease_until").notNull().default(0),
    /** Since when one batch at a time probes the endpoint and the rest is held, and why; null while it answers. */
    failingSince: c.millis("failing_since"),
    failingReason: c.text("failing_reason", { enum: words(RUN_REASONS) }),
    /** While the webhook is suspended: when it is probed next, and how often it was. */
    probeAt: c.millis("probe_at"),
    probes: c.integer("probes").notNull().default(0),
    /** How many requests at once the endpoint gets at present; null where nothing slows it. */
    pace: c.integer("pace"),
    /** Deliveries a minute that came to their end of late, and when that was noted. */
    perMinute: c.integer("per_minute"),
    notedAt: c.millis("noted_at"),
  });
  /** Work in the background that owes deliveries again: what failed, what was missed (a page's or a program's wish). */
  const replays = c.table(
    "replays",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      webhookId: c
        .id("webhook_id")
        .notNull()
        .references(() => webhooks.id),
      kind: c.text("kind", { enum: ["failed", "missed", "selected"] }).notNull(),
      state: c.text("state", { enum: ["running", "paused", "done", "cancelled"] }).notNull(),
      /** What it covers: ended, or accepted, from `since` to before `until`. */
      since: c.millis("since"),
      until: c.millis("until"),
      /** The deliveries of kind `selected`. */
      deliveryIds: c.json("delivery_ids").$type<string[]>(),
      /** Counted before it starts. */
      total: c.integer("total").notNull(),
      queued: c.integer("queued").notNull().default(0),
      /** Passed over: sent in the meantime, or no longer wanted. */
      skipped: c.integer("skipped").notNull().default(0),
      /** The last delivery or event that was looked at. */
      cursor: c.text("cursor"),
      perSecond: c.integer("per_second").notNull(),
      createdAt: c.millis("created_at").notNull(),
      createdBy: c.text("created_by").notNull(),
      /** When the next part is queued; null unless it is running. */
      nextAt: c.millis("next_at"),
      finishedAt: c.millis("finished_at"),
    },
    (t) => [
      c.index("replays_webhook").on(t.webhookId, t.id),
      c.index("replays_due").on(t.nextAt).where(sql`next_at is not null`),
    ],
  );
  /** The newest events of each type and data center, kept for tests when retention ends (decision 23). */
  const sampleEvents = c.table(
    "sample_events",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      dataCenterId: c.integer("data_center_id").notNull(),
      type: c.text("type").notNull(),
      cause: c.text("cause", { enum: words(CAUSES) }).notNull(),
      occurredAt: c.millis("occurred_at").notNull(),
      acceptedAt: c.millis("accepted_at").notNull(),
      contactId: c.text("contact_id"),
      contactEmail: c.text("contact_email"),
      contact: c.json("contact").$type<PostedContact>(),
      data: c.json("data").$type<JsonObject>().notNull(),
      masterData: c.json("master_data").$type<MasterDataSnapshot>().notNull(),
    },
    (t) => [c.index("sample_events_type").on(t.accountId, t.dataCenterId, t.type, t.id)],
  );

  const runs = c.table(
    "runs",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      webhookId: c.id("webhook_id").notNull(),
      /** Null for tests, which owe nothing. */
      batchId: c.id("batch_id"),
      /** The delivery of a batch of one; null for tests, and for several, which `batch_deliveries` names. */
      deliveryId: c.id("delivery_id"),
      deliveries: c.integer("deliveries").notNull(),
      attempt: c.integer("attempt").notNull(),
      test: c.flag("test").notNull().default(false),
      /** Handed over to the request inbox in the process: nothing left the machine (decision 31). */
      inbox: c.flag("inbox").notNull().default(false),
      startedAt: c.millis("started_at").notNull(),
      durationMs: c.integer("duration_ms").notNull(),
      verdict: c.text("verdict", { enum: words(VERDICTS) }).notNull(),
      reason: c.text("reason", { enum: words(RUN_REASONS) }),
      detail: c.text("detail"),
      statusCode: c.integer("status_code"),
      responseTruncated: c.flag("response_truncated").notNull().default(false),
      /** Whose address, headers and credentials were used; the body's is the batch's. */
      revision: c.integer("revision").notNull(),
      /** `{method,url,headers}` as they were sent, secrets masked; null where nothing was prepared. */
      request: c.json("request").$type<{ method: string; url: string; headers: [string, string][] }>(),
      /** Kept for tests alone: the body of a batch follows from stored rows. */
      requestBody: c.bytes("request_body"),
      responseHeaders: c.json("response_headers").$type<[string, string][]>(),
      responseBody: c.bytes("response_body"),
    },
    (t) => [
      c.index("runs_webhook").on(t.webhookId, t.id),
      c.index("runs_delivery").on(t.deliveryId, t.id),
      c.index("runs_batch").on(t.batchId, t.id).where(sql`delivery_id is null and batch_id is not null`),
      c.check("runs_reason", sql`(${t.verdict} = 'succeeded') = (${t.reason} is null)`),
    ],
  );
  /** Counted runs and lost deliveries by webhook and hour (its start); tests are never counted. */
  const runHours = c.table(
    "run_hours",
    {
      webhookId: c.id("webhook_id").notNull(),
      hour: c.millis("hour").notNull(),
      succeeded: c.integer("succeeded").notNull().default(0),
      failed: c.integer("failed").notNull().default(0),
      /** Deliveries that ended without success in this hour. */
      lost: c.integer("lost").notNull().default(0),
      ...Object.fromEntries(tookColumns.map((name) => [name, c.integer(name).notNull().default(0)])),
    },
    (t) => [c.primaryKey({ columns: [t.webhookId, t.hour] })],
  );
  /** The same by day (UTC), so that a page of webhooks can be sorted by its counters. */
  const runDays = c.table(
    "run_days",
    {
      webhookId: c.id("webhook_id").notNull(),
      day: c.millis("day").notNull(),
      succeeded: c.integer("succeeded").notNull().default(0),
      failed: c.integer("failed").notNull().default(0),
      lost: c.integer("lost").notNull().default(0),
    },
    (t) => [c.primaryKey({ columns: [t.webhookId, t.day] })],
  );

  /** What was answered to calls with an `Idempotency-Key`, for a day. */
  const idempotentCalls = c.table(
    "idempotent_calls",
    {
      accountId: c.integer("account_id").notNull(),
      key: c.text("key").notNull(),
      /** SHA-256 of who called what with which body, to tell a repeat from another call under the same key. */
      fingerprint: c.text("fingerprint").notNull(),
      /** The id of what the call makes, chosen before it is made: a kill in between makes nothing twice. */
      reservedId: c.id("reserved_id").notNull(),
      /** Null until it is answered. */
      status: c.integer("status"),
      headers: c.json("headers").$type<Record<string, string>>(),
      /** Null where it may not be kept: it holds a secret. */
      body: c.text("body"),
      createdAt: c.millis("created_at").notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.accountId, t.key] }),
      c.index("idempotent_calls_age").on(t.accountId, t.createdAt),
    ],
  );

  /** Addresses of the request inbox: `https://inbox.tidings.internal/<token>`. */
  const inboxAddresses = c.table(
    "inbox_addresses",
    {
      token: c.text("token").primaryKey(),
      accountId: c
        .integer("account_id")
        .notNull()
        .references(() => accounts.id),
      name: c.text("name").notNull(),
      /** What it answers, so that failure can be tried out as well. */
      answerStatus: c.integer("answer_status").notNull().default(200),
      createdAt: c.millis("created_at").notNull(),
    },
    (t) => [c.index("inbox_addresses_account").on(t.accountId, t.createdAt)],
  );
  /** The newest 200 requests of an address, kept for 24 hours. */
  const inboxRequests = c.table(
    "inbox_requests",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      token: c
        .text("token")
        .notNull()
        .references(() => inboxAddresses.token, { onDelete: "cascade" }),
      receivedAt: c.millis("received_at").notNull(),
      method: c.text("method").notNull(),
      url: c.text("url").notNull(),
      headers: c.json("headers").$type<[string, string][]>().notNull(),
      /** At most 64 KiB of it. */
      body: c.bytes("body").notNull(),
      /** The length of the whole body in bytes. */
      bodyBytes: c.integer("body_bytes").notNull(),
      /** Whose webhook sent it, and whether its signature holds; found out on arrival. */
      webhookId: c.id("webhook_id"),
      signature: c.text("signature", { enum: ["verified", "wrong", "missing"] }).notNull(),
    },
    (t) => [
      c.index("inbox_requests_token").on(t.token, t.id),
      c.index("inbox_requests_age").on(t.receivedAt),
    ],
  );

  /** Every mail there is to send; with SMTP_URL it leaves, without it stays to be read under Outbox (decision 30). */
  const mails = c.table(
    "mails",
    {
      id: c.id("id").primaryKey(),
      /** In whose Outbox it stands. */
      accountId: c.integer("account_id").notNull(),
      kind: c.text("kind", { enum: words(MAIL_KINDS) }).notNull(),
      recipient: c.text("recipient").notNull(),
      subject: c.text("subject").notNull(),
      text: c.text("text").notNull(),
      html: c.text("html").notNull(),
      /** Its text opens a door (a reset or invitation link): erased once it is sent. */
      secret: c.flag("secret").notNull().default(false),
      createdAt: c.millis("created_at").notNull(),
      attempts: c.integer("attempts").notNull().default(0),
      /** Null once it is sent or given up. */
      nextAttemptAt: c.millis("next_attempt_at"),
      sentAt: c.millis("sent_at"),
      /** What the mail server last answered. */
      error: c.text("error"),
      head: c.json("head").$type<MailHead>(),
      /** Of a workflow's message: which step's, and to whom. Null for others. */
      message: c.json("message").$type<MailedMessage>(),
      passageId: c.id("passage_id"),
      contactId: c.text("contact_id"),
    },
    (t) => [
      c.index("mails_account").on(t.accountId, t.id),
      // Few beside a workflow's messages.
      c.index("mails_ours").on(t.accountId, t.id).where(sql`kind <> 'message'`),
      c.index("mails_due").on(t.nextAttemptAt).where(sql`next_attempt_at is not null and kind <> 'message'`),
      // Apart, so that thousands of them never keep a password's mail waiting.
      c
        .index("mails_messages_due")
        .on(t.nextAttemptAt)
        .where(sql`next_attempt_at is not null and kind = 'message'`),
      c.index("mails_passage").on(t.passageId).where(sql`passage_id is not null`),
      c.index("mails_contact").on(t.accountId, t.contactId).where(sql`contact_id is not null`),
    ],
  );

  const auditEntries = c.table(
    "audit_entries",
    {
      id: c.id("id").primaryKey(),
      accountId: c.integer("account_id").notNull(),
      at: c.millis("at").notNull(),
      actorKind: c.text("actor_kind", { enum: words(ACTOR_KINDS) }).notNull(),
      actorId: c.text("actor_id"),
      actorName: c.text("actor_name").notNull(),
      action: c.text("action").notNull(),
      targetKind: c.text("target_kind").notNull(),
      targetId: c.text("target_id").notNull(),
      details: c.json("details").$type<JsonObject>().notNull(),
    },
    (t) => [
      c.index("audit_entries_account").on(t.accountId, t.id),
      c.index("audit_entries_target").on(t.accountId, t.targetKind, t.targetId, t.id),
      c.index("audit_entries_actor").on(t.accountId, t.actorId, t.id),
      c.index("audit_entries_action").on(t.accountId, t.action, t.id),
    ],
  );

  return {
    accounts,
    users,
    sessions,
    credentials,
    verifications,
    twoFactors,
    memberships,
    invitations,
    apiKeys,
    dataCenters,
    personas,
    leadScorings,
    stages,
    mailings,
    communicationTypes,
    fields,
    contacts,
    groups,
    groupMembers,
    segments,
    contactImports,
    contactImportParts,
    connectors,
    webhooks,
    webhookRevisions,
    webhookTriggers,
    signingKeys,
    events,
    eventKeys,
    deliveries,
    batches,
    batchDeliveries,
    batchRunCounts,
    lanes,
    replays,
    sampleEvents,
    runs,
    runHours,
    runDays,
    idempotentCalls,
    inboxAddresses,
    inboxRequests,
    mails,
    auditEntries,
    ...defineWorkflowTables(c),
    ...defineMessageTables(c),
  };
}

export type Tables = ReturnType<typeof defineTables>;
