import { plural } from "./plural";
import { bytesText } from "./sizes";

const figure = (value: number) => value.toLocaleString("en");

/** The page *REST API*. */
export const restApi = {
  title: "REST API",
  intro:
    "What the console does for webhooks, people and data centers can also be done by programs. This page says what a program needs to call the API of this account.",
  openReference: "Open the API reference",
  openDocument: "OpenAPI document",
  documentFile: "tidings-openapi.json",

  access: "Address and authorization",
  clientId: "Client ID",
  copyClientId: "Copy client ID",
  baseUrl: "Base URL",
  copyBaseUrl: "Copy base URL",
  authorize: "Each request is authorized by an API key, in the header",
  header: "Authorization: Bearer tdg_…",
  authorizeHow: "Create one under",
  authorizeMember: "An administrator of the account creates keys under API keys.",
  key: "tdg_YOUR_KEY",
  tryIt: "Try it",
  tryText: "This lists the webhooks. Put a key with the scope webhooks:read in place of tdg_YOUR_KEY.",
  copyCommand: "Copy command",
  freePlan:
    "The account is on the free plan: calls about webhooks are answered with 402 until it has a paid one.",

  scopes: "Scopes",
  scopesText: "A key can do what its scopes allow and nothing else.",
  scopeColumns: { scope: "Scope", allows: "Allows", operations: "Operations" },
  operationsCount: (count: number) => plural(count, "operation", "operations"),
  producersOnly: "POST /api/internal/events, for producers of events",

  limits: "Limits",
  limitColumns: { what: "What", limit: "Limit" },
  limit: {
    calls: "Calls of this API",
    callsValue: (perMinute: number) => `${figure(perMinute)} a minute, for each key or person`,
    webhooks: "Webhooks",
    webhooksValue: (used: number, limit: number) => `${figure(used)} of ${figure(limit)} used`,
    body: "Body of a call",
    bodyValue: (bytes: number) => `${bytesText(bytes)} of JSON`,
    event: "Posted event",
    eventValue: (bytes: number) => bytesText(bytes),
    request: "Request with events",
    requestValue: (bytes: number, events: number) => `${bytesText(bytes)}, 1 to ${figure(events)} events`,
    depth: "JSON",
    depthValue: (levels: number) => `nested up to ${levels} levels deep`,
    url: "URL of a webhook",
    urlValue: (characters: number) => `${figure(characters)} characters`,
    headers: "Headers of a webhook",
    headersValue: "50, each up to 8 KiB, together 16 KiB",
    labels: "Label and description",
    labelsValue: "200 and 2,000 characters",
  },
  limitsText:
    "Every answer tells what is left in the header RateLimit (r calls, full again in t seconds). Above the limit calls are answered with 429 and the header Retry-After.",

  repeat: "Repeating a call safely",
  repeatText:
    "Send a POST with the header Idempotency-Key (1 to 255 characters, such as a UUID): repeated under the same key within a day, it is carried out once and answered as the first time, with Idempotency-Replayed: true. Every other method may be repeated anyway.",
  change: "Changing what you have read",
  changeText:
    "Reading answers with an ETag, which names the state you see. Send it as If-Match with your change: if somebody was faster, nothing is done and the answer is 412.",

  problems: "Problems",
  problemsText:
    "What went wrong is answered as a problem document (RFC 9457). Each type has a page that says what it means and what to do.",
} as const;
