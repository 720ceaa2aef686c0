import type { Verdict } from "@/lib/vocabulary";

/** Every address the console builds; nobody writes one by hand. */
export const paths = {
  home: () => "/",
  signIn: (next?: string) => withQuery("/sign-in", { next }),
  setUp: () => "/setup",
  forgotPassword: () => "/forgot-password",
  /** The links of mails; whoever has the token may use them once. */
  resetPassword: (token: string) => withQuery("/reset-password", { token }),
  /** Where a reader ends all messages; `mail` is the one that it was followed from. */
  unsubscribe: (token: string, mail?: string) =>
    withQuery(`/unsubscribe/${encodeURIComponent(token)}`, { mail }),
  invitation: (token: string) => withQuery("/invitation", { token }),
  webhooks: (view: WebhooksView = {}) => withQuery("/administration/webhooks", { ...view }),
  webhook: (id: string, view: DialogView = {}) =>
    withQuery(`/administration/webhooks/${encodeURIComponent(id)}`, { ...view }),
  webhookTab: (id: string, tab: WebhookTab, view: DialogView = {}) =>
    tab === "overview" ? paths.webhook(id, view) : withQuery(`${paths.webhook(id)}/${tab}`, { ...view }),
  events: (view: ListView = {}) => withQuery("/administration/webhooks/events", view),
  event: (id: string) => `/administration/webhooks/events/${encodeURIComponent(id)}`,
  userGuide: () => "/administration/webhooks/guide",
  eventCatalogue: (view: CatalogueView = {}) => withQuery("/administration/webhooks/catalogue", { ...view }),
  deletedWebhooks: (view: ListView = {}) => withQuery("/administration/webhooks/deleted", view),
  deliveries: (view: ListView = {}) => withQuery("/administration/webhooks/deliveries", view),
  connectors: (view: DialogView = {}) => withQuery("/administration/webhooks/connectors", { ...view }),
  delivery: (id: string) => paths.deliveries({ delivery: id }),
  users: (view: ListView = {}) => withQuery("/administration/users", view),
  apiKeys: (view: ListView = {}) => withQuery("/administration/api-keys", view),
  audit: (view: ListView = {}) => withQuery("/administration/audit", view),
  /** A data center's directory; the first one's where none is named. */
  contacts: (view: ListView = {}) => withQuery("/contacts", view),
  contact: (dataCenterId: number, id: string, view: ListView = {}) =>
    withQuery(`/contacts/${dataCenterId}/${encodeURIComponent(id)}`, view),
  segments: (view: ListView = {}) => withQuery("/contacts/segments", view),
  groups: (view: ListView = {}) => withQuery("/contacts/groups", view),
  contactImports: (view: ListView = {}) => withQuery("/contacts/imports", view),
  workflows: (view: DialogView = {}) => withQuery("/automation/workflows", { ...view }),
  workflow: (id: string, view: DialogView = {}) =>
    withQuery(`/automation/workflows/${encodeURIComponent(id)}`, { ...view }),
  messages: (view: ListView = {}) => withQuery("/messages", view),
  messageTemplates: (view: ListView = {}) => withQuery("/messages/templates", view),
  message: (id: string, view: DialogView = {}) =>
    withQuery(`/messages/${encodeURIComponent(id)}`, { ...view }),
  /** What went through a workflow; `step`, `state`, `outcome` and `contact` narrow it. */
  passages: (workflowId: string, view: ListView = {}) =>
    withQuery(`/automation/workflows/${encodeURIComponent(workflowId)}/passages`, view),
  passage: (id: string, view: DialogView = {}) =>
    withQuery(`/automation/passages/${encodeURIComponent(id)}`, { ...view }),
  dataCenters: (view: ListView = {}) => withQuery("/administration/data-centers", view),
  dataCenter: (id: number, view: ListView = {}) => withQuery(`/administration/data-centers/${id}`, view),
  /** `segment` is a list's, from lib/data-centers/schema.ts. */
  dataCenterList: (id: number, segment: string, view: ListView = {}) =>
    withQuery(`/administration/data-centers/${id}/${segment}`, view),
  outbox: (view: ListView = {}) => withQuery("/administration/outbox", view),
  inbox: (token?: string, view: ListView = {}) =>
    withQuery(token ? `/administration/inbox/${encodeURIComponent(token)}` : "/administration/inbox", view),
  /** Administration » API overview » REST API (S2.5). */
  restApi: () => "/administration/api",
  /** An operation's place on the page is a fragment, as swagger-ui reads it. */
  apiReference: (operation?: { section: string; id: string }) =>
    operation
      ? `/administration/api/reference#/${encodeURIComponent(operation.section)}/${operation.id}`
      : "/administration/api/reference",
  /** What the problem types of the API mean; for whoever has the address. */
  problems: () => "/problems",
  /** What `type` of a problem document says. */
  problem: (name: string) => `/problems/${encodeURIComponent(name)}`,
  /** One's own name, password, second factor and sessions. */
  profile: () => "/profile",
  /** The public API, as programs and `Location` headers see it. */
  api: {
    /** One click of a mail program (RFC 8058). */
    unsubscribe: (token: string, mail: string) =>
      withQuery(`/api/unsubscribe/${encodeURIComponent(token)}`, { mail }),
    openApi: () => "/api/v1/openapi.json",
    account: (clientId: number) => `/api/v1/${clientId}`,
    webhooks: (clientId: number) => `/api/v1/${clientId}/webhooks`,
    webhook: (clientId: number, id: string) => `/api/v1/${clientId}/webhooks/${encodeURIComponent(id)}`,
    apiKey: (clientId: number, id: string) => `/api/v1/${clientId}/api-keys/${encodeURIComponent(id)}`,
    workflow: (clientId: number, id: string) => `/api/v1/${clientId}/workflows/${encodeURIComponent(id)}`,
    message: (clientId: number, id: string) => `/api/v1/${clientId}/messages/${encodeURIComponent(id)}`,
    replay: (clientId: number, id: string) => `/api/v1/${clientId}/replays/${encodeURIComponent(id)}`,
    dataCenter: (clientId: number, id: number) => `/api/v1/${clientId}/data-centers/${id}`,
    dataCenterList: (clientId: number, id: number | string, segment: string) =>
      `/api/v1/${clientId}/data-centers/${id}/${segment}`,
    dataCenterItem: (clientId: number, id: number | string, segment: string, itemId: number) =>
      `${paths.api.dataCenterList(clientId, id, segment)}/${itemId}`,
    contactSet: (clientId: number, id: number | string, sets: "groups" | "segments", setId: number) =>
      `${paths.api.dataCenterList(clientId, id, sets)}/${setId}`,
  },
};

