"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useConsole } from "@/components/console-context";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { WebhookView } from "@/lib/webhooks/schema";

/** One-click activation, with the way back in the notification. */
export function useActivate(webhook: Pick<WebhookView, "id" | "label">) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const router = useRouter();

  const undo = async (notification: string) => {
    notifications.hide(notification);
    const result = await run(() => actions.deactivate(webhook.id, "keep"));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: `“${webhook.label}” is inactive again.`, role: "status" });
    router.refresh();
  };

  const activate = async () => {
    const result = await run(() => actions.activate(webhook.id));
    if (!result.ok) return showProblem(result.problem);
    const id = `activated-${webhook.id}`;
    notifications.show({
      id,
      color: "teal",
      role: "status",
      autoClose: 8_000,
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <Text size="sm">“{webhook.label}” is active.</Text>
          <Button size="compact-sm" variant="default" onClick={() => undo(id)}>
            Undo
          </Button>
        </Group>
      ),
    });
    router.refresh();
  };

  return { activate, pending };
}
