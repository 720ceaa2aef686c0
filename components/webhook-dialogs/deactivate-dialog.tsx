"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useConsole, type Waiting } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { WaitingChoice } from "./waiting-choice";
import { WebhookDialog } from "./webhook-dialog";

export function DeactivateDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      title={(webhook) => `Deactivate ${webhook ? `“${webhook.label}”` : "webhook"}`}
      onClose={() => close("deactivate")}
    >
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
    notifications.show({ message: `“${webhook.label}” is inactive.`, role: "status" });
    await closeAndRefresh("deactivate");
  };

  return (
    <Stack>
      {problem && <ProblemAlert title="Not deactivated">{problem.detail}</ProblemAlert>}
      <Text size="sm">
        Nothing is sent while the webhook is inactive. Events that are accepted meanwhile are not owed to it:
        they will not be sent later.
      </Text>
      <WaitingChoice count={webhook.health.waiting} value={waiting} onChange={setWaiting} />
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("deactivate")} disabled={pending}>
          Cancel
        </Button>
        <Button onClick={deactivate} loading={pending} data-autofocus>
          Deactivate
        </Button>
      </Group>
    </Stack>
  );
}
