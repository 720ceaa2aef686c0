"use client";

import { Button, Group } from "@mantine/core";
import { IconHistory, IconRefresh } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { REPLAY_CHOOSE } from "@/lib/paths";
import { replaysText as t } from "@/texts/replays";

/** Opens the two dialogs, for one webhook or, where none is named, for one that the dialog asks for. */
export function ReplayButtons({ webhookId = REPLAY_CHOOSE }: { webhookId?: string | undefined }) {
  const { open } = useDialogView();
  if (!useIsAdministrator()) return null;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => open({ resendFailed: webhookId })}
      >
        {t.resendFailed}
      </Button>
      <Button
        variant="default"
        leftSection={<IconHistory size={16} aria-hidden />}
        onClick={() => open({ replayMissed: webhookId })}
      >
        {t.replayMissed}
      </Button>
    </Group>
  );
}
