import { plural } from "@/texts/plural";

/** The form's *Delivery*: a profile in one sentence, and every setting for those who open them. */
export const webhookFormDelivery = {
  title: "Delivery",
  change: "Change",
  close: "Close",

  profile: {
    choose: "How to deliver",
    purposes: {
      simple: "For most receivers: each event at once, and patience where the receiver is down.",
      stream:
        "For much at a time, such as opens and clicks: lists of events, saved first and activated afterwards.",
      signed:
        "For receivers that check who calls: all fields of the contact, confirmed by 200, signed by RSA besides.",
      custom: "Your own mix: several triggers, and the settings as they stand now.",
    } as Record<string, string>,
    overwrites: (settings: string[]) => `Replaces what you changed: ${settings.join(", ")}.`,
    drops: (triggers: string[]) => `Can't send ${triggers.join(", ")}: choose another trigger then.`,
    switched: (profile: string) => `Delivery is now ${profile}.`,
    switchedFor: (trigger: string, profile: string) =>
      `“${trigger}” is sent as ${profile}, so Delivery has changed to it:`,
    restyled: (trigger: string) => `“${trigger}” needs another body, so it has changed:`,
    replaced: (settings: string[]) => `What you had changed is replaced: ${settings.join(", ")}.`,
    dropped: (triggers: string[]) => `No longer chosen: ${triggers.join(", ")}.`,
    undo: "Undo",
    switches: (profile: string) => `switches to ${profile}`,
  },

  settings: "Delivery settings",
  asProfile: (profile: string) => `as in ${profile}`,
  changed: (count: number) => `${plural(count, "setting differs", "settings differ")} from the profile`,
  differs: (profile: string, value: string) => `Changed. ${profile}: ${value}.`,
  reset: "Reset to the profile",
  resetOf: (setting: string) => `Reset ${setting} to the profile`,
  resetAll: "Reset all to the profile",

  groups: {
    success: "Success and retries",
    pace: "Pace and order",
    request: "Request",
    trouble: "When it keeps failing",
  },

  range: (from: string, to: string) => `must be from ${from} to ${to}`,
  deadline: "Deadline (seconds)",
  concurrency: "Concurrent requests",
  rate: "Requests per second",
  noLimit: "No limit",
  batchMax: "Events per request",
  batchWait: "Longest wait for more (seconds)",

  any2xx: "Any 2xx answer",
  exactly200: "Exactly 200",
  retryAfter: "Honour Retry-After",
  gone: "410 Gone suspends the webhook",

  orders: {
    none: "None",
    webhook: "All events in order",
    contact: "In order for each contact",
  },
  ports: { https: "Any port for web servers", https_443: "443 alone" },
  body: "Body",
  bodyUnfit: "can't send the trigger",
  signatures: {
    v1: "Standard Webhooks (v1, HMAC-SHA256)",
    v1a: "Standard Webhooks (v1a, Ed25519)",
    off: "Off",
  },
  rsa: "X-DI-Signature (RSA) besides",

  suspend: "Suspend automatically",
  failedInARow: "Lost deliveries in a row",
  hours: "Hours without success",
  autoResume: "Resume by itself",
  autoResumeHint: "Tries a waiting delivery from time to time; a success makes the webhook active again.",

  retry: {
    label: "Retry",
    scheduleOf: (profile: string) => `Schedule of ${profile}`,
    none: "No retry",
    custom: "Custom schedule",
    interval: "At an interval",
    schedule: "The schedule",
    gap: (number: number) => `Gap ${number}`,
    unitOf: (what: string) => `Unit of ${what}`,
    units: { seconds: "seconds", minutes: "minutes", hours: "hours" },
    addGap: "Add gap",
    removeGap: (number: number) => `Remove gap ${number}`,
    jitter: "Jitter (%)",
    jitterHint: "Each gap grows by up to this share at random, so that retries don't come in waves.",
    jitterWrong: "Jitter (%) must be from 0 to 100.",
    every: "Every",
    until: "Until (hours)",
    from: "Counted from",
    froms: { accepted: "when the event was accepted", first_attempt: "its first try" },
  },

  recipients: {
    label: "Who is told by mail",
    placeholder: "Find people by name or e-mail",
    nobody: "Nobody gets a mail.",
    some: (count: number) =>
      `${plural(count, "person gets", "people get")} a mail at a warning, when it is suspended or resumed, and whenever somebody deactivates it.`,
    person: (name: string, email: string) => (name === email ? email : `${name} (${email})`),
    gone: "No longer in the account",
    unknown: "A person of the account",
    nothingFound: "Nobody of that name in the account",
    notLoaded: "The people of the account could not be loaded.",
    loading: "Loading …",
    count: (count: number) => plural(count, "person", "people"),
  },
} as const;
