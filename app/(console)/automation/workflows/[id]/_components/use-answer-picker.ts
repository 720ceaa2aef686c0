import { notifications } from "@mantine/notifications";
import type { AnswerPicker } from "@/components/test-request/answer-picker";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { findStep } from "@/lib/workflows/edit-steps";
import { canvas as t } from "@/texts/workflow-canvas";
import type { Editor } from "./editor";

/** While the webhook of the chosen step is tried, a click on a value of its answer maps it (screens 4.7). */
export function useAnswerPickerFor(editor: Editor): AnswerPicker | undefined {
  const { definition, selected, editable, editStep } = editor;
  const { view } = useDialogView();
  const step = selected === undefined ? undefined : findStep(definition.steps, selected);
  if (!editable || step?.type !== "webhook" || !step.wait || view.test !== step.webhookId) return undefined;
  return {
    picked: new Set(step.mapping.map(({ value }) => value)),
    pick(value, property) {
      editStep(step.id, (before) =>
        before.type === "webhook" ? { ...before, mapping: [...before.mapping, { value, property }] } : before,
      );
      notifications.show({ message: t.picked(value), role: "status" });
    },
  };
}