/** Where the browser refetches what a page first read on the server. */
export const consoleApi = {
  inboxRequests: (token: string, query: { cursor?: string }) =>
    withQuery(`/api/console/inbox/${encodeURIComponent(token)}/requests`, query),
  inboxRequest: (token: string, id: string) =>
    `/api/console/inbox/${encodeURIComponent(token)}/requests/${encodeURIComponent(id)}`,
  webhooks: (query: { q: string }) => withQuery("/api/console/webhooks", query),
  webhook: (id: string) => `/api/console/webhooks/${encodeURIComponent(id)}`,
  webhookOverview: (id: string) => `/api/console/webhooks/${encodeURIComponent(id)}/overview`,
  latestChange: (id: string, since: number) =>
    withQuery(`/api/console/webhooks/${encodeURIComponent(id)}/latest-change`, { since }),
  runs: (webhookId: string, query: { verdict?: Verdict; cursor?: string; limit?: number }) =>
    withQuery(`/api/console/webhooks/${encodeURIComponent(webhookId)}/runs`, query),
  run: (id: string) => `/api/console/runs/${encodeURIComponent(id)}`,
  event: (id: string) => `/api/console/events/${encodeURIComponent(id)}`,
  deliveries: (query: ListView) => withQuery("/api/console/deliveries", query),
  replays: (query: { webhookId?: string | undefined }) => withQuery("/api/console/replays", query),
  replayPreview: (
    webhookId: string,
    query: { kind: string; range: string; since?: string | undefined; until?: string | undefined },
  ) => withQuery(`/api/console/webhooks/${encodeURIComponent(webhookId)}/replay-preview`, { ...query }),
  connectors: () => "/api/console/connectors",
  requestEvents: (query: { dataCenterId: number; q: string }) =>
    withQuery("/api/console/workflow-requests/events", query),
  passages: (workflowId: string, view: ListView) =>
    withQuery(`/api/console/workflows/${encodeURIComponent(workflowId)}/passages`, view),
  passage: (id: string) => `/api/console/passages/${encodeURIComponent(id)}`,
  workflow: (id: string) => `/api/console/workflows/${encodeURIComponent(id)}`,
  stepStatistics: (workflowId: string) =>
    `/api/console/workflows/${encodeURIComponent(workflowId)}/statistics`,
  people: (query: { q?: string | undefined; ids?: string | undefined }) =>
    withQuery("/api/console/people", query),
  /** `segment` is a list's, from lib/data-centers/schema.ts. */
  masterList: (dataCenterId: number, segment: string) =>
    `/api/console/data-centers/${dataCenterId}/${segment}`,
  contacts: (view: ListView) => withQuery("/api/console/contacts", view),
  contact: (dataCenterId: number, id: string) =>
    `/api/console/contacts/${dataCenterId}/${encodeURIComponent(id)}`,
  contactsExport: (view: ListView) => withQuery("/api/console/contacts/export", view),
  /** Groups and segments of a data center. */
  contactSets: (dataCenterId: number) => withQuery("/api/console/contact-sets", { dataCenterId }),
  segmentCount: (dataCenterId: number, rules: string) =>
    withQuery("/api/console/contact-sets/count", { dataCenterId, rules }),
  contactImports: (dataCenterId: number) => withQuery("/api/console/contact-imports", { dataCenterId }),
  rejectedRows: (id: string) => `/api/console/contact-imports/${encodeURIComponent(id)}/rejected`,
  auditExport: (view: ListView) => withQuery("/api/console/audit/export", view),
  payloadPreview: (query: {
    type: string;
    dataCenterId: number;
    payloadStyle?: string;
    refinements?: string;
  }) => withQuery("/api/console/payload-preview", query),
};

