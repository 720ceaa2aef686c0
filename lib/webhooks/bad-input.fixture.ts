import { delivery, retry } from "./bad-delivery.fixture";

/** Bad settings of a webhook: the path that has to be named, what the message says, and the changes to a good draft. */
export type BadInput = [path: string, message: string | RegExp, changes: Record<string, unknown>];

const headers = (...names: string[]) => names.map((name) => ({ name, value: "x" }));
const many = (count: number) => headers(...Array.from({ length: count }, (_, index) => `X-${index}`));
const trigger = (refinements: object) => ({
  triggers: [{ type: "persona.threshold_passed", ...refinements }],
});
const stage = (leadScorings: unknown) => ({
  triggers: [{ type: "lead_scoring.threshold_passed", leadScorings }],
});
const suspension = (changes: object) =>
  delivery({ suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false, ...changes } });
const auth = (authentication: unknown) => ({ authentication });

export const BAD_URLS: BadInput[] = [
  ["url", /starts with https/, { url: "http://hooks.example.com/x" }],
  ["url", /starts with https/, { url: "ftp://hooks.example.com/x" }],
  ["url", /starts with https/, { url: "hooks.example.com/x" }],
  ["url", /starts with https/, { url: "" }],
  ["url", /localhost/, { url: "https://localhost/x" }],
  ["url", /localhost/, { url: "https://LOCALHOST.:8443/x" }],
  ["url", /not public/, { url: "https://127.0.0.1/x" }],
  ["url", /not public/, { url: "https://10.1.2.3/x" }],
  ["url", /not public/, { url: "https://192.168.1.1/x" }],
  ["url", /not public/, { url: "https://169.254.169.254/latest/meta-data" }],
  ["url", /not public/, { url: "https://[::1]/x" }],
  ["url", /private networks only/, { url: "https://intranet/x" }],
  ["url", /private networks only/, { url: "https://db.internal/x" }],
  ["url", /address that is not public/, { url: "https://inside.example.com/x" }],
  ["url", /address that is not public/, { url: "https://mixed.example.com/x" }],
  ["url", /user name or password/, { url: "https://user:pass@hooks.example.com/x" }],
  ["url", /user name or password/, { url: "https://@hooks.example.com/x" }],
  ["url", /a space, a backslash/, { url: " https://hooks.example.com/x" }],
  ["url", /belongs to another protocol/, { url: "https://hooks.example.com:25/x" }],
  ["url", "is longer than 2,048 characters", { url: `https://hooks.example.com/${"x".repeat(2_023)}` }],
  ["url", "is not text", { url: 7 }],
  ["url", "is not text", { url: null }],
];

const TOKEN = { type: "bearer", token: "t" };

