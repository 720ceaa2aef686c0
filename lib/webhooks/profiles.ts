import type { WebhookSettings } from "./schema";

type Delivery = WebhookSettings["delivery"];

/** Simple notification: Svix's published schedule, up to 20 % later each time (decisions 3, 5, 6, 11). */
const SIMPLE: Delivery = {
  payloadStyle: "simple",
  success: "2xx",
  deadlineMs: 15_000,
  concurrency: 10,
  ratePerSecond: null,
  order: "none",
  retry: { kind: "schedule", delaysSeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000], jitter: 0.2 },
  honourRetryAfter: true,
  suspendOnGone: true,
  urlPolicy: "https",
  batch: { max: 1, maxWaitMs: 0 },
  signature: { standard: "v1", rsa: false },
  suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false },
};

/** Event stream: lists of up to 100, every 10 s until three days after acceptance (decisions 4, 5, 11, 13). */
const STREAM: Delivery = {
  ...SIMPLE,
  payloadStyle: "stream",
  success: "200",
  retry: { kind: "interval", everySeconds: 10, untilHours: 72, from: "accepted" },
  honourRetryAfter: false,
  suspendOnGone: false,
  urlPolicy: "https_443",
  batch: { max: 100, maxWaitMs: 1_000 },
};

/**
 * Confirmed & signed: five more tries within two hours, each told from the start of the one before; confirmed by 200
 * alone, signed by RSA besides (decisions 4, 5, 11, 15).
 */
const SIGNED: Delivery = {
  ...SIMPLE,
  payloadStyle: "signed",
  success: "200",
  retry: { kind: "schedule", delaysSeconds: [300, 600, 1_200, 2_100, 3_000], jitter: 0 },
  honourRetryAfter: false,
  suspendOnGone: false,
  signature: { standard: "v1", rsa: true },
};

/** Data request: one try, whose answer the workflow may wait for (decisions 4, 6). */
const DATA_REQUEST: Delivery = {
  ...SIMPLE,
  payloadStyle: "template",
  retry: { kind: "none" },
  honourRetryAfter: false,
  suspendOnGone: false,
  suspension: null,
};

/** Scenario notification: until twelve hours after the first try (decisions 4, 13; S5.6, S5.7). */
const SCENARIO: Delivery = {
  ...DATA_REQUEST,
  payloadStyle: "scenario",
  retry: {
    kind: "schedule",
    delaysSeconds: [60, 300, 900, 1_800, 3_600, 7_200, 10_800, 18_540],
    jitter: 0,
  },
  urlPolicy: "http_allowed",
};

/** A profile only fills in settings; the settings are what is stored and obeyed. */
export const PROFILE_DEFAULTS: Record<WebhookSettings["profile"], Delivery> = {
  simple: SIMPLE,
  stream: STREAM,
  signed: SIGNED,
  custom: SIMPLE,
  data_request: DATA_REQUEST,
  scenario: SCENARIO,
};

/** The settings of what may be a profile's name. */
export const profileDefaults = (profile: unknown): Delivery | undefined =>
  typeof profile === "string" && Object.hasOwn(PROFILE_DEFAULTS, profile)
    ? PROFILE_DEFAULTS[profile as WebhookSettings["profile"]]
    : undefined;
