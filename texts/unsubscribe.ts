/** What readers of messages see, who know nothing of Tidings. */
export const unsubscribe = {
  title: "Unsubscribe",
  intro: (email: string | null) =>
    email
      ? `Shall ${email} get no more messages of this sender? Receipts and what you ask for still reach you.`
      : "Shall you get no more messages of this sender? Receipts and what you ask for still reach you.",
  unsubscribe: "Unsubscribe",
  doneTitle: "You are unsubscribed",
  done: (email: string | null) =>
    `${email ?? "Your address"} gets no more messages of this sender, but receipts and what you ask for.`,
  resubscribe: "Subscribe again",
  unknownTitle: "This link is not known",
  unknown:
    "It may have been cut off by the mail program, or what is known about you was erased. Open the link of a newer message, or answer to it.",
} as const;
