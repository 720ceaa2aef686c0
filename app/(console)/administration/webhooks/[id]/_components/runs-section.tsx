"use client";

import { Stack, Title } from "@mantine/core";
import { RunsPanel } from "@/components/runs/runs-panel";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { VERDICTS } from "@/lib/vocabulary";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.runs;

/** The same list as the window *Runs in last 14 days*; its filter stands in the address. */
export function RunsSection({ webhookId }: { webhookId: string }) {
  const { view, open, change } = useDialogView();
  const { verdict, ...dialogs } = view;
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      <RunsPanel
        webhookId={webhookId}
        verdict={VERDICTS.find((each) => each === verdict)}
        onVerdict={(next) => change({ verdict: next })}
        onInspect={(run) => open({ run })}
        paused={Object.values(dialogs).some((value) => value !== undefined)}
      />
    </Stack>
  );
}
