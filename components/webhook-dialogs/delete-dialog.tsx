"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useConsole } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { WebhookDialog } from "./webhook-dialog";

const t = webhookDialogs.delete;

export function DeleteDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog id={id} title={(webhook) => t.title(webhook?.label)} onClose={() => close("delete")}>
      {(webhook) => <Delete webhook={webhook} />}
    </WebhookDialog>
  );
}

function Delete({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  // A workflow's has no state of its own (decision 8).
  const active = webhook.kind === "event" && ["active", "suspended"].includes(webhook.status);

  const remove = async () => {
    const result = await run(() => actions.remove(webhook.id, { deactivateFirst: active }));
    if (!result.ok) return;
    notifications.show({ message: t.done(webhook.label), role: "status" });
    await closeAndRefresh("delete");
  };

  return (
    <Stack>
      {problem && <ProblemAlert title={t.refused}>{problem.detail}</ProblemAlert>}
      <Text fw={600}>{t.final}</Text>
      <Text size="sm">
        {active && `${t.deactivatedFirst} `}
        {t.erased(webhook.health.waiting)}
      </Text>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("delete")} data-autofocus disabled={pending}>
          {common.cancel}
        </Button>
        <Button color="red" onClick={remove} loading={pending}>
          {active ? t.confirmActive : t.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
