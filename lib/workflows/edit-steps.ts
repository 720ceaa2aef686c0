import { branchesOf, type Step } from "./definition";

/** A place between steps: in a branch of a step, or in the workflow itself, before the step of this index. */
export interface Place {
  within: { stepId: string; branch: string } | null;
  index: number;
}

export const insertStep = (steps: Step[], { within, index }: Place, step: Step): Step[] =>
  mapSequences(steps, (sequence, at) =>
    at?.stepId === within?.stepId && at?.branch === within?.branch
      ? [...sequence.slice(0, index), step, ...sequence.slice(index)]
      : sequence,
  );

export const updateStep = (steps: Step[], id: string, change: (step: Step) => Step): Step[] =>
  mapSequences(steps, (sequence) => sequence.map((step) => (step.id === id ? change(step) : step)));

/** With all that stands within it. */
export const removeStep = (steps: Step[], id: string): Step[] =>
  mapSequences(steps, (sequence) => sequence.filter((step) => step.id !== id));

/** Past its neighbour in the same sequence; at an end nothing changes. */
export const moveStep = (steps: Step[], id: string, by: -1 | 1): Step[] =>
  mapSequences(steps, (sequence) => {
    const from = sequence.findIndex((step) => step.id === id);
    const neighbour = sequence[from + by];
    const moved = sequence[from];
    if (!moved || !neighbour) return sequence;
    const next = [...sequence];
    next[from] = neighbour;
    next[from + by] = moved;
    return next;
  });

/** Puts a copy behind the step, with ids of their own for it and all that stands within it. */
export const duplicateStep = (steps: Step[], id: string, newId: () => string): Step[] =>
  mapSequences(steps, (sequence) =>
    sequence.flatMap((step) => (step.id === id ? [step, copyOf(step, newId)] : [step])),
  );

export function findStep(steps: readonly Step[], id: string): Step | undefined {
  for (const step of steps) {
    if (step.id === id) return step;
    for (const branch of branchesOf(step)) {
      const found = findStep(branch.steps, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Where it stands among its neighbours, for what can't be moved further. */
export function neighboursOf(steps: readonly Step[], id: string): { before: boolean; after: boolean } {
  const index = steps.findIndex((step) => step.id === id);
  if (index >= 0) return { before: index > 0, after: index < steps.length - 1 };
  const branch = steps.flatMap(branchesOf).find((each) => findStep(each.steps, id));
  return branch ? neighboursOf(branch.steps, id) : { before: false, after: false };
}

const copyOf = (step: Step, newId: () => string): Step => ({
  ...withBranches(step, (sequence) => sequence.map((inner) => copyOf(inner, newId))),
  id: newId(),
});

type Change = (sequence: Step[], at: Place["within"]) => Step[];

const mapSequences = (steps: Step[], change: Change, at: Place["within"] = null): Step[] =>
  change(steps, at).map((step) =>
    withBranches(step, (sequence, branch) => mapSequences(sequence, change, { stepId: step.id, branch })),
  );

function withBranches(step: Step, map: (sequence: Step[], branch: string) => Step[]): Step {
  switch (step.type) {
    case "condition":
      return { ...step, yes: map(step.yes, "yes"), no: map(step.no, "no") };
    case "split":
      return {
        ...step,
        branches: step.branches.map((branch, index) => ({
          ...branch,
          steps: map(branch.steps, String(index)),
        })),
      };
    case "webhook":
      return { ...step, failed: map(step.failed, "failed") };
    case "wait":
      return { ...step, timedOut: map(step.timedOut, "timedOut") };
    default:
      return step;
  }
}
