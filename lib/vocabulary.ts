/**
 * The words of the product, each list once. Everything that stores, checks or shows one of these words
 * takes it from here (docs/states.md explains them).
 */
export const PLANS = ["free", "paid"] as const;
export const ROLES = ["administrator", "member"] as const;

/** Who does things, as the audit log names them. */
export const ACTOR_KINDS = ["user", "api_key", "command_line", "system"] as const;

export const SCOPES = [
  "events:write",
  "webhooks:read",
  "webhooks:write",
  "secrets:read",
  "contacts:read",
  "contacts:write",
  "data-centers:write",
  "workflows:read",
  "workflows:write",
  "metrics:read",
  "users:read",
  "users:write",
  "api-keys:write",
  "audit:read",
] as const;

export const CAUSES = [
  "user",
  "form",
  "api",
  "import",
  "automation",
  "interaction",
  "inactivity",
  "recalculation",
] as const;

/** Whose requests a webhook sends: those of events, or of a step in a workflow. */
export const WEBHOOK_KINDS = ["event", "workflow"] as const;
export const WEBHOOK_STATUSES = ["created", "active", "inactive", "suspended", "deleted"] as const;
/** Mails of ours to people who work here, and a workflow's messages to contacts. */
export const MAIL_KINDS = ["invitation", "password_reset", "notification", "test", "message"] as const;
/** What workflows send by mail, and what such mails begin with. */
export const MESSAGE_KINDS = ["email", "template"] as const;

/** A workflow is made as a draft; `paused` holds its passages, `archived` ends it for good. */
export const WORKFLOW_STATUSES = ["draft", "active", "paused", "archived"] as const;
/** Where one contact's way through a workflow is; the last three are final. */
export const PASSAGE_STATES = ["waiting", "awaiting", "done", "stopped", "cancelled"] as const;
export const DELIVERY_STATES = [
  "pending",
  "sending",
  "delivered",
  "failed",
  "discarded",
  "cancelled",
] as const;
export const FINAL_DELIVERY_STATES = ["delivered", "failed", "discarded", "cancelled"] as const;
export const VERDICTS = ["succeeded", "failed"] as const;

/** Why an attempt went as it did; a closed list (docs/edge.md, Run reasons). */
export const RUN_REASONS = [
  "dns_lookup_failed",
  "private_address",
  "connect_refused",
  "connect_timeout",
  "connection_reset",
  "tls_failed",
  "deadline_exceeded",
  "malformed_response",
  "response_too_large",
  "status_not_accepted",
  "redirect_not_followed",
  "gone",
  "template_failed",
  "payload_failed",
  "credential_unreadable",
  "connector_token_failed",
  "contact_not_found",
  "own_network_down",
  "webhook_not_active",
] as const;

/** What a replay owes again, and whether it goes on (docs/states.md, A replay). */
export const REPLAY_KINDS = ["failed", "missed", "selected"] as const;
export const REPLAY_STATES = ["running", "paused", "done", "cancelled"] as const;

/**
 * Why an event is not owed to a webhook; a closed list (docs/edge.md, Events). Each is judged as it was when the
 * event was accepted; `unknown` where what is stored can't tell.
 */
export const NOT_MATCHED_REASONS = [
  "refinement",
  "inactive",
  "created",
  "other_data_center",
  "created_later",
  "unknown",
  "other_event_type",
] as const;

/**
 * How long runs took is counted in these classes: each bound (ms) belongs to the class below it. The columns
 * `took_0`… of run_hours stand for them, so a change here is a migration.
 */
export const DURATION_BOUNDS_MS = [
  10, 25, 50, 100, 200, 350, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000,
] as const;

export type Plan = (typeof PLANS)[number];
export type Role = (typeof ROLES)[number];
export type Scope = (typeof SCOPES)[number];
export type Cause = (typeof CAUSES)[number];
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];
export type PassageState = (typeof PASSAGE_STATES)[number];
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type Verdict = (typeof VERDICTS)[number];
export type RunReason = (typeof RUN_REASONS)[number];
export type ReplayKind = (typeof REPLAY_KINDS)[number];
export type ReplayState = (typeof REPLAY_STATES)[number];
export type NotMatchedReason = (typeof NOT_MATCHED_REASONS)[number];

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
