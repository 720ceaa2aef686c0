"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconBan, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { ActionResult } from "@/lib/action";
import { deliveryQueries } from "@/lib/deliveries/queries";
import { replayQueries } from "@/lib/replays/queries";
import type { ReplayRow, ReplayView } from "@/lib/replays/schema";
import { replaysText as t } from "@/texts/replays";

type Action = ReturnType<typeof useAction>;

/** Pause, resume, and cancel with a question before it. */
export function ReplayActions({ replay }: { replay: ReplayRow }) {
  const { actions } = useConsole();
  const changing = useAction();
  // One of its own: while a pause is under way, the question is open for its answer all the same.
  const ending = useAction();
  const [asks, setAsks] = useState(false);
  const queryClient = useQueryClient();
  const { id, webhook } = replay;

  const act = async ({ run }: Action, action: () => Promise<ActionResult<ReplayView>>) => {
    const result = await run(action);
    await queryClient.invalidateQueries({ queryKey: replayQueries.all() });
    await queryClient.invalidateQueries({ queryKey: deliveryQueries.all() });
    return result;
  };
  const change = async (action: () => Promise<ActionResult<ReplayView>>) => {
    const result = await act(changing, action);
    if (!result.ok) showProblem(result.problem);
  };
  const leave = () => {
    ending.clearProblem();
    setAsks(false);
  };
  const cancel = async () => {
    if ((await act(ending, () => actions.cancelReplay(id))).ok) leave();
  };

  const running = replay.state === "running";
  const verb = running ? t.pause : t.resume;
  const Icon = running ? IconPlayerPause : IconPlayerPlay;
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        loading={changing.pending}
        leftSection={<Icon size={14} aria-hidden />}
        aria-label={t.verbOf(verb, webhook)}
        onClick={() => change(() => (running ? actions.pauseReplay(id) : actions.resumeReplay(id)))}
      >
        {verb}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBan size={14} aria-hidden />}
        aria-label={t.verbOf(t.cancel, webhook)}
        onClick={() => setAsks(true)}
      >
        {t.cancel}
      </Button>
      <ConfirmDialog
        opened={asks}
        title={t.cancelTitle}
        confirmLabel={t.cancelConfirm}
        cancelLabel={t.cancelKeep}
        danger
        pending={ending.pending}
        onConfirm={cancel}
        onCancel={leave}
      >
        <Stack gap="sm">
          <Text size="sm">{t.cancelText(replay)}</Text>
          {ending.problem && <ProblemAlert>{ending.problem.detail}</ProblemAlert>}
        </Stack>
      </ConfirmDialog>
    </Group>
  );
}
