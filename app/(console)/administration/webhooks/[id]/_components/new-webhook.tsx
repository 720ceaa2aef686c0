"use client";

import { Button, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { EmptyState } from "@/components/ui/empty-state";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.overview;

/** Nothing has happened yet: what to do first. */
export function NewWebhook({ webhook }: { webhook: WebhookView }) {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  if (webhook.kind === "workflow") return <EmptyState title={t.newTitle}>{t.newInWorkflows}</EmptyState>;
  const action = administrator ? (
    <Button leftSection={<IconSend size={16} aria-hidden />} onClick={() => open({ test: webhook.id })}>
      {webhookPage.sendTest}
    </Button>
  ) : (
    <Text size="sm" c="dimmed">
      {t.newForMember}
    </Text>
  );
  return (
    <EmptyState title={t.newTitle} action={action}>
      {webhook.status === "active" ? t.newText.active : t.newText.other}
    </EmptyState>
  );
}
