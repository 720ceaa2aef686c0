"use client";

import { Button, Text } from "@mantine/core";
import { useIsAdministrator } from "@/components/console-context";
import { EmptyState } from "@/components/ui/empty-state";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { FlowPicture } from "./flow-picture";

export function EmptyList() {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const action = administrator ? (
    <Button onClick={() => open({ create: "1" })}>{t.create}</Button>
  ) : (
    <Text size="sm" c="dimmed">
      {t.emptyForMember}
    </Text>
  );
  return (
    <EmptyState picture={<FlowPicture />} title={t.emptyTitle} action={action}>
      {t.emptyText}
    </EmptyState>
  );
}
