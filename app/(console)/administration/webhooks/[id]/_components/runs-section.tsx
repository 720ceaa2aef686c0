"use client";

import { Stack, Title } from "@mantine/core";
import { useState } from "react";
import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { RunsPanel } from "@/components/runs/runs-panel";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { Verdict } from "@/lib/vocabulary";

/** The same list as the window *Runs in last 14 days*; a deleted webhook has no other dialog than the inspector. */
export function RunsSection({ webhookId, inspector }: { webhookId: string; inspector: boolean }) {
  const { view, open } = useDialogView();
  const [verdict, setVerdict] = useState<Verdict>();
  return (
    <Stack gap="sm" component="section" aria-label="Runs in last 14 days">
      <Title order={2}>Runs in last 14 days</Title>
      <RunsPanel
        webhookId={webhookId}
        verdict={verdict}
        onVerdict={setVerdict}
        onInspect={(run) => open({ run })}
        paused={Object.values(view).some((value) => value !== undefined)}
      />
      {inspector && <InspectorDrawer runId={view.run} />}
    </Stack>
  );
}
