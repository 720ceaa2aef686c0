import { plural } from "./plural";

/** The fields of a credential, in a connector's form and in a webhook's own. */
export const credential = {
  username: "Username",
  password: "Password",
  token: "Token",
  tokenHint: "Sent in the Authorization header, behind the word Bearer.",
  place: "Where the key is sent",
  places: { header: "In an HTTP header", query: "As a parameter of the URL" },
  headerName: "Header name",
  headerExample: "X-Api-Key",
  parameterName: "Parameter name",
  parameterExample: "api_key",
  parameterHint: "URLs are often logged on their way. Prefer a header where the receiver takes one.",
  key: "Key",

  tokenUrl: "Token URL",
  tokenUrlHint: "Where the access token is asked for; in the identity provider's documentation.",
  tokenUrlExample: "https://login.example.com/oauth2/token",
  clientId: "Client ID",
  clientSecret: "Client secret",
  scope: "Scope",
  scopeHint:
    "What the token is to be good for, if the provider wants to be told; several with blanks between.",
  audience: "Audience",
  audienceHint: "Only where the provider's documentation asks for it.",
  clientAuthentication: "Where ID and secret are sent",
  clientAuthentications: {
    basic: "In the Authorization header (usual)",
    body: "In the body of the request",
  },

  certificate: "Certificate",
  certificateHint:
    "PEM, from -----BEGIN CERTIFICATE-----; certificates of intermediate authorities behind the client's own.",
  privateKey: "Private key",
  privateKeyHint: "PEM, from -----BEGIN PRIVATE KEY-----. It is kept encrypted, and never shown again.",
  passphrase: "Passphrase",
  passphraseHint: "Only if the private key is encrypted. It opens the key once and is not kept.",
  together: "has to be entered together with the other one",
  stored: "Certificate that is stored",
  subject: "Subject",
  issuer: "Issued by",
  valid: "Valid (UTC)",
  fingerprint: "SHA-256",
} as const;

/** The page *Connectors*, and the window that opens over a webhook's form (S4.19 to S4.21). */
export const connectors = {
  title: "Connectors",
  intro:
    "A connector is a credential that is saved under a name. Every webhook that uses it sends it; a replaced secret counts for all of them at once, also for what waits.",
  new: "New connector",
  count: (total: number) => plural(total, "connector", "connectors"),
  full: (limit: number) =>
    `The account has ${limit} connectors, its limit. Delete one that no webhook uses to make room.`,
  emptyTitle: "No connector yet",
  emptyText:
    "Save a credential once and use it in several webhooks: when it changes, it is replaced in one place.",
  emptyForMember: "An administrator of the account can create one.",
  columns: { name: "Name", type: "Authentication type", usedBy: "Used by", secret: "Secret entered" },
  /** What of a credential is no secret. */
  as: (username: string) => `as ${username}`,
  inHeader: (name: string) => `in the header ${name}`,
  inQuery: (name: string) => `as the parameter ${name}`,
  at: (clientId: string, host: string) => `as ${clientId} at ${host}`,
  expires: {
    valid: (day: string) => `valid until ${day}`,
    expires_soon: (day: string) => `expires on ${day}`,
    expired: (day: string) => `expired on ${day}`,
  },
  renew: {
    expires_soon: (day: string) => `Expires on ${day}: replace it before.`,
    expired: (day: string) => `Expired on ${day}: receivers refuse it. Replace it.`,
  },
  unused: "No webhook",

  createTitle: "Create connector",
  editTitle: (name: string) => `Edit connector “${name}”`,
  name: "Connector name",
  nameHint: "Webhooks are shown by it, for example: CRM production",
  type: "Authentication type",
  created: (name: string) => `“${name}” is created.`,
  saved: (name: string) => `“${name}” is saved.`,
  notCreated: "The connector was not created",
  notSaved: "The connector was not saved",
  countsAtOnce: (webhooks: number) =>
    `What is saved counts at once for ${plural(webhooks, "webhook", "webhooks")}, also for what waits.`,

  edit: "Edit",
  editNamed: (name: string) => `Edit ${name}`,
  replace: "Replace secret",
  replaceNamed: (name: string) => `Replace secret of ${name}`,
  replaceTitle: (name: string) => `Replace the secret of “${name}”`,
  replaced: (name: string) => `The secret of “${name}” is replaced.`,
  notReplaced: "The secret was not replaced",

  delete: "Delete",
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteTitle: (name: string) => `Delete connector “${name}”?`,
  deleteText: "Its secret is erased. This action cannot be reverted.",
  deleted: (name: string) => `“${name}” is deleted.`,
  notDeleted: "The connector was not deleted",
  inUse: (webhooks: number) =>
    webhooks === 1
      ? "The connector can't be deleted: a webhook uses it. Choose another authentication there first."
      : `The connector can't be deleted: ${webhooks.toLocaleString("en")} webhooks use it. Choose another authentication there first.`,
  goneTitle: "Not there any more",
  gone: "This connector is not there any more: somebody has deleted it.",

  /** In a webhook's form. */
  choose: "Connector",
  choosePlaceholder: "Choose a connector",
  loading: "Loading the connectors…",
  notLoaded: "The connectors could not be loaded",
  unknown: "A connector that is not there any more",
  chosen: (type: string, webhooks: number) =>
    webhooks === 0 ? `${type}.` : `${type}. Used by ${plural(webhooks, "webhook", "webhooks")}.`,
} as const;
