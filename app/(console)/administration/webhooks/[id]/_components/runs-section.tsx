"use client";

import { Group, Stack, Title } from "@mantine/core";
import { ReplayButtons } from "@/components/replays/replay-buttons";
import { ReplayCards } from "@/components/replays/replay-cards";
import { RunsPanel } from "@/components/runs/runs-panel";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { VERDICTS } from "@/lib/vocabulary";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.runs;

interface Props {
  webhookId: string;
  /** Whether what it was owed can be sent again from here. */
  replayable: boolean;
}

/** The same list as the window *Runs in last 14 days*; its filter stands in the address. */
export function RunsSection({ webhookId, replayable }: Props) {
  const { view, open, change } = useDialogView();
  const { verdict, ...dialogs } = view;
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Group justify="space-between" gap="sm">
        <Title order={2}>{t.title}</Title>
        {replayable && <ReplayButtons webhookId={webhookId} />}
      </Group>
      <ReplayCards webhookId={webhookId} />
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
