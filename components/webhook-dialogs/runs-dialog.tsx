"use client";

import { Modal } from "@mantine/core";
import { RunsPanel } from "@/components/runs/runs-panel";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import { VERDICTS, type Verdict } from "@/lib/vocabulary";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { useWebhook } from "./use-webhook";

const t = webhookDialogs.runs;

interface Props {
  id: string | undefined;
  verdict: string | undefined;
  inspecting: boolean;
}

export function RunsDialog({ id, verdict, inspecting }: Props) {
  const { open, change, close } = useDialogView();
  const shown = useSticky(id);
  const { data: webhook } = useWebhook(shown);
  return (
    <Modal
      opened={id !== undefined}
      onClose={() => close("runs", "verdict")}
      closeOnEscape={!inspecting}
      trapFocus={!inspecting}
      size={920}
      title={webhook ? t.titleOf(webhook.label) : t.title}
    >
      {shown && (
        <RunsPanel
          webhookId={shown}
          verdict={VERDICTS.find((each) => each === verdict)}
          onVerdict={(next: Verdict | undefined) => change({ verdict: next })}
          onInspect={(run) => open({ run })}
          paused={inspecting || id === undefined}
        />
      )}
    </Modal>
  );
}