export const BAD_CREDENTIALS: BadInput[] = [
  ["authentication.password", "is missing", auth({ type: "basic", username: "u" })],
  ["authentication.password", "is missing", auth({ type: "basic", username: "u", password: "" })],
  ["authentication.username", "is missing", auth({ type: "basic", password: "p" })],
  ["authentication.username", "is empty", auth({ type: "basic", username: "", password: "p" })],
  ["authentication.username", "contains a colon", auth({ type: "basic", username: "a:b", password: "p" })],
  [
    "authentication.username",
    "contains control characters",
    auth({ type: "basic", username: "a\nb", password: "p" }),
  ],
  [
    "authentication.username",
    "is longer than 255 characters",
    auth({ type: "basic", username: "u".repeat(256), password: "p" }),
  ],
  ["authentication.value", "is missing", auth({ type: "raw" })],
  ["authentication.value", "is missing", auth({ type: "raw", value: "" })],
  ["authentication.value", "contains control characters", auth({ type: "raw", value: "Bearer a\r\nX: y" })],
  ["authentication.headers", "is missing", auth({ type: "headers" })],
  ["authentication.headers", "is empty", auth({ type: "headers", headers: [] })],
  ["authentication.headers.0.value", "is missing", auth({ type: "headers", headers: [{ name: "X-Key" }] })],
  ["authentication.headers.0.name", "is missing", auth({ type: "headers", headers: [{ value: "v" }] })],
  ["authentication.headers.0.name", /set by Tidings/, auth({ type: "headers", headers: headers("Host") })],
  ["authentication.password", "is not known here", auth({ type: "none", password: "p" })],
  ["authentication.token", "is not known here", auth({ type: "raw", value: "v", token: "t" })],
  ["authentication.token", "is missing", auth({ type: "bearer" })],
  ["authentication.token", "begins with Bearer", auth({ type: "bearer", token: "Bearer t" })],
  ["authentication.token", "contains control characters", auth({ type: "bearer", token: "a\nb" })],
  ["authentication.value", "is missing", auth({ type: "api_key", in: "query", name: "key" })],
  ["authentication.in", /can only be/, auth({ type: "api_key", in: "cookie", name: "k", value: "v" })],
  [
    "authentication.name",
    /set by Tidings/,
    auth({ type: "api_key", in: "header", name: "Host", value: "v" }),
  ],
  ["authentication.connectorId", "is missing", auth({ type: "connector" })],
  [
    "authentication.connectorId",
    "is not the id of a connector",
    auth({ type: "connector", connectorId: "x" }),
  ],
  ["authentication.type", /can only be/, auth({ type: "oauth", token: "t" })],
  ["authentication.type", /can only be/, auth({ type: 7 })],
  ["authentication", "is not an object", auth("none")],
  ["authentication", "is not an object", auth(null)],
];

