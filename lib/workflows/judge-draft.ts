import type { FieldProblem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { type Definition, walkSteps } from "./definition";
import { workflowChangeSchema } from "./schema";
import { unfinishedSteps } from "./unfinished-steps";

export interface JudgedDraft {
  /** What can't be saved as it stands. */
  faults: FieldProblem[];
  /** The same, and what keeps it from being activated. */
  problems: FieldProblem[];
}

/** While somebody edits: the same rules that saving and activating go by. */
export function judgeDraft(definition: Definition): JudgedDraft {
  const parsed = workflowChangeSchema.safeParse({ definition });
  const faults = parsed.success ? [] : fieldProblems(parsed.error, { definition });
  const said = new Set(faults.map(({ path }) => path));
  return {
    faults,
    problems: [...faults, ...unfinishedSteps(definition).filter(({ path }) => !said.has(path))],
  };
}

/** @returns null where it is about the workflow as a whole or its trigger */
export function stepOfPath({ steps }: Definition, path: string): string | null {
  let found: string | null = null;
  for (const { step, path: at } of walkSteps(steps)) {
    const own = `definition.${at.join(".")}`;
    // A step comes before what stands within it, so the last one that fits is the innermost.
    if (path === own || path.startsWith(`${own}.`)) found = step.id;
  }
  return found;
}
