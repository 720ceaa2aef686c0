/** The page *Event catalogue* (screens 4.8). */
export const eventCatalogue = {
  title: "Event catalogue",
  intro: "What can happen, what is sent about it, and where each value comes from.",
  search: "Name, description or type",
  list: "Event types",
  found: (shown: number, all: number) =>
    shown === all ? `${all} event types` : `${shown} of ${all} event types`,
  noMatch: "No event type matches.",
  back: "All event types",
  choose: "Choose an event type to see what is sent about it.",

  copyType: "Copy type",
  create: "Create a webhook for this event",
  noStyle: "It starts workflows; no webhook on events can be triggered by it.",
  custom: "custom.order_paid, for example: letters, digits and _, up to 64 of them.",

  contactTitle: "Contact",
  contact: {
    required: "An event of this type always names a contact.",
    optional: "An event of this type may name a contact.",
  },

  refinementsTitle: "Can be narrowed to",
  noRefinements: "Nothing: a webhook gets every event of this type.",
  refinements: {
    personaIds: ["Personas", "only those chosen of the data center"],
    leadScorings: ["Lead scorings", "only those chosen, and only the chosen stages of them"],
    properties: ["Properties", "only when one of the named properties has changed"],
    mailingIds: ["Mailings", "only about those chosen of the data center"],
    communicationTypes: ["Communication types", "only messages of the chosen types"],
    sendingKinds: [
      "How it was sent",
      "unitary sendings (confirmation, web service, test), batches or campaigns",
    ],
    optInFields: ["Opt-in fields", "only those chosen of the data center"],
    optInKinds: ["Kind of opt-in", "single, confirmed or double"],
    bounceCategories: ["Kind of bounce", "hard or soft"],
    causes: ["Cause", "only what happened for one of the chosen causes"],
  } as Record<string, readonly [string, string]>,

  sentTitle: "What is sent",
  calls: (names: readonly string[]) => `Called ${names.join(" or ")} there.`,
  sampleLabel: (style: string) => `Sample, ${style}`,
  copySample: "Copy sample",
  fieldsTitle: "Where each field comes from",
  field: "Field",
  from: "Comes from",

  postedTitle: "What producers post",
  postedIntro: "JSON Schema of data, in the body of POST /api/internal/events.",
  schemaLabel: "JSON Schema of data",
  copySchema: "Copy JSON Schema",
  downloadSchema: "Download JSON Schema",
  fileName: (type: string) => `${type.replace(/[^\w.]+/g, "")}.schema.json`,
} as const;
