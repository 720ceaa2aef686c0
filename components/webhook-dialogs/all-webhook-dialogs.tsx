"use client";

import { useMounted } from "@mantine/hooks";
import { ReplayDialog } from "@/components/replays/replay-dialog";
import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { WebhookFormDialog } from "@/components/webhook-form/webhook-form-dialog";
import type { DialogView } from "@/lib/paths";
import { ActivateDialog } from "./activate-dialog";
import { DeactivateDialog } from "./deactivate-dialog";
import { DeleteDialog } from "./delete-dialog";
import { PreviewDialog } from "./preview-dialog";
import { RunsDialog } from "./runs-dialog";
import { TestDialog } from "./test-dialog";
import { VerifyDialog } from "./verify-dialog";

const NOTHING: DialogView = {};

/**
 * Loaded when the first of them is wanted. They are put up closed and opened afterwards, so that each remembers
 * where the focus was and gives it back.
 */
export function AllWebhookDialogs() {
  const address = useDialogView();
  const ready = useMounted();
  const view = ready ? address.view : NOTHING;
  const inspecting = view.run !== undefined;
  return (
    <>
      <WebhookFormDialog create={view.create} editId={view.edit} />
      <PreviewDialog id={view.preview} />
      <RunsDialog id={view.runs} verdict={view.verdict} inspecting={inspecting} />
      <TestDialog id={view.test} inspecting={inspecting} />
      <VerifyDialog id={view.verify} inspecting={inspecting} />
      <ActivateDialog id={view.activate} />
      <DeactivateDialog id={view.deactivate} />
      <DeleteDialog id={view.delete} />
      <ReplayDialog kind="failed" id={view.resendFailed} />
      <ReplayDialog kind="missed" id={view.replayMissed} />
      <InspectorDrawer runId={view.run} />
    </>
  );
}
