import { plural } from "./plural";

/** A contact led through a draft, as the canvas shows it. */
export const rehearsal = {
  open: "Rehearse",
  title: (workflow: string) => `Rehearse “${workflow}”`,
  intro:
    "Leads a contact through the steps as they stand here. Nothing is sent or written; waits pass at once.",
  run: "Rehearse",
  again: "Rehearse again",
  running: "Rehearsing …",
  refused: "The rehearsal was not possible",
  fieldProblem: (path: string, message: string, remedy: string) =>
    [`${path} ${message.replace(/[.\s]+$/, "")}.`, remedy].filter(Boolean).join(" "),
  notMet: "The contact would not be let in",
  notMetText:
    "The event is not the one that the start asks for, or its rules are not met. The way is shown all the same.",
  way: "The way",
  empty: "The workflow has no steps yet.",
  came: (steps: number) => `The way is made of ${plural(steps, "entry", "entries")}.`,
  ended: { done: "The contact is through.", stopped: "The passage stops there." },
  contact: "The contact afterwards",
  request: (webhook: string | null) => (webhook ? `Request of “${webhook}”` : "Request"),
  fine: "would be sent",
  faulty: "can't be sent",
  masked: "Secrets are masked here.",
  choices: {
    webhook: "The request",
    event: "The event",
    branch: "Branch taken",
    answered: "is answered",
    failed: "fails",
    happened: "happens",
    timed_out: "does not happen",
    byChance: "By chance",
    branchOf: (index: number, share: number) => `Branch ${index} (${share} %)`,
  },
  labelOf: (what: string, step: string) => `${what} of ${step}`,
  answer: (step: string) => `Answer to ${step}`,
  answerHint: "JSON, as the receiver would answer it",
  notJson: (message: string) => `This is not valid JSON: ${message}`,
  useAnswer: "Use this answer",
} as const;
