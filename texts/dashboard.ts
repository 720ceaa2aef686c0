import { plural } from "@/texts/plural";

const capped = ({ count, more }: { count: number; more: boolean }) =>
  more ? `more than ${count.toLocaleString("en")}` : count.toLocaleString("en");

/** The start page: what needs attention today. */
export const dashboard = {
  title: "Dashboard",
  attentionOf: (count: number) => `${plural(count, "thing needs", "things need")} your attention`,
  quiet: "Nothing needs your attention",
  quietText: "Every active webhook is delivering, and nothing waits for you.",
  notes: "Good to know",
  and: (count: number) => `and ${plural(count, "more webhook", "more webhooks")}`,

  engineSilent: {
    title: "Nothing is being delivered at the moment",
    text: "The part of Tidings that delivers has been silent for more than 10 seconds. Events are accepted and kept, and delivered once it works again. If this does not pass within a minute, tell your operator.",
  },
  plainHttp: {
    title: "Passwords travel unencrypted",
    text: (url: string) =>
      `People reach Tidings over plain http (${url}). Your operator should set PUBLIC_URL to an https address.`,
  },
  mailsAreKept: {
    title: "Mails are kept in the Outbox",
    text: "No mail server is set up (SMTP_URL), so invitations and notifications are not sent: read them in the Outbox.",
    button: "Open the Outbox",
  },
  freePlan: {
    title: "Your account is on the free plan",
    text: "Nothing is delivered and events are refused until it is on a paid plan. To upgrade, contact Tidings Sales.",
    button: "What is missing",
  },
  suspended: {
    title: (label: string) => `“${label}” is suspended`,
    text: "Tidings stopped it; events wait until somebody activates it again.",
    button: "Open webhook",
  },
  failing: {
    title: (label: string, count: number) =>
      count === 1
        ? `The last run of “${label}” failed`
        : `The last ${count.toLocaleString("en")} runs of “${label}” failed`,
    text: "Look at its runs to see what the endpoint answers.",
    button: "See runs",
  },
  lost: {
    title: (label: string, count: number) =>
      `${plural(count, "event was", "events were")} given up for “${label}”`,
    text: "In the last 24 hours. No further try will be made; a delivery can be sent again by hand.",
    button: "See deliveries",
  },
  waiting: {
    title: (label: string) => `Events have been waiting for “${label}” for more than an hour`,
    active: "Its endpoint may be slow, or refuses some of them. Oldest:",
    resting:
      "It is not active, so they wait until it is activated, as long as their time windows allow. Oldest:",
    button: "See what waits",
  },
  neverActivated: {
    title: (label: string) => `“${label}” was never activated`,
    text: "It is saved, but nothing is sent yet. Made:",
    button: "Open webhook",
  },

  first: {
    title: "No webhook yet",
    text: "A webhook tells another system as soon as something happens to a contact. Three steps to see one work, without an endpoint of your own:",
    steps: [
      "Make an address in the request inbox: it shows whatever is sent to it.",
      "Create a webhook that sends to that address.",
      "Send a test, and look at the request in the inbox.",
    ],
    inbox: "Open the request inbox",
    create: "Create a webhook",
    forMember: "An administrator of the account can create one.",
  },

  today: "Last 24 hours",
  accepted: "Events accepted",
  acceptedHint: "from producers",
  delivered: "Delivered",
  deliveredHint: "successful runs",
  lostCount: "Given up",
  lostHint: "no further try",
  waitingCount: "Waiting",
  waitingHint: "at this moment",
  capped,
  figure: (label: string, figure: string) => `${label}: ${figure}`,
} as const;
