"use client";

import { ActionIcon, Button, Group } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconTheater,
} from "@tabler/icons-react";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WorkflowView } from "@/lib/workflows/schema";
import { rehearsal } from "@/texts/rehearsal";
import { canvas as t } from "@/texts/workflow-canvas";
import { workflows } from "@/texts/workflows";
import { MoreMenu } from "./more-menu";
import type { useDraft } from "./use-draft";
import type { useSaving } from "./use-saving";

interface Props {
  workflow: WorkflowView;
  draft: ReturnType<typeof useDraft>;
  saving: ReturnType<typeof useSaving>;
  /** Whether every step is set, and whether what there is can be saved. */
  ready: boolean;
  savable: boolean;
  onRefused(): void;
}

export function HeaderActions({ workflow, draft, saving, ready, savable, onRefused }: Props) {
  const { status, changed } = workflow;
  const { dirty, pending } = saving;
  const { open } = useDialogView();
  if (status === "archived") return <MoreMenu workflow={workflow} />;
  const publishes = status === "draft" || dirty || changed;
  return (
    <Group gap="xs">
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t.undo}
        disabled={!draft.canUndo}
        onClick={draft.undo}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t.redo}
        disabled={!draft.canRedo}
        onClick={draft.redo}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </ActionIcon>
      <Button
        variant="default"
        disabled={!dirty}
        loading={pending}
        onClick={() => (savable ? void saving.save() : onRefused())}
      >
        {t.saveDraft}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTheater size={16} aria-hidden />}
        onClick={() => open({ rehearse: workflow.id })}
      >
        {rehearsal.open}
      </Button>
      {publishes && (
        <Button loading={pending} onClick={() => (ready ? void saving.activate() : onRefused())}>
          {status === "draft" ? t.activate : t.publish}
        </Button>
      )}
      {status === "active" && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={saving.pause}
        >
          {workflows.pause}
        </Button>
      )}
      {status === "paused" && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={saving.resume}
        >
          {workflows.resume}
        </Button>
      )}
      <MoreMenu workflow={workflow} />
    </Group>
  );
}
