import type { AnyStyle } from "@/lib/payloads/renderable-event";

type Refuse = (path: (string | number)[], message: string, remedy: string) => void;

interface Settings {
  profile: string;
  triggers: unknown[];
  method: "POST" | "GET";
  delivery: {
    payloadStyle: AnyStyle;
    retry: { kind: string; delaysSeconds?: unknown[] };
    suspendOnGone: boolean;
    urlPolicy: string;
    suspension: unknown;
  };
  template?: unknown;
  scenario?: unknown;
}

/** What event webhooks don't have, and workflows' have (docs/edge.md, A webhook). */
export function judgeEventWebhook(
  { triggers, method, delivery, template, scenario }: Settings,
  refuse: Refuse,
) {
  if (triggers.length === 0) {
    refuse(["triggers"], "is empty", 'Send a list of 1 to 50, such as [{"type": "contact.updated"}].');
  }
  if (method !== "POST")
    refuse(["method"], 'can only be "POST" for event webhooks', "Use POST, or leave it out.");
  if (delivery.payloadStyle === "template" || delivery.payloadStyle === "scenario") {
    const message = 'can only be "simple", "stream" or "signed" for event webhooks';
    refuse(["delivery", "payloadStyle"], message, "Use one of these, or leave it to the profile.");
  }
  if (delivery.urlPolicy === "http_allowed") {
    const message = 'can only be "https" or "https_443" for event webhooks';
    refuse(["delivery", "urlPolicy"], message, "Use one of these, or leave it to the profile.");
  }
  if (template !== undefined) refuse(["template"], ...NOT_OF_EVENTS);
  if (scenario !== undefined) refuse(["scenario"], ...NOT_OF_EVENTS);
}

const NOT_OF_EVENTS = [
  "belongs to webhooks of workflows",
  'Remove it, or make a webhook of kind "workflow".',
] as const;

/** At most two quick tries: somebody may be waiting for the answer (decision 4). */
const QUICK_TRIES = 2;

/** A workflow's step decides when it is sent and what becomes of a failure. */
export function judgeWorkflowWebhook(webhook: Settings, refuse: Refuse) {
  const { profile, triggers, method, delivery } = webhook;
  const own = OWN[profile === "scenario" ? "scenario" : "data_request"];
  if (triggers.length > 0) {
    refuse(
      ["triggers"],
      "are for event webhooks",
      "Leave it out: the workflow's step decides when it is sent.",
    );
  }
  if (delivery.payloadStyle !== own.style) {
    const message = `can only be "${own.style}" with profile ${profile}`;
    refuse(["delivery", "payloadStyle"], message, "Leave it to the profile.");
  }
  if (profile === "scenario" && method !== "POST") {
    refuse(["method"], 'can only be "POST" with profile scenario', "Use POST, or profile data_request.");
  }
  if (profile !== "scenario" && delivery.urlPolicy === "http_allowed") {
    const message = 'can only be "https" or "https_443" with profile data_request';
    refuse(["delivery", "urlPolicy"], message, "Only scenario notifications may use http.");
  }
  if (delivery.suspension !== null) {
    refuse(["delivery", "suspension"], "is for event webhooks", "Use null, or leave it out.");
  }
  if (delivery.suspendOnGone) {
    refuse(["delivery", "suspendOnGone"], "is for event webhooks", "Use false, or leave it out.");
  }
  const { kind, delaysSeconds = [] } = delivery.retry;
  if (profile === "data_request" && (kind === "interval" || delaysSeconds.length > QUICK_TRIES)) {
    const remedy = 'Use {"kind": "none"}, or a schedule of one or two delays.';
    refuse(
      ["delivery", "retry"],
      "can only be none or up to two more tries with profile data_request",
      remedy,
    );
  }
  for (const other of ["template", "scenario"] as const) {
    if (other !== own.style && webhook[other] !== undefined) {
      refuse([other], `does not go with profile ${profile}`, "Remove it, or choose the other profile.");
    }
  }
  if (webhook[own.style] === undefined)
    refuse([own.style], "is missing", "Leave it to the profile, or send it.");
}

const OWN = { data_request: { style: "template" }, scenario: { style: "scenario" } } as const;
