import { branchesOf, type Definition, type Step } from "@/lib/workflows/definition";

/** A definition as a passage goes through it: from each step to the next one. */
export interface Plan {
  definition: Definition;
  /** Null for a workflow without steps. */
  first: string | null;
  steps: ReadonlyMap<string, Planned>;
}

export interface Planned {
  step: Step;
  /** Where the contact goes on behind it; null where the workflow ends. */
  next: string | null;
  /** The first step of each branch, or where its end leads if it is empty. */
  branches: Readonly<Record<string, string | null>>;
}

export function planOf(definition: Definition): Plan {
  const steps = new Map<string, Planned>();
  const lay = (sequence: readonly Step[], behind: string | null): string | null => {
    for (const [index, step] of sequence.entries()) {
      const next = sequence[index + 1]?.id ?? behind;
      const branches = Object.fromEntries(
        branchesOf(step).map((branch) => [branch.name, lay(branch.steps, next)]),
      );
      steps.set(step.id, { step, next, branches });
    }
    return sequence[0]?.id ?? behind;
  };
  return { definition, first: lay(definition.steps, null), steps };
}
