import type { NewRequest } from "@/components/workflow-webhook-form/new-request";
import { walkSteps } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import type { Editor } from "./editor";

/** A webhook that is made on the canvas is called after its step, and chosen there as soon as it is saved. */
export function useNewRequestFor(editor: Editor): NewRequest {
  const { workflow, definition, selected, choices, editStep } = editor;
  const position = [...walkSteps(definition.steps)].findIndex(({ step }) => step.id === selected);
  const label = position < 0 ? "" : t.webhookFor(workflow.name, position + 1);
  const taken = new Set(choices.webhooks.map(({ name }) => name.toLowerCase()));
  return {
    label: taken.has(label.toLowerCase()) ? "" : label,
    dataCenterId: workflow.dataCenterId,
    onCreated({ id, dataCenterId }) {
      if (selected === undefined || dataCenterId !== workflow.dataCenterId) return;
      editStep(selected, (step) => (step.type === "webhook" ? { ...step, webhookId: id } : step));
    },
  };
}
