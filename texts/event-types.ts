/** What people read of every event type, in the order in which they see them (S1.26). */
export const EVENT_TYPE_TEXTS = {
  "contact.became_contact": {
    group: "Contacts",
    label: "Became contact",
    description: "A visitor who was anonymous has become a known contact.",
  },
  "contact.updated": {
    group: "Contacts",
    label: "Contact updated",
    description: "One or more properties of a contact have changed.",
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
  "message.opened": {
    group: "Messages",
    label: "Message opened",
    description: "A recipient has opened a mailing's message.",
  },
} as const;

type Texts = (typeof EVENT_TYPE_TEXTS)[keyof typeof EVENT_TYPE_TEXTS];

export const eventTypeTexts = (name: string): Texts | undefined =>
  Object.hasOwn(EVENT_TYPE_TEXTS, name) ? EVENT_TYPE_TEXTS[name as keyof typeof EVENT_TYPE_TEXTS] : undefined;
