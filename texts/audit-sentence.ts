import type { AuditEntryView } from "@/lib/audit/schema";
import { AUDIT_ACTIONS } from "./audit-actions";

export interface Sentence {
  /** Up to the target's name: "changed webhook ". */
  before: string;
  /** What it was done to; undefined where the words alone say it. */
  target: string | undefined;
  after: string;
}

/** What an entry tells, around the name of what it is about. An action without words of its own is shown raw. */
export function sentenceOf({ action, target, details }: AuditEntryView): Sentence {
  const words = Object.hasOwn(AUDIT_ACTIONS, action) ? AUDIT_ACTIONS[action] : undefined;
  const name = target.name ?? target.id;
  if (!words) return { before: `${action} `, target: name, after: "" };
  return {
    before: words.alone ? words.did : `${words.did} `,
    target: words.alone ? undefined : name,
    after: words.more?.(details) ?? "",
  };
}

export const plainSentence = ({ before, target = "", after }: Sentence) => `${before}${target}${after}`;
