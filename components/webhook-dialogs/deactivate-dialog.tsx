"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useConsole, type Waiting } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { WaitingChoice } from "./waiting-choice";
import { WebhookDialog } from "./webhook-dialog";

const t = webhookDialogs.deactivate;

export function DeactivateDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog id={id} title={(webhook) => t.title(webhook?.label)} onClose={() => close("deactivate")}>
      {(webhook) => <Deactivate webhook={webhook} />}
    </WebhookDialog>
  );
}

function Deactivate({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const [waiting, setWaiting] = useState<Waiting>("keep");

  const deactivate = async () => {
    const result = await run(() => actions.deactivate(webhook.id, waiting));
    if (!result.ok) return;
    notifications.show({ message: t.done(webhook.label), role: "status" });
    await closeAndRefresh("deactivate");
  };

  return (
    <Stack>
      {problem && <ProblemAlert title={t.refused}>{problem.detail}</ProblemAlert>}
      <Text size="sm">{t.text}</Text>
      <WaitingChoice count={webhook.health.waiting} value={waiting} onChange={setWaiting} />
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("deactivate")} disabled={pending}>
          {common.cancel}
        </Button>
        <Button onClick={deactivate} loading={pending} data-autofocus>
          {t.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
