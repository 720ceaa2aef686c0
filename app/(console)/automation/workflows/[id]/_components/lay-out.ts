import type { Definition, Step } from "@/lib/workflows/definition";
import type { Place } from "@/lib/workflows/edit-steps";

/** Where everything stands on the canvas: from the top down, branches side by side. */

export const STEP = { width: 240, height: 84 };
export const PLUS = { width: 32, height: 32 };
const GAP = 28;
/** Room for the name of a branch. */
const BRANCH_GAP = 52;
const BETWEEN = 40;

export type Spot = { id: string; x: number; y: number } & (
  | { kind: "trigger" }
  | { kind: "step"; step: Step }
  | { kind: "plus"; place: Place }
  | { kind: "end" }
);

export interface Line {
  from: string;
  to: string;
  /** Which way of the step it is: the name of a branch, or `on`, where contacts go on beside a branch. */
  way?: { step: Step; branch: string };
}

export interface Picture {
  spots: Spot[];
  lines: Line[];
}

interface Way {
  branch: string;
  /** Null where contacts go on without a branch. */
  steps: Step[] | null;
}

/** The ways out of a step that people are shown; a branch that nothing leads into is none. */
export function waysOf(step: Step): Way[] {
  switch (step.type) {
    case "condition":
      return [
        { branch: "yes", steps: step.yes },
        { branch: "no", steps: step.no },
      ];
    case "split":
      return step.branches.map(({ steps }, index) => ({ branch: String(index), steps }));
    case "webhook":
      return step.wait && step.onFailure === "branch"
        ? [
            { branch: "on", steps: null },
            { branch: "failed", steps: step.failed },
          ]
        : [];
    case "wait":
      return step.for.kind === "event"
        ? [
            { branch: "on", steps: null },
            { branch: "timedOut", steps: step.timedOut },
          ]
        : [];
    default:
      return [];
  }
}

export const TRIGGER_ID = "trigger:";
export const END_ID = "end:";

export const plusId = ({ within, index }: Place) =>
  `plus:${within?.stepId ?? ""}:${within?.branch ?? ""}:${index}`;

export function layOut({ steps }: Pick<Definition, "steps">): Picture {
  const picture: Picture = { spots: [], lines: [] };
  picture.spots.push({ kind: "trigger", id: TRIGGER_ID, x: -STEP.width / 2, y: 0 });
  const { bottom, last } = placeSequence(picture, steps, null, 0, STEP.height + GAP, (first) =>
    picture.lines.push({ from: TRIGGER_ID, to: first }),
  );
  picture.spots.push({ kind: "end", id: END_ID, x: -STEP.width / 2, y: bottom + GAP });
  picture.lines.push({ from: last, to: END_ID });
  return picture;
}

function placeSequence(
  picture: Picture,
  steps: Step[],
  within: Place["within"],
  centre: number,
  top: number,
  enter: (first: string) => void,
): { bottom: number; last: string } {
  let y = top;
  let join = enter;
  for (const [index, step] of [...steps, null].entries()) {
    const place = { within, index };
    const plus = plusId(place);
    picture.spots.push({ kind: "plus", id: plus, x: centre - PLUS.width / 2, y, place });
    join(plus);
    if (step === null) return { bottom: y + PLUS.height, last: plus };
    y += PLUS.height + GAP;
    picture.spots.push({ kind: "step", id: step.id, x: centre - STEP.width / 2, y, step });
    picture.lines.push({ from: plus, to: step.id });
    const ways = placeWays(picture, step, centre, y + STEP.height);
    y = ways.bottom + GAP;
    join = (next) => {
      for (const line of ways.open) picture.lines.push({ ...line, to: next });
    };
  }
  throw new Error("A sequence always ends with a place to add to.");
}

function placeWays(picture: Picture, step: Step, centre: number, bottom: number) {
  const ways = waysOf(step);
  if (step.type === "end") return { bottom, open: [] };
  if (ways.length === 0) return { bottom, open: [{ from: step.id }] };
  const widths = ways.map(({ steps }) => (steps ? widthOf(steps) : STEP.width / 2));
  let left = centre - (sum(widths) + BETWEEN * (ways.length - 1)) / 2;
  let deepest = bottom;
  const open: Omit<Line, "to">[] = [];
  for (const [index, { branch, steps }] of ways.entries()) {
    const width = widths[index] ?? 0;
    const way = { step, branch };
    if (steps) {
      const placed = placeSequence(
        picture,
        steps,
        { stepId: step.id, branch },
        left + width / 2,
        bottom + BRANCH_GAP,
        (first) => picture.lines.push({ from: step.id, to: first, way }),
      );
      deepest = Math.max(deepest, placed.bottom);
      open.push({ from: placed.last });
    } else {
      open.push({ from: step.id, way });
    }
    left += width + BETWEEN;
  }
  return { bottom: deepest, open };
}

const widthOf = (steps: Step[]): number => Math.max(STEP.width, ...steps.map(widthOfStep));

function widthOfStep(step: Step): number {
  const ways = waysOf(step);
  return (
    sum(ways.map(({ steps }) => (steps ? widthOf(steps) : STEP.width / 2))) + BETWEEN * (ways.length - 1)
  );
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
