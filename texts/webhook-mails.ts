import { plural } from "@/texts/plural";

/** What every mail about a webhook tells besides its occasion. */
export interface WebhookMailFacts {
  label: string;
  /** Counted up to a bound: `more` says that there are others. */
  waiting: { count: number; more: boolean };
  /** Deliveries that ended without success since the last one that succeeded. */
  lost: number;
  /** How the newest run went, in words; null where there was none. */
  lastAnswer: string | null;
}

export type WebhookMailOccasion =
  | { kind: "warning"; reason: string; outlook: string }
  | { kind: "suspended"; reason: string; autoResume: boolean }
  | { kind: "resumed" }
  | { kind: "deactivated"; by: string; waiting: "keep" | "cancel" | "delete" };

/** The mails to the people that a webhook names (decision 11, S3.13). */
export function webhookMail(facts: WebhookMailFacts, occasion: WebhookMailOccasion) {
  const { title, paragraphs } = said(facts, occasion);
  const { lastAnswer } = facts;
  return {
    subject: title,
    title,
    paragraphs: [
      ...paragraphs,
      ...(lastAnswer === null || occasion.kind === "resumed" ? [] : [`The last answer: ${lastAnswer}`]),
    ],
    button: "Open webhook",
  };
}

function said(
  facts: WebhookMailFacts,
  occasion: WebhookMailOccasion,
): { title: string; paragraphs: string[] } {
  const webhook = `Webhook "${facts.label}"`;
  switch (occasion.kind) {
    case "warning":
      return {
        title: `${webhook} is failing`,
        paragraphs: [[occasion.reason, occasion.outlook].join(" ").trim(), countsOf(facts, "waits")],
      };
    case "suspended":
      return {
        title: `${webhook} was suspended`,
        paragraphs: [
          `Tidings stopped sending. ${occasion.reason}`,
          occasion.autoResume
            ? "Tidings tries one delivery from time to time and resumes the webhook as soon as one succeeds. Somebody can also activate it again."
            : "Nothing is sent until somebody activates it again. Events go on being kept for it meanwhile.",
          countsOf(facts, "waits"),
        ],
      };
    case "resumed":
      return {
        title: `${webhook} was resumed`,
        paragraphs: [
          "A delivery succeeded, so Tidings sends again, what waited first.",
          countsOf(facts, "waits"),
        ],
      };
    case "deactivated":
      return occasion.waiting === "delete"
        ? {
            title: `${webhook} was deactivated and deleted`,
            paragraphs: [
              `${occasion.by} deactivated and deleted it, for good.`,
              countsOf(facts, "cancelled"),
            ],
          }
        : {
            title: `${webhook} was deactivated`,
            paragraphs: [
              `${occasion.by} deactivated it. Nothing is sent any more, and events that are accepted from now on are not kept for it.`,
              countsOf(facts, occasion.waiting === "cancel" ? "cancelled" : "waits"),
            ],
          };
  }
}

const WAITING = {
  waits: { one: "delivery waits", many: "deliveries wait", none: "Nothing waits" },
  cancelled: {
    one: "waiting delivery was cancelled",
    many: "waiting deliveries were cancelled",
    none: "Nothing was waiting",
  },
};

function countsOf({ waiting, lost }: WebhookMailFacts, became: keyof typeof WAITING): string {
  const words = WAITING[became];
  const { count, more } = waiting;
  const waits =
    count === 0 ? words.none : `${more ? "More than " : ""}${plural(count, words.one, words.many)}`;
  const given = lost === 0 ? "no event was lost" : `${plural(lost, "event was", "events were")} lost`;
  return `${waits}; ${given} since the last success.`;
}
