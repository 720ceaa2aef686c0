import { CONTACT_ACTIONS, CONTACT_NOUNS } from "./audit-contacts";
import { MASTER_DATA_ACTIONS, MASTER_DATA_NOUNS } from "./audit-master-data";
import { REPLAY_ACTIONS } from "./audit-replays";
import { type ActionWords, asRole, howItWent, text } from "./audit-words";
import { plural } from "./plural";

/** What each action of the audit log is in words; a test compares this list with what lib/ records. */
export const AUDIT_ACTIONS: Record<string, ActionWords> = {
  "webhook.created": {
    label: "Created",
    did: "created webhook",
    more: ({ status }) => (status === "active" ? ", active at once" : undefined),
  },
  "webhook.updated": { label: "Changed", did: "changed webhook" },
  "webhook.duplicated": {
    label: "Duplicated",
    did: "made webhook",
    more: ({ fromLabel }) => (text(fromLabel) ? ` as a copy of “${fromLabel}”` : undefined),
  },
  "webhook.activated": {
    label: "Activated",
    did: "activated webhook",
    more: ({ from }) => (from === "suspended" ? ", which was suspended" : undefined),
  },
  "webhook.deactivated": {
    label: "Deactivated",
    did: "deactivated webhook",
    more: ({ waiting }) =>
      waiting === "cancel" ? " and cancelled what was waiting" : " and kept what was waiting",
  },
  "webhook.suspended": {
    label: "Suspended",
    did: "suspended webhook",
    more: ({ reason }) =>
      reason === "gone"
        ? ", whose receiver answered 410 Gone"
        : reason === "failed_in_a_row" || reason === "no_success"
          ? ", for which nothing succeeded any more"
          : undefined,
  },
  "webhook.resumed": {
    label: "Resumed",
    did: "resumed webhook",
    more: () => ", whose receiver accepts deliveries again",
  },
  "webhook.deleted": {
    label: "Deleted",
    did: "deleted webhook",
    more: ({ from }) => (from === "active" ? ", which was active" : undefined),
  },
  "webhook.tested": { label: "Tested", did: "sent a test of webhook", more: howItWent },
  "webhook.draft_tested": {
    label: "Draft tested",
    did: "sent a test of a webhook that is not saved",
    alone: true,
    more: (details) => `${text(details.url) ? ` to ${details.url}` : ""}${howItWent(details) ?? ""}`,
  },
  "webhook.changes_tested": {
    label: "Changes tested",
    did: "sent a test of unsaved changes of webhook",
    more: howItWent,
  },
  "webhook.verified": {
    label: "Verified",
    did: "sent a verification of webhook",
    more: (details) =>
      typeof details.numberOfEvents === "number"
        ? ` with ${plural(details.numberOfEvents, "event", "events")}${howItWent(details) ?? ""}`
        : howItWent(details),
  },
  "signing_key.revealed": { label: "Revealed", did: "looked at the signing keys of webhook" },
  "signing_key.drafted": {
    label: "Revealed before saving",
    did: "looked at the signing keys of a webhook that is not saved",
    alone: true,
  },
  "signing_key.rotated": { label: "Rotated", did: "rotated the signing keys of webhook" },
  "connector.created": { label: "Created", did: "created connector" },
  "connector.updated": { label: "Changed", did: "changed connector" },
  "connector.secret_replaced": { label: "Secret replaced", did: "replaced the secret of connector" },
  "connector.deleted": { label: "Deleted", did: "deleted connector" },
  "workflow.created": { label: "Created", did: "created workflow" },
  "workflow.updated": { label: "Changed", did: "changed workflow" },
  "workflow.activated": {
    label: "Activated",
    did: "activated workflow",
    more: ({ version }) => (typeof version === "number" ? `, version ${version}` : undefined),
  },
  "workflow.paused": { label: "Paused", did: "paused workflow" },
  "workflow.resumed": { label: "Resumed", did: "resumed workflow" },
  "workflow.archived": { label: "Archived", did: "archived workflow" },
  "workflow.deleted": { label: "Deleted", did: "deleted workflow" },
  "message.created": { label: "Created", did: "created message" },
  "message.updated": { label: "Changed", did: "changed message" },
  "message.deleted": { label: "Deleted", did: "deleted message" },
  "message.tested": {
    label: "Tested",
    did: "sent a test of a message, mail",
    more: ({ recipient }) => (text(recipient) ? ` to ${recipient}` : undefined),
  },
  "delivery.resent": { label: "Sent again", did: "sent again delivery" },
  "delivery.cancelled": {
    label: "Cancelled",
    did: "cancelled delivery",
    more: ({ webhook }) => (text(webhook) ? ` of webhook ${webhook}` : undefined),
  },
  ...REPLAY_ACTIONS,
  "api_key.created": { label: "Created", did: "created API key" },
  "api_key.revoked": { label: "Revoked", did: "revoked API key" },
  "api_key.used": {
    label: "Used",
    did: "was used to call",
    alone: true,
    more: ({ method, route }) => ` ${text(method) ?? ""} ${text(route) ?? ""}`,
  },
  "user.signed_in": {
    label: "Signed in",
    did: "signed in",
    alone: true,
    more: ({ secondFactor }) => (secondFactor === "backup_code" ? " with a backup code" : undefined),
  },
  "user.signed_out": { label: "Signed out", did: "signed out", alone: true },
  "user.sign_in_failed": {
    label: "Sign-in refused",
    did: "was refused at signing in",
    alone: true,
    more: ({ reason }) => (reason === "wrong_code" ? ": wrong code" : ": wrong password"),
  },
  "user.renamed": { label: "Renamed", did: "changed the name of" },
  "user.password_changed": { label: "Password changed", did: "changed the own password", alone: true },
  "user.password_reset_requested": {
    label: "Reset link requested",
    did: "was sent a link to set a new password",
    alone: true,
  },
  "user.password_reset": { label: "Password reset", did: "set a new password for" },
  "user.session_ended": { label: "Session ended", did: "ended one of the own sessions", alone: true },
  "user.other_sessions_ended": {
    label: "Other sessions ended",
    did: "signed out everywhere else",
    alone: true,
  },
  "user.second_factor_enabled": {
    label: "Second factor on",
    did: "switched the second factor on",
    alone: true,
  },
  "user.second_factor_disabled": {
    label: "Second factor off",
    did: "switched the second factor off",
    alone: true,
  },
  "user.backup_codes_renewed": { label: "Backup codes renewed", did: "made new backup codes", alone: true },
  "user.created": { label: "Created", did: "created person", more: asRole },
  "user.joined": { label: "Joined", did: "joined the account", alone: true, more: asRole },
  "user.role_changed": { label: "Role changed", did: "changed the role of" },
  "user.removed": { label: "Removed", did: "removed person" },
  "user.sessions_ended": { label: "Signed out by others", did: "signed out everywhere" },
  "user.switched_account": { label: "Account switched", did: "switched to this account", alone: true },
  "invitation.created": { label: "Sent", did: "invited", more: asRole },
  "invitation.sent_again": { label: "Sent again", did: "sent again the invitation of" },
  "invitation.revoked": { label: "Revoked", did: "revoked the invitation of" },
  "data_center.created": {
    label: "Created",
    did: "created data center",
    more: ({ sampleData }) => (sampleData === true ? " with sample data" : undefined),
  },
  "data_center.renamed": { label: "Renamed", did: "renamed data center" },
  ...MASTER_DATA_ACTIONS,
  ...CONTACT_ACTIONS,
  "inbox_address.created": { label: "Created", did: "created inbox address" },
  "inbox_address.renamed": { label: "Renamed", did: "renamed inbox address" },
  "inbox_address.answer_changed": { label: "Answer changed", did: "changed the answer of inbox address" },
  "inbox_address.cleared": { label: "Cleared", did: "cleared inbox address" },
  "inbox_address.deleted": { label: "Deleted", did: "deleted inbox address" },
  "mail.sent_again": {
    label: "Sent again",
    did: "sent again the mail",
    more: ({ recipient }) => (text(recipient) ? ` to ${recipient}` : undefined),
  },
  "account.created": { label: "Created", did: "created the account", alone: true },
  "account.updated": { label: "Changed", did: "changed the account", alone: true },
};

/** The nouns of actions, in the order in which the filter groups them. */
export const AUDIT_NOUNS: Record<string, string> = {
  webhook: "Webhooks",
  signing_key: "Signing keys",
  connector: "Connectors",
  workflow: "Workflows",
  message: "Messages",
  delivery: "Deliveries",
  replay: "Replays",
  api_key: "API keys",
  user: "People",
  invitation: "Invitations",
  data_center: "Data centers",
  ...MASTER_DATA_NOUNS,
  ...CONTACT_NOUNS,
  inbox_address: "Request inbox",
  mail: "Mails",
  account: "Account",
};

/** What an entry can be about, for the filter and for links to all entries about it. */
export const AUDIT_TARGETS: Record<string, string> = {
  webhook: "Webhook",
  connector: "Connector",
  workflow: "Workflow",
  message: "Message",
  delivery: "Delivery",
  api_key: "API key",
  user: "Person",
  account: "Account",
  invitation: "Invitation",
  data_center: "Data center",
  inbox_address: "Inbox address",
  mail: "Mail",
};
