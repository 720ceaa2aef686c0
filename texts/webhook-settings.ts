import { plural } from "@/texts/plural";

/** Every setting in words, on the page and where two people changed it. */
export const webhookSettings = {
  title: "Settings",
  edit: "Edit properties",
  preview: "Preview",
  payload: "Payload",
  profile: "Profile",
  profiles: { simple: "Simple notification", stream: "Event stream", custom: "Custom" } as Record<
    string,
    string
  >,
  lastChanged: "Last changed",
  changedAt: (updated: string, created: string) => `${updated} UTC, created ${created} UTC`,
  none: "None",
  label: "Label",
  description: "Description",
  dataCenter: "Data center",
  dataCenterNumber: (id: number | null) => (id === null ? "None" : `No. ${id}`),
  triggers: (count: number) => (count > 1 ? "Triggers" : "Trigger"),
  url: "Send data to URL",
  authentication: "Authentication",
  as: (username: string) => `as ${username}`,
  secretNew: "new secret",
  secretReplaced: "secret replaced",
  headers: "HTTP headers",
  secretValue: "secret value",
  style: "Body",
  styles: {
    simple: "A JSON object (Simple notification)",
    stream: "A JSON list, also for one event (Event stream)",
  },
  batch: "Events per request",
  batchText: (max: number, wait: string) =>
    max === 1 ? "One" : `Up to ${max}; the first one waits at most ${wait} for more`,
  deadline: "Deadline",
  deadlineText: (seconds: string) => `An attempt without a complete answer within ${seconds} has failed`,
  concurrency: "Concurrent requests",
  concurrencyText: (count: number) => `At most ${count.toLocaleString("en")} at once`,
  rate: "Requests per second",
  rateText: (perSecond: number | null) =>
    perSecond === null ? "No limit" : `At most ${perSecond.toLocaleString("en")}`,
  order: "Order",
  orders: {
    none: "None: each event is sent as soon as it can be",
    webhook: "One after the other: the next event waits until the one before it is settled",
    contact: "One after the other for each contact; those of other contacts don't wait",
  },
  success: "What counts as success",
  successes: { "2xx": "Any 2xx answer", "200": "Exactly 200" } as Record<string, string>,
  retry: "Retry",
  noRetry: "No retry: an event whose only try fails is lost",
  retryText: (gaps: string, jitter: number) =>
    `Tried again after ${gaps}${jitter > 0 ? `, each gap up to ${jitter} % longer` : ""}`,
  intervalText: (phrase: string, from: "accepted" | "first_attempt") =>
    `Tried again ${phrase}, then ${from === "accepted" ? "discarded" : "given up"}`,
  retryAfter: "Retry-After",
  retryAfterText: (honoured: boolean) =>
    honoured ? "Honoured on 429 and 503" : "Ignored: only our own schedule counts",
  gone: "410 Gone",
  goneText: (suspends: boolean) => (suspends ? "Suspends the webhook" : "Fails like any other answer"),
  suspension: "Automatic suspension",
  neverSuspended: "Off: it is tried on, however long the endpoint fails",
  suspensionText: (failed: number, hours: number) =>
    `After ${plural(failed, "failed delivery", "failed deliveries")} in a row and ${plural(hours, "hour", "hours")} without success; a warning at half of both.`,
  suspensionByHours: (hours: number) =>
    `After ${plural(hours, "hour", "hours")} without success; a warning at half of that.`,
  autoResume: "Resumed by itself once the endpoint answers well again.",
  port: "Address",
  ports: { https: "https, on any port for web servers", https_443: "https, on port 443 alone" },
  signature: "Signature",
  signatures: {
    v1: "Standard Webhooks (v1, HMAC-SHA256)",
    v1a: "Standard Webhooks (v1a, Ed25519)",
    off: "Standard Webhooks off",
    rsa: "X-DI-Signature (RSA, SHA-256)",
  },
  notSigned: "Off",
  or: " or ",
  mailings: (ids: number[]) => `${ids.length === 1 ? "mailing" : "mailings"} no. ${ids.join(" or ")}`,
  communicationTypes: (ids: number[]) =>
    `${ids.length === 1 ? "communication type" : "communication types"} no. ${ids.join(" or ")}`,
  sendingKinds: { unitary: "unitary sending", batch: "batch", campaign: "campaign" },
  numbered: (id: number) => `no. ${id}`,
} as const;

/** Somebody else saved while this form was open. */
export const concurrentEdit = {
  title: (who: string) => (who ? `Changed by ${who}` : "Changed meanwhile"),
  text: "The webhook was saved while you had it open. Nothing you typed is lost; choose whose settings count.",
  show: "Show what changed",
  hide: "Hide what changed",
  keepMine: "Keep mine",
  keepMineHint: "Saves everything as it stands in this form.",
  takeTheirs: "Take theirs",
  takeTheirsHint: "Loads what is saved now; what you typed goes.",
  tableLabel: "What changed",
  field: "Field",
  theirs: "Theirs",
  yours: "Yours",
  nothing: "Nothing that stands in this form: both of you have the same settings.",
  loading: "Loading what changed",
  status: "Changed by somebody else; see above",
  taken: "The form shows what is saved now.",
  unsaved: "Unsaved changes",
} as const;
