/** The sample of what a trigger would send. */
export const payloadPreview = {
  title: "Payload preview",
  titleOf: (webhook: string) => `Payload preview: ${webhook}`,
  trigger: "Trigger",
  sampleFor: (trigger: string) => `Sample for ${trigger}, sent as application/json`,
  copy: "Copy",
  label: "Sample payload",
  failed: "No preview",
  notYet: "Choose a data center and a trigger to see what will be sent.",
} as const;
