"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useIsAdministrator } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { ActionResult } from "@/lib/action";
import { deliveryQueries } from "@/lib/deliveries/queries";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import type { DeliveryState } from "@/lib/vocabulary";
import { deliveriesText as t } from "@/texts/deliveries";
import { triggerLabel } from "@/texts/triggers";

export type Cancel = (deliveryId: string) => Promise<ActionResult<{ state: DeliveryState }>>;

/** Asks before a delivery is cancelled; the address says which one. */
export function CancelDialog({ rows, cancel }: { rows: DeliveryRow[]; cancel: Cancel }) {
  const { view, close } = useDialogView();
  const { run, pending, problem, clearProblem } = useAction();
  const queryClient = useQueryClient();
  const administrator = useIsAdministrator();
  const asked = administrator ? rows.find(({ id }) => id === view.cancel) : undefined;
  const row = useSticky(asked);
  if (!row) return null;

  const leave = () => {
    clearProblem();
    return close("cancel");
  };
  const confirm = async () => {
    const result = await run(() => cancel(row.id));
    await queryClient.invalidateQueries({ queryKey: deliveryQueries.all() });
    if (!result.ok) return;
    const message = result.value.state === "cancelled" ? t.cancelled : t.cancelAsked;
    notifications.show({ message, role: "status" });
    await leave();
  };
  const text = row.state === "sending" ? t.cancelTextUnderWay : t.cancelText;
  return (
    <ConfirmDialog
      opened={asked !== undefined}
      title={t.cancelTitle}
      confirmLabel={t.cancelConfirm}
      cancelLabel={t.cancelKeep}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={leave}
    >
      <Stack gap="sm">
        <Text size="sm">{text(row.webhook.label, triggerLabel(row.event.type ?? ""))}</Text>
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
      </Stack>
    </ConfirmDialog>
  );
}
