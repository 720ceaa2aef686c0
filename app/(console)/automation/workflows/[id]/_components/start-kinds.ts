import type { Trigger } from "@/lib/workflows/start-schema";

const OWN = "custom.";

const event = (eventType: string): Trigger => ({ type: "event", eventType, match: "all", rules: [] });

/** What people choose from (S5.3), each as it begins; several of them are events, which are told apart by their type. */
export const START_KINDS = {
  form_submitted: event("form.submitted"),
  profile_updated: event("form.profile_updated"),
  group_added: { type: "group_added", groupId: 0 },
  segment_met: { type: "segment_met", segmentId: 0, includePresent: false },
  mail_opened: event("message.opened"),
  link_clicked: event("message.clicked"),
  survey_answered: event("survey.answered"),
  contact_date: { type: "contact_date", field: "", offsetDays: 0, time: "09:00", yearly: false },
  consent_expired: { type: "consent_expired", includePresent: false },
  consent_expiring: { type: "consent_expiring", days: 30, includePresent: false },
  custom: event(OWN),
  event: event(""),
} as const satisfies Record<string, Trigger>;

export type StartKind = keyof typeof START_KINDS;

export function kindOf(trigger: Trigger): StartKind {
  if (trigger.type !== "event") return trigger.type;
  if (trigger.eventType.startsWith(OWN)) return "custom";
  const known = Object.entries<Trigger>(START_KINDS).find(
    ([, start]) => start.type === "event" && start.eventType === trigger.eventType,
  );
  return (known?.[0] ?? "event") as StartKind;
}
