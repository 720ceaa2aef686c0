/** What the form can try before anything is saved: tests, and the keys that sign them. */
export const webhookFormDraft = {
  send: "Send test",
  sendOf: (event: string) => `Send test of “${event}”`,
  refused: "Not sent",
  incomplete: "Complete what is marked in the form first.",
  elsewhere: (path: string, message: string, remedy: string) =>
    [`${path} ${message.replace(/[.\s]+$/, "")}.`, remedy].filter(Boolean).join(" "),
  /** Below a result, once it tells of something else than what stands in the form. */
  outdated: "The form has changed since this test.",
  details: "Request and response",
  detailsNote: (body: string) => body,
  request: "Request",
  response: "Response",
  hint: "Sends the sample to the URL now, as the webhook would. Nothing is saved.",

  keys: {
    title: "Signature",
    intro:
      "The keys exist before you save: build the receiver, test it, then save. What you see here stays this webhook's.",
    show: "Show the keys",
    showSecret: "Show the signing secret",
    hide: "Hide",
    audited: "The look is recorded in the audit log with your name.",
    notShown: "The keys could not be shown",
    renewed: "These are new keys; the ones from before can't be used any more.",
  },
} as const;
