"use client";

import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { deliveryQueries } from "@/lib/deliveries/queries";
import { replayQueries } from "@/lib/replays/queries";
import { replaysText as t } from "@/texts/replays";

interface Props {
  /** What of the page can be chosen, and what is. */
  choosable: string[];
  chosen: string[];
  onChange(chosen: string[]): void;
}

/** Above a list of deliveries: choose all of the page, and send again what is chosen. */
export function SelectionBar({ choosable, chosen, onChange }: Props) {
  const { actions } = useConsole();
  const { run, pending, problem, clearProblem } = useAction();
  const [asks, setAsks] = useState(false);
  const queryClient = useQueryClient();
  const all = choosable.length > 0 && chosen.length === choosable.length;

  const leave = () => {
    clearProblem();
    setAsks(false);
  };
  const resend = async () => {
    const result = await run(() => actions.resendSelected(chosen));
    if (!result.ok) return;
    const { count, refused } = result.value;
    if (count > 0) notifications.show({ message: t.started(count), role: "status" });
    for (const { webhook, detail } of refused) {
      const message = t.refused(webhook, detail);
      notifications.show({ color: "red", title: t.notStarted, message, autoClose: 10_000, role: "alert" });
    }
    await queryClient.invalidateQueries({ queryKey: replayQueries.all() });
    await queryClient.invalidateQueries({ queryKey: deliveryQueries.all() });
    onChange([]);
    leave();
  };

  return (
    <Group gap="md" mih={36}>
      <Checkbox
        label={t.selectAll}
        checked={all}
        indeterminate={!all && chosen.length > 0}
        disabled={choosable.length === 0}
        onChange={() => onChange(all ? [] : choosable)}
      />
      <Text size="sm" c="dimmed" role="status">
        {chosen.length > 0 && t.selected(chosen.length)}
      </Text>
      {chosen.length > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => setAsks(true)}
        >
          {t.resendSelected}
        </Button>
      )}
      <ConfirmDialog
        opened={asks}
        title={t.resendTitle(chosen.length)}
        confirmLabel={t.resendSelected}
        pending={pending}
        onConfirm={resend}
        onCancel={leave}
      >
        <Stack gap="sm">
          <Text size="sm">{t.resendText}</Text>
          {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        </Stack>
      </ConfirmDialog>
    </Group>
  );
}
