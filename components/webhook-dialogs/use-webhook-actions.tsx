"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useConsole } from "@/components/console-context";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { replaysText } from "@/texts/replays";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookDialogs.activate;

/** One-click activation, with the way back in the notification. */
export function useActivate(webhook: Pick<WebhookView, "id" | "label">) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const { open } = useDialogView();
  const router = useRouter();

  const replay = (notification: string) => {
    notifications.hide(notification);
    open({ replayMissed: webhook.id });
  };

  const undo = async (notification: string) => {
    notifications.hide(notification);
    const result = await run(() => actions.deactivate(webhook.id, "keep"));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.undone(webhook.label), role: "status" });
    router.refresh();
  };

  /** @returns whether it is active now */
  const activate = async (): Promise<boolean> => {
    const result = await run(() => actions.activate(webhook.id));
    if (!result.ok) {
      showProblem(result.problem);
      return false;
    }
    const id = `activated-${webhook.id}`;
    const { missed } = result.value;
    notifications.show({
      id,
      color: "teal",
      role: "status",
      autoClose: missed > 0 ? 30_000 : 8_000,
      message: (
        <Group justify="space-between" gap="sm" wrap={missed > 0 ? "wrap" : "nowrap"}>
          <Text size="sm">
            {t.done(webhook.label)} {missed > 0 && replaysText.missedMeanwhile(missed)}
          </Text>
          <Group gap="xs" justify="flex-end">
            {missed > 0 && (
              <Button size="compact-sm" onClick={() => replay(id)}>
                {replaysText.replayMissed}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => undo(id)}>
              {t.undo}
            </Button>
          </Group>
        </Group>
      ),
    });
    router.refresh();
    return true;
  };

  return { activate, pending };
}

/** Copies a webhook and opens the copy for editing: over the list, or on the page of the copy. */
export function useDuplicate(webhook: Pick<WebhookView, "id">, { toPage }: { toPage: boolean }) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const { open } = useDialogView();
  const router = useRouter();

  const duplicate = async () => {
    const result = await run(() => actions.duplicate(webhook.id));
    if (!result.ok) return showProblem(result.problem);
    const { id, label } = result.value;
    notifications.show({ message: webhookPage.duplicated(label), role: "status" });
    if (toPage) return router.push(paths.webhookTab(id, "settings", { edit: id }));
    router.refresh();
    open({ edit: id });
  };

  return { duplicate, pending };
}
