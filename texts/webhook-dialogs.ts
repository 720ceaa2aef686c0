import { plural } from "@/texts/plural";

const quoted = (label: string | undefined) => (label === undefined ? "webhook" : `“${label}”`);

/** The actions of a webhook, in S1's words, and the windows that they open. */
export const webhookDialogs = {
  notLoaded: "The webhook could not be loaded",

  menu: {
    moreActionsFor: (webhook: string) => `More actions for ${webhook}`,
    edit: "Edit properties",
    activate: "Activate",
    deactivate: "Deactivate",
    preview: "Preview payload",
    runs: "Runs in last 14 days",
    sendTest: "Send test",
    delete: "Delete",
  },

  activate: {
    title: "Saved, not active yet",
    text: (webhook: string) =>
      `“${webhook}” is saved. Nothing is sent until you activate it, and events that happen before are not owed to it.`,
    now: "Activate",
    verifyFirst: "Verify the receiver first",
    testFirst: "Send a test first",
    later: "Later",
    done: (webhook: string) => `“${webhook}” is active.`,
    undo: "Undo",
    undone: (webhook: string) => `“${webhook}” is inactive again.`,
  },

  deactivate: {
    title: (webhook: string | undefined) => `Deactivate ${quoted(webhook)}`,
    refused: "Not deactivated",
    text: "Nothing is sent while the webhook is inactive. Events that are accepted meanwhile are not owed to it: they will not be sent later.",
    confirm: "Deactivate",
    done: (webhook: string) => `“${webhook}” is inactive.`,
  },

  /** What becomes of deliveries that wait (decision 10). */
  waiting: {
    question: (count: number) =>
      count === 0
        ? "No delivery is waiting now. If one comes in meanwhile:"
        : `${plural(count, "delivery is", "deliveries are")} waiting. What shall become of ${count === 1 ? "it" : "them"}?`,
    keep: "Keep them waiting",
    keepHint:
      "They are sent once you activate the webhook again, if their time window is still open; it runs on.",
    cancel: "Cancel them",
    cancelHint: "They will never be sent.",
  },

  delete: {
    title: (webhook: string | undefined) => `Delete ${quoted(webhook)}`,
    refused: "Not deleted",
    final: "This action cannot be reverted",
    deactivatedFirst: "Only a webhook that is not active can be deleted, so it is deactivated first.",
    erased: (waiting: number) =>
      waiting === 0
        ? "Its passwords, secret values and signing keys are erased. Its runs stay readable."
        : `Its passwords, secret values and signing keys are erased, and ${plural(waiting, "delivery that is", "deliveries that are")} waiting will be cancelled. Its runs stay readable.`,
    confirm: "Delete",
    confirmActive: "Deactivate and delete",
    done: (webhook: string) => `“${webhook}” is deleted.`,
  },

  runs: {
    title: "Runs in last 14 days",
    titleOf: (webhook: string) => `Runs in last 14 days: ${webhook}`,
  },

  test: {
    title: "Send test",
    titleOf: (webhook: string) => `Send test: ${webhook}`,
    whatToSend: "What to send",
    /** Every second part is emphasised. */
    sample: (trigger: string, url: string) => [
      "A sample of ",
      trigger,
      " is sent once to ",
      url,
      ", with the webhook's authentication, headers and signature. Tests are marked and never counted.",
    ],
    refused: "The test was not sent",
    showRun: "Show request and response",
    send: "Send request",
    accepted: (code: number | null) =>
      `✓ The URL is valid and the request was accepted (code ${code ?? ""}).`,
    answeredIn: (duration: string) => `Answered in ${duration}`,
    notConnected: "✗ An error has occurred and the connection could not be established.",
    notAccepted: "✗ An error has occurred: the URL was reached, but the request was not accepted.",
    seeCode: "See error code",
    code: "Code:",
  },

  /** Whether the receiver of an event stream is ready (S2.38). */
  verify: {
    title: "Verify",
    titleOf: (webhook: string) => `Verify: ${webhook}`,
    /** Every second part is emphasised. */
    about: (url: string) => [
      "One request with sample events is sent to ",
      url,
      ", exactly as the stream would send it. It is marked as a test and never counted.",
    ],
    mailing: "Mailing",
    sampleMailing: "Sample mailing",
    mailingOf: (name: string, id: number) => `${name} · ${id}`,
    mailingsNotLoaded: "The mailings could not be loaded; the sample mailing can be used.",
    noMailing: "No mailing of the data center matches.",
    numberOfEvents: "Number of events",
    numberHint: "1 to 100, in one list",
    refused: "Not verified",
    send: "Verify",
    accepted: (code: number | null, events: number, duration: string) =>
      `✓ The receiver answered ${code ?? ""} to ${plural(events, "event", "events")} in ${duration}.`,
    notAccepted: (events: number) => `✗ ${plural(events, "event was", "events were")} not accepted.`,
    noAnswer: "✗ No answer arrived.",
    whatToDo: "What you can do:",
  },
} as const;
