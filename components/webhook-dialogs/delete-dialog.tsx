"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useConsole } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { plural } from "@/texts/plural";
import { WebhookDialog } from "./webhook-dialog";

export function DeleteDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      title={(webhook) => `Delete ${webhook ? `“${webhook.label}”` : "webhook"}`}
      onClose={() => close("delete")}
    >
      {(webhook) => <Delete webhook={webhook} />}
    </WebhookDialog>
  );
}

function Delete({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const active = webhook.status === "active" || webhook.status === "suspended";
  const { waiting } = webhook.health;

  const remove = async () => {
    const result = await run(() => actions.remove(webhook.id, { deactivateFirst: active }));
    if (!result.ok) return;
    notifications.show({ message: `“${webhook.label}” is deleted.`, role: "status" });
    await closeAndRefresh("delete");
  };

  return (
    <Stack>
      {problem && <ProblemAlert title="Not deleted">{problem.detail}</ProblemAlert>}
      <Text fw={600}>This action cannot be reverted</Text>
      <Text size="sm">
        {active && "Only a webhook that is not active can be deleted, so it is deactivated first. "}
        Its passwords, secret values and signing secret are erased
        {waiting > 0 &&
          `, and ${plural(waiting, "delivery that is", "deliveries that are")} waiting will be cancelled`}
        . Its runs stay readable.
      </Text>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("delete")} data-autofocus disabled={pending}>
          Cancel
        </Button>
        <Button color="red" onClick={remove} loading={pending}>
          {active ? "Deactivate and delete" : "Delete"}
        </Button>
      </Group>
    </Stack>
  );
}
