import { millisecondsText } from "@/texts/durations";
import { plural } from "@/texts/plural";

/** The test of a workflow's webhook: what to send, a look at it, the answer (S4.26 to S4.33). */
export const testRequest = {
  title: "Send test",
  titleOf: (webhook: string) => (webhook ? `Send test: ${webhook}` : "Send test"),
  step: (number: number, name: string) => `Step ${number} of 3: ${name}`,
  steps: { what: "What to send", check: "Check the request", answer: "Response" },
  back: "Back",
  next: "Next",
  send: "Send request",
  sending: "Sending …",
  sendAgain: "Send again",
  checking: "Making the request …",
  refused: "The request could not be made",
  notSent: "The test was not sent",

  source: "Where the values come from",
  sources: { fixed: "Test data", contact: "Contact", event: "Event" },
  fixedHint: "The request is sent with the fixed test data of a scenario notification: John Doe, id 54321.",
  suggestEvent: (parameters: string[]) =>
    parameters.length === 0
      ? "The request reads parameters of an event."
      : `The request reads ${parameters.length === 1 ? "the event parameter" : "the event parameters"} ${parameters.join(", ")}.`,
  suggestContact: "The request reads fields of the contact.",
  noDataCenter: "Choose a data center in the form first.",

  contacts: {
    search: "Search contacts",
    placeholder: "Beginning of a name, e-mail, phone number or id",
    within: "View contacts from",
    everybody: "All contacts",
    segments: "Segments",
    groups: "Groups",
    more: "More match. Type on to narrow the list.",
    cardNotLoaded: "The card could not be loaded",
    list: "Contacts",
    sample: "John Doe",
    sampleHint: "Sample contact · john.doe@example.org",
    view: (name: string) => `View the card of ${name}`,
    hide: (name: string) => `Hide the card of ${name}`,
    card: (name: string) => `Card of ${name}`,
    id: "Contact ID",
    email: "E-mail",
    noEmail: "no e-mail",
    noName: (id: string) => `Contact ${id}`,
    none: "No contact matches.",
    empty: "The data center has no contact yet. The sample contact can be used.",
    noProperties: "Nothing else is known of this contact.",
    notLoaded: "The contacts could not be loaded",
    chosen: (name: string) => `${name} is chosen`,
  },

  events: {
    from: "Which event",
    kinds: { received: "Received events", typed: "Type an event" },
    search: "Search events",
    placeholder: "Type, event id, contact id or e-mail",
    list: "Received events",
    none: "No event matches.",
    empty: "No event has been received in this data center yet. Type one instead.",
    notLoaded: "The events could not be loaded",
    about: (contact: string) => `about ${contact}`,
    aboutNobody: "about nobody",
    parameters: (names: string[]) => (names.length === 0 ? "no parameters" : names.join(", ")),
    ownContact: "The contact is the event's own.",
    body: "The event, as it would be posted",
    bodyHint: "Nothing of it is stored.",
    notJson: (message: string) => `This is not valid JSON: ${message}`,
    notObject: "Type one event: an object in braces.",
  },

  fieldProblem: (path: string, message: string, remedy: string) =>
    [`${path} ${message.replace(/[.\s]+$/, "")}.`, remedy].filter(Boolean).join(" "),

  whose: {
    sample: "John Doe, a sample contact",
    fixed: "the fixed test data",
    contact: (name: string) => `contact ${name}`,
    event: (type: string) => `the event ${type}`,
    typed: "the event that you typed",
  },
  use: "Use these values",
  chooseTitle: "Whose values to show",
  notRead: "The values could not be read",

  answer: {
    detail: "In detail:",
    phases: "How long it took",
    names: {
      dnsMs: "DNS",
      connectMs: "Connection",
      tlsMs: "TLS",
      firstByteMs: "First byte",
      totalMs: "Total",
    },
    took: (milliseconds: number | null) =>
      milliseconds === null
        ? "–"
        : milliseconds < 1
          ? "under 1 ms"
          : millisecondsText(Math.round(milliseconds)),
    none: "not reached",
    headers: "Headers",
    body: "Body",
    size: (bytes: string) => bytes,
    emptyBody: "The answer has no body.",
    notJson: "The answer is not JSON, so expressions can't read values out of it.",
    binary: "The answer is not text; it is shown as Base64.",
    tooLarge: "The answer is larger than 256 KiB, so a workflow can't use it. This is its beginning.",
    cutOff: "More was answered than is shown.",
    pick: "Save to contact",
    picked: "Is saved",
    pickOf: (expression: string) => `Save ${expression} to the contact`,
    tree: "The answer's values",
    copy: (expression: string) => `Copy expression ${expression}`,
    whole: "The whole answer",
    unnamed: "Give the webhook a name to copy expressions for its values.",
    howTo: "Copy the expression of a value and paste it into a message, a condition or a contact update.",
    open: (name: string) => `Show what is in ${name}`,
    close: (name: string) => `Hide what is in ${name}`,
    list: (count: number) => plural(count, "entry", "entries"),
    object: (count: number) => plural(count, "value", "values"),
    more: (count: number) => `Show ${count.toLocaleString("en")} more`,
    tooDeep: "Nested too deeply to be shown.",
    request: "Request",
    kept: "It is kept among the webhook's runs, marked as a test, and counts nowhere.",
    notKept: "Nothing of it is kept but a line in the audit log.",
  },
} as const;