export const BAD_HEADERS: BadInput[] = [
  ...[
    ...["Host", "connection", "Keep-Alive", "Content-Length", "Content-Type", "Transfer-Encoding", "TE"],
    ...["Trailer", "Upgrade", "Expect", "Accept-Encoding", "Metadata-Flavor", "X-aws-ec2-metadata-token"],
    ...["X-AWS-EC2-Metadata-Token-TTL-Seconds", "Proxy-Authorization", "Webhook-Id", "X-DI-Signature"],
  ].map((name): BadInput => ["headers.0.name", /set by Tidings/, { headers: headers(name) }]),
  ["headers.0.name", "is not a header name", { headers: headers("X Key") }],
  ["headers.0.name", "is not a header name", { headers: headers("X-Kéy") }],
  ["headers.0.name", "is empty", { headers: headers("") }],
  ["headers.1.name", "appears twice", { headers: headers("X-Key", "x-KEY") }],
  [
    "headers.0.name",
    "is already sent",
    { headers: headers("Authorization"), ...auth({ type: "raw", value: "v" }) },
  ],
  [
    "headers.0.name",
    "appears twice",
    { headers: headers("x-key"), ...auth({ type: "headers", headers: headers("X-Key") }) },
  ],
  [
    "headers.0.name",
    "appears twice",
    { headers: headers("x-key"), ...auth({ type: "api_key", in: "header", name: "X-Key", value: "v" }) },
  ],
  ["headers.0.name", "is already sent", { headers: headers("Authorization"), ...auth(TOKEN) }],
  [
    "url",
    "has the parameter key, which the authentication appends",
    { url: "https://example.com/?key=1", ...auth({ type: "api_key", in: "query", name: "key", value: "v" }) },
  ],
  ["headers.0.value", "is missing", { headers: [{ name: "X-Key" }] }],
  ["headers.0.value", "is missing", { headers: [{ name: "X-Key", secret: true }] }],
  ["headers.0.value", "contains control characters", { headers: [{ name: "X-Key", value: "a\r\nB: c" }] }],
  ["headers.0.value", /can't carry/, { headers: [{ name: "X-Key", value: "日本" }] }],
  ["headers", "is longer than 8 KiB", { headers: [{ name: "X-Key", value: "x".repeat(8_192) }] }],
  [
    "headers",
    /16 KiB together/,
    { headers: [1, 2, 3].map((n) => ({ name: `X-${n}`, value: "x".repeat(6_000) })) },
  ],
  ["headers", "has more than 50 entries", { headers: many(51) }],
  ["headers", "has more than 50 entries", { headers: many(201) }],
  [
    "headers",
    "is one header too many",
    { headers: many(50), ...auth({ type: "headers", headers: headers("Y") }) },
  ],
  ["headers.0.color", "is not known here", { headers: [{ name: "X-Key", value: "v", color: "red" }] }],
  ["headers.0.secret", "is not true or false", { headers: [{ name: "X-Key", value: "v", secret: "yes" }] }],
  ["headers.0", "is not an object", { headers: ["X-Key: v"] }],
  ["headers", "is not an array", { headers: { "X-Key": "v" } }],
];

export const NOT_YET: BadInput[] = [
  ...["data_request", "scenario"].map(
    (profile): BadInput => ["profile", /can only be "simple", "stream", "signed" or "custom"/, { profile }],
  ),
  ["profile", /can only be/, { profile: "toString" }],
  ["profile", /can only be/, { profile: { toString: 1 } }],
  ["triggers.0.type", "can't be written in the signed style", { profile: "signed" }],
  ["triggers.0.type", "can't be written in the signed style", delivery({ payloadStyle: "signed" })],
  ...[
    "form.submitted",
    "form.profile_updated",
    "survey.answered",
    "workflow.step_reached",
    "custom.order",
  ].map(
    (type): BadInput => [
      "triggers.0.type",
      "can't be written in any payload style",
      { triggers: [{ type }] },
    ],
  ),
  [
    "delivery.payloadStyle",
    /can only be "simple", "stream" or "signed"/,
    delivery({ payloadStyle: "template" }),
  ],
  ["delivery.urlPolicy", /can only be "https" or "https_443"/, delivery({ urlPolicy: "http_allowed" })],
  ["delivery.signature.standard", /can only be/, delivery({ signature: { standard: "v2" } })],
  ["delivery.signature.rsa", /is not true or false/, delivery({ signature: { rsa: "yes" } })],
  ["method", /POST/, { method: "GET" }],
];

export const BAD_SETTINGS: BadInput[] = [
  ["colour", "is not known here", { colour: "red" }],
  ["toString", "is not known here", { toString: "x" }],
  ["secret", "is not known here", { secret: "x" }],
  ["delivery.type", "is not known here", delivery({ type: "fast" })],
  ["delivery.timeout", "is not known here", delivery({ timeout: 1_000 })],
  ["delivery.batch.size", "is not known here", delivery({ batch: { size: 1 } })],
  ["delivery.signature.key", "is not known here", delivery({ signature: { key: "x" } })],
  ["delivery.retry.everySeconds", "is not known here", retry({ kind: "none", everySeconds: 1 })],
  ["triggers.0.colour", "is not known here", trigger({ colour: "red" })],

  ["label", "is empty", { label: "" }],
  ["label", "is empty", { label: " \t " }],
  ["label", "is longer than 200 characters", { label: "x".repeat(201) }],
  ["label", "is longer than 200 characters", { label: "😀".repeat(201) }],
  ["label", "contains control characters", { label: "a\u0000b" }],
  ["label", /half a character/, { label: "a\ud800" }],
  ["label", "is not text", { label: 7 }],
  ["label", "is not text", { label: null }],
  ["label", "is not text", { label: ["x"] }],
  ["description", "is longer than 2,000 characters", { description: "x".repeat(2_001) }],
  ["description", "is not text", { description: {} }],
  ["dataCenterId", "is not a whole number", { dataCenterId: "1" }],
  ["dataCenterId", "is not a whole number", { dataCenterId: 1.5 }],
  ["dataCenterId", "is below 1", { dataCenterId: 0 }],
  ["dataCenterId", "there is no data center 9 in the account", { dataCenterId: 9 }],
  ["delivery.suspension", "is not an object", delivery({ suspension: true })],
  ["delivery.suspension.failedInARow", "is below 1", suspension({ failedInARow: 0 })],
  ["delivery.suspension.failedInARow", "is above 1,000", suspension({ failedInARow: 1_001 })],
  ["delivery.suspension.failedInARow", "is not a whole number", suspension({ failedInARow: 1.5 })],
  ["delivery.suspension.hoursWithoutSuccess", "is below 1", suspension({ hoursWithoutSuccess: 0 })],
  ["delivery.suspension.hoursWithoutSuccess", "is above 720", suspension({ hoursWithoutSuccess: 721 })],
  ["delivery.suspension.autoResume", /not true or false|boolean/, suspension({ autoResume: "yes" })],
  ["delivery.suspension.colour", "is not known here", suspension({ colour: "red" })],
  ["notifyUserIds", "is not an array", { notifyUserIds: "all" }],
  [
    "notifyUserIds",
    "has more than 50 entries",
    { notifyUserIds: Array.from({ length: 51 }, (_, n) => `${n}`) },
  ],
  ["notifyUserIds.0", "is empty", { notifyUserIds: [""] }],
  ["notifyUserIds.1", "is named twice", { notifyUserIds: ["a", "a"] }],
  ["notifyUserIds.0", "is not a user of the account", { notifyUserIds: [crypto.randomUUID()] }],

  ["triggers", "is empty", { triggers: [] }],
  ["triggers", "is not an array", { triggers: { type: "persona.threshold_passed" } }],
  ["triggers.0", "is not an object", { triggers: ["persona.threshold_passed"] }],
  ["triggers.0", "is not an object", { triggers: [null] }],
  ["triggers.0.type", "is missing", { triggers: [{}] }],
  ["triggers.0.type", "is not a known event type", { triggers: [{ type: "contact.deleted" }] }],
  ["triggers.0.type", "is not a known event type", { triggers: [{ type: 7 }] }],
  [
    "triggers",
    "has more than one entry",
    { triggers: [{ type: "contact.updated" }, { type: "contact.became_contact" }] },
  ],
  [
    "triggers.1.type",
    "is named twice",
    { profile: "custom", triggers: [{ type: "contact.updated" }, { type: "contact.updated" }] },
  ],
  ["triggers.0.personaIds", /at least one/, trigger({ personaIds: [] })],
  ["triggers.0.personaIds", /must be a list/, trigger({ personaIds: 1 })],
  ["triggers.0.personaIds", /same one twice/, trigger({ personaIds: [1, 1] })],
  ["triggers.0.personaIds.0", /whole number/, trigger({ personaIds: ["1"] })],
  ["triggers.0.leadScorings", "is not known here", trigger({ leadScorings: [{ id: 1 }] })],
  ["triggers.0.personaIds.1", "there is no persona 9 in data center 1", trigger({ personaIds: [1, 9] })],
  [
    "triggers.0.personaIds.0",
    "there is no persona 1 in data center 2",
    { dataCenterId: 2, ...trigger({ personaIds: [1] }) },
  ],
  ["triggers.0.leadScorings.0.id", "there is no lead scoring 9 in data center 1", stage([{ id: 9 }])],
  [
    "triggers.0.leadScorings.0.stageIds.0",
    "there is no stage 3 in lead scoring 1 of data center 1",
    stage([{ id: 1, stageIds: [3] }]),
  ],
  ["triggers.0.leadScorings.0", /must be an object/, stage([1])],
  [
    "notifyUserIds",
    "has more than 50 entries",
    {
      notifyUserIds: Array(51)
        .fill("x")
        .map((x, n) => x + n),
    },
  ],
  ["notifyUserIds.0", "is not text", { notifyUserIds: [7] }],
  ["notifyUserIds.0", "is empty", { notifyUserIds: [""] }],
  ["notifyUserIds.1", "is named twice", { notifyUserIds: ["a", "a"] }],
];
