import { useMemo } from "react";
import type { FieldProblem } from "@/lib/errors";
import type { Step } from "@/lib/workflows/definition";
import { insertStep, removeStep, updateStep } from "@/lib/workflows/edit-steps";
import { stepOfPath } from "@/lib/workflows/judge-draft";
import { newStep } from "@/lib/workflows/new-step";
import type { StepStatistics } from "@/lib/workflows/passage-schema";
import { namesOf } from "@/texts/workflow-canvas";
import type { Editor } from "./editor";
import { TRIGGER_ID } from "./lay-out";
import { newStepId } from "./new-step-id";

type Given = Pick<
  Editor,
  "workflow" | "definition" | "editable" | "selected" | "select" | "edit" | "choices"
> & {
  problems: FieldProblem[];
  statistics: StepStatistics["steps"];
};

/** What canvas, outline and settings share. */
export function useEditorValue(given: Given): Editor {
  const { definition, choices, select, edit, selected } = given;
  const problems = useMemo(
    () => Map.groupBy(given.problems, ({ path }) => stepOfPath(definition, path) ?? TRIGGER_ID),
    [given.problems, definition],
  );
  const statistics = useMemo(
    () => new Map(given.statistics.map((each) => [each.stepId, each])),
    [given.statistics],
  );
  const names = useMemo(() => namesOf(choices), [choices]);
  const editSteps = (change: (steps: Step[]) => Step[], about?: string) =>
    edit((draft) => ({ ...draft, steps: change(draft.steps) }), about);
  return {
    ...{ ...given, problems, statistics, names },
    editStep: (id, change, about) => editSteps((steps) => updateStep(steps, id, change), about),
    insert(place, type) {
      const step = newStep(type, newStepId());
      // Where there is no choice, none has to be made.
      const [only, ...more] = choices.webhooks;
      const chosen =
        step.type === "webhook" && only && more.length === 0 ? { ...step, webhookId: only.id } : step;
      editSteps((steps) => insertStep(steps, place, chosen));
      select(step.id);
    },
    remove(id) {
      editSteps((steps) => removeStep(steps, id));
      if (selected === id) select(undefined);
    },
  };
}
