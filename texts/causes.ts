/** Why an event happened. */
const CAUSE_LABELS: Record<string, string> = {
  user: "A person changed it",
  form: "A form was filled in",
  api: "Changed through the API",
  import: "Import",
  automation: "Automation",
  interaction: "Interaction of the contact",
  inactivity: "No activity of the contact",
  recalculation: "Scores were recalculated",
};

export const causeLabel = (cause: string) => CAUSE_LABELS[cause] ?? cause;
