/** Several events by check boxes, each with what is known of it and can be tried (S3.7 to S3.12). */
export const webhookFormEvents = {
  none: "Check at least one event.",
  showSample: "Show sample",
  hideSample: "Hide sample",
  showSampleOf: (event: string) => `Show sample of “${event}”`,
  hideSampleOf: (event: string) => `Hide sample of “${event}”`,
  resultOf: (event: string) => `Result of the test of “${event}”`,
  other: "Another event",
  otherHint: "An event that this kind of request can't tell of. Choosing one changes the delivery.",
  otherPlaceholder: "Choose an event",

  /** S3.12, in these words. */
  communicationTypes: {
    label: "Communication types",
    all: "All types",
    allHint: "All types of communications are tracked.",
    specific: "Specific types",
    specificHint: "Only the specified types of communications are tracked.",
    noneChosen: "Choose at least one type, or all types.",
  },
  sendingKinds: {
    label: "How it was sent",
    unitary: "Unitary sending (confirmation, web service, test)",
    batchOrCampaign: "Batch or campaign",
    batchAlone: "Batches alone, no campaigns",
    campaignAlone: "Campaigns alone, no batches",
    any: "None ticked: any",
  },
} as const;
