"use client";

import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { WebhookFormDialog } from "@/components/webhook-form/webhook-form-dialog";
import { DeactivateDialog } from "./deactivate-dialog";
import { DeleteDialog } from "./delete-dialog";
import { PreviewDialog } from "./preview-dialog";
import { RunsDialog } from "./runs-dialog";
import { TestDialog } from "./test-dialog";

/** Every dialog about webhooks; the address says which of them are open. */
export function WebhookDialogs() {
  const { view } = useDialogView();
  const inspecting = view.run !== undefined;
  return (
    <>
      <WebhookFormDialog create={view.create !== undefined} editId={view.edit} />
      <PreviewDialog id={view.preview} />
      <RunsDialog id={view.runs} verdict={view.verdict} inspecting={inspecting} />
      <TestDialog id={view.test} inspecting={inspecting} />
      <DeactivateDialog id={view.deactivate} />
      <DeleteDialog id={view.delete} />
      <InspectorDrawer runId={view.run} />
    </>
  );
}
