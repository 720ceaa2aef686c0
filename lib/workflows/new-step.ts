import type { Step } from "./definition";

export const STEP_TYPES = [
  ...["webhook", "wait", "condition", "split", "update_contact", "group", "message", "end"],
] as const satisfies Step["type"][];

const DAY_S = 86_400;

/** A step as it is before anybody has set anything; what has to be chosen is empty, and said to be. */
export function newStep(type: Step["type"], id: string): Step {
  const head = { id, name: "" };
  switch (type) {
    case "webhook":
      return {
        ...{ ...head, type, webhookId: "", wait: false, conversion: false, onFailure: "continue" },
        ...{ failed: [], mapping: [] },
        contact: { id: "${contact.id}", email: "${contact.email}", phone: "" },
      };
    case "wait":
      return { ...head, type, for: { kind: "duration", seconds: DAY_S }, timedOut: [] };
    case "condition":
      return { ...head, type, match: "all", rules: [], yes: [], no: [] };
    case "split":
      return {
        ...{ ...head, type },
        branches: [
          { share: 50, steps: [] },
          { share: 50, steps: [] },
        ],
      };
    case "update_contact":
      return { ...head, type, values: [{ property: "", value: "" }] };
    case "group":
      return { ...head, type, action: "add", groupId: 0 };
    case "message":
      return { ...head, type, messageId: null };
    case "end":
      return { ...head, type };
  }
}
