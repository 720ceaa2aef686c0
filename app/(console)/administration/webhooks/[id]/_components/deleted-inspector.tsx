"use client";

import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { useDialogView } from "@/components/ui/use-dialog-view";

/** A deleted webhook has no other dialog than that of its runs. */
export function DeletedInspector() {
  const { view } = useDialogView();
  return <InspectorDrawer runId={view.run} />;
}
