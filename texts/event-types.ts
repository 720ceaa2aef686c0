/** What people read of every event type, in the order in which they see them (S1.26, S2.18). */
export const EVENT_TYPE_TEXTS = {
  "contact.became_contact": {
    group: "Contacts",
    label: "Became contact",
    description: "A visitor who was anonymous has become a known contact.",
  },
  "contact.created": {
    group: "Contacts",
    label: "Contact added",
    description: "A new contact was added, by hand, by a form or by a program.",
  },
  "contact.updated": {
    group: "Contacts",
    label: "Contact updated",
    description: "One or more properties of a contact have changed.",
  },
  "contact.opted_in": {
    group: "Contacts",
    label: "Opt-in",
    description: "A contact has agreed to be written to: single, confirmed or double opt-in.",
  },
  "contact.opted_out": {
    group: "Contacts",
    label: "Opt-out",
    description: "A contact no longer wants to be written to.",
  },
  "contact.quarantined": {
    group: "Contacts",
    label: "E-mail address put in quarantine",
    description: "Nothing is sent to a contact's address for now, since mails to it came back.",
  },
  "contact.complained": {
    group: "Contacts",
    label: "Spam complaint",
    description: "A contact has reported a message as spam.",
  },
  "contact.blocklisted": {
    group: "Contacts",
    label: "Recipient added to blocklist",
    description: "An address, or a pattern of addresses, was added to the blocklist.",
  },
  "persona.threshold_passed": {
    group: "Personas",
    label: "Persona scoring passed threshold",
    description: "A contact has scored enough to belong to a persona.",
  },
  "persona.threshold_exited": {
    group: "Personas",
    label: "Persona scoring exited threshold",
    description: "A contact's score has fallen below a persona's threshold.",
  },
  "lead_scoring.threshold_passed": {
    group: "Lead scorings",
    label: "Lead scoring passed threshold",
    description: "A contact has scored enough for a stage of a lead scoring.",
  },
  "lead_scoring.threshold_exited": {
    group: "Lead scorings",
    label: "Lead scoring exited threshold",
    description: "A contact's score has fallen below the threshold of a lead scoring's stage.",
  },
  "message.sent": {
    group: "Messages",
    label: "Message sent",
    description:
      "A message was made and handed to the recipient's mail server, which does not mean that it was received.",
  },
  "message.opened": {
    group: "Messages",
    label: "Message opened",
    description: "A recipient has opened a mailing's message.",
  },
  "message.clicked": {
    group: "Messages",
    label: "Link clicked",
    description: "A recipient has clicked a link of a message.",
  },
  "message.bounced": {
    group: "Messages",
    label: "Message bounced",
    description: "A message could not be delivered: a hard bounce, or a soft one for the last time.",
  },
  "message.production_error": {
    group: "Messages",
    label: "Production error",
    description: "A message could not be made for its recipient.",
  },
  "message.unsubscribed": {
    group: "Messages",
    label: "Recipient unsubscribed",
    description: "A recipient has unsubscribed by a link of a message.",
  },
  "message.archived": {
    group: "Messages",
    label: "Sent message was archived",
    description: "A message as it was sent to a recipient was archived.",
  },
  "message.filtered_by_blocklist": {
    group: "Messages",
    label: "Message discarded due to blocklist entry",
    description: "A message was not sent, since its recipient is on the blocklist.",
  },
  "form.submitted": {
    group: "Forms",
    label: "Form submitted",
    description: "A contact has sent a form.",
  },
  "form.profile_updated": {
    group: "Forms",
    label: "Profile updated by form",
    description: "A contact has changed their own data by a form.",
  },
  "survey.answered": {
    group: "Surveys",
    label: "Survey answered",
    description: "A contact has answered a survey.",
  },
  "workflow.step_reached": {
    group: "Workflows",
    label: "Webhook step reached",
    description: "A contact has reached a webhook's block of a workflow.",
  },
  "custom.<name>": {
    group: "Custom",
    label: "Custom event",
    description: "Something that a program reports under a name of its own, with parameters.",
  },
} as const;

interface Texts {
  group: string;
  label: string;
  description: string;
}

const CUSTOM = "custom.";

export function eventTypeTexts(name: string): Texts | undefined {
  if (Object.hasOwn(EVENT_TYPE_TEXTS, name)) return EVENT_TYPE_TEXTS[name as keyof typeof EVENT_TYPE_TEXTS];
  if (!name.startsWith(CUSTOM)) return undefined;
  const custom = EVENT_TYPE_TEXTS["custom.<name>"];
  return { ...custom, label: `${custom.label} ${name.slice(CUSTOM.length)}` };
}
