import { retryPhrase } from "@/texts/delivery-sentence";

/** The form's *Delivery*: one sentence until somebody opens it. */
export const webhookFormDelivery = {
  title: "Delivery",
  change: "Change",
  close: "Close",
  restore: "Restore defaults",

  deadline: "Deadline (seconds)",
  deadlineHint: "An attempt that has no complete answer by then has failed.",
  deadlineWrong: "Deadline must be from 1 to 30 seconds.",
  concurrency: "Concurrent requests",
  concurrencyHint: "The endpoint never gets more than these at once; the others wait.",
  concurrencyWrong: "Concurrent requests must be from 1 to 256.",

  success: "What counts as success",
  any2xx: "Any 2xx answer",
  any2xxHint: "200, 201, 202, 204 … all mean: it has arrived.",
  exactly200: "Exactly 200",
  exactly200Hint: "Every other answer, 202 included, is tried again.",

  retryAfter: "Honour Retry-After",
  retryAfterHint:
    "An endpoint that answers 429 or 503 with this header is left alone until the time it names.",
  gone: "410 Gone suspends the webhook",
  goneHint: "An endpoint that says it is gone gets nothing more until you activate the webhook again.",

  signature: "Signature",
  signatures: {
    v1: "Standard Webhooks (v1, HMAC-SHA256)",
    v1a: "Standard Webhooks (v1a, Ed25519)",
    off: "Off",
  },
  signatureHint: {
    v1: "The receiver can check that a request comes from Tidings and was not changed.",
    v1a: "As with v1, but the receiver needs a public key alone; most libraries verify v1 only.",
    off: "The receiver can't tell whether a request really comes from Tidings.",
  },

  retry: {
    label: "Retry",
    choices: {
      simple: "Simple schedule",
      none: "No retry",
      custom: "Custom schedule",
      interval: "At an interval",
    },
    lostAtOnce: "An event whose only try fails is lost.",
    simple: (gaps: string, retry: Retry) => `Tried again after ${gaps}; ${retryPhrase(retry)}.`,
    custom: (retry: Retry) =>
      `${retryPhrase(retry)}. Each gap runs from the start of one try to the next.`.replace(/^u/, "U"),
    interval: (retry: Retry) => `${retryPhrase(retry)}.`.replace(/^t/, "T"),
    schedule: "The schedule",
    gap: (number: number) => `Gap ${number}`,
    gapUnit: (number: number) => `Unit of gap ${number}`,
    units: { seconds: "seconds", minutes: "minutes", hours: "hours" },
    addGap: "Add gap",
    removeGap: (number: number) => `Remove gap ${number}`,
    jitter: "Jitter (%)",
    jitterHint: "Each gap grows by up to this share at random, so that retries don't come in waves.",
  },
} as const;

type Retry = Parameters<typeof retryPhrase>[0];