export const WEBHOOK_TABS = ["overview", "runs", "settings", "signature", "activity"] as const;
export type WebhookTab = (typeof WEBHOOK_TABS)[number];

/** Filters, sort, page and open dialogs of a list, as its address says them. */
export type ListView = Record<string, string | undefined>;

/**
 * The dialogs that an address can open. Values are webhook ids, but `run`, a run's, and `cancel`, a delivery's; on pages
 * of other things ids of theirs.
 */
export interface DialogView {
  /** `1`, the token of the inbox address that the new webhook is to send to, or one of WORKFLOW_CREATES. */
  create?: string;
  /** The event type that the new webhook begins with. */
  event?: string;
  edit?: string;
  preview?: string;
  runs?: string;
  verdict?: Verdict;
  run?: string;
  test?: string;
  verify?: string;
  /** A webhook that was just saved and is not activated yet. */
  activate?: string;
  deactivate?: string;
  /** The id of a delivery that somebody is about to cancel. */
  cancel?: string;
  /** A webhook's id, or REPLAY_CHOOSE where a list of all has to ask which. */
  resendFailed?: string;
  replayMissed?: string;
  delete?: string;
  /** `1` on the page of what is renamed, or a workflow's id. */
  rename?: string;
  /** Of workflows. */
  duplicate?: string;
  archive?: string;
  /** The draft that is deleted; `delete` and `edit` are of webhooks, whose dialogs the canvas has too. */
  discard?: string;
  /** The workflow that somebody rehearses. */
  rehearse?: string;
  /** The connector whose secret is being replaced. */
  secret?: string;
  /** A request of the inbox. */
  request?: string;
  clear?: "1";
}

export const DIALOG_KEYS = [
  "create",
  "event",
  "edit",
  "preview",
  "runs",
  "verdict",
  "run",
  "test",
  "verify",
  "activate",
  "deactivate",
  "cancel",
  "resendFailed",
  "replayMissed",
  "delete",
  "rename",
  "duplicate",
  "archive",
  "discard",
  "rehearse",
  "secret",
  "request",
  "clear",
] as const satisfies (keyof DialogView)[];

/** Of webhooks in workflows: the dialog asks which of the two, or begins with it. */
export const WORKFLOW_CREATES = ["workflow", "data_request", "scenario"] as const;
export type WorkflowCreate = (typeof WORKFLOW_CREATES)[number];

/** In place of a webhook's id: the dialog asks which. */
export const REPLAY_CHOOSE = "choose";

/** What the event catalogue shows, as its address says it. */
export interface CatalogueView {
  q?: string | undefined;
  type?: string | undefined;
  /** The payload style whose sample is open. */
  style?: string | undefined;
}

/** What the list shows, as its address says it. */
export interface WebhooksView extends DialogView {
  /** Those of events where it is left out. */
  kind?: "workflow";
  q?: string;
  dataCenter?: string;
  status?: string;
  trigger?: string;
  sort?: string;
  direction?: string;
  page?: string;
}

/** Where to go after signing in: a path of this site, or the start page. */
export function safeNext(next: string | undefined): string {
  const here = "http://here.invalid";
  if (!next?.startsWith("/") || /[\\\p{Cc}]/u.test(next) || !URL.canParse(next, here)) return paths.home();
  const { origin, pathname, search, hash } = new URL(next, here);
  // A path such as /.//evil.example becomes //evil.example once it is normalised.
  return origin === here && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : paths.home();
}

/** Keys in the order given; what is undefined or empty is left out. */
function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(key, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
