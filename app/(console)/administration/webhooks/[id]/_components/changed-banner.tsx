"use client";

import { Alert, Button, Group, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { webhookQueries } from "@/lib/webhooks/queries";
import type { WebhookView } from "@/lib/webhooks/schema";
import { WEBHOOK_STATUS_LABELS } from "@/texts/statuses";
import { webhookPage as t } from "@/texts/webhook-page";

/** The page shows an older state: somebody saved, activated or stopped the webhook since it was loaded. */
export function ChangedBanner({ webhook }: { webhook: WebhookView }) {
  const router = useRouter();
  const { view } = useDialogView();
  const { data: change } = useQuery({
    ...webhookQueries.latestChange(webhook.id, webhook.revision),
    enabled: webhook.status !== "deleted",
  });
  // A dialog tells it itself, and one's own save needs no telling.
  if (!change || view.edit || change.updatedAt <= webhook.updatedAt) return null;
  const saved = change.revision > webhook.revision;
  if (!saved && change.status === webhook.status) return null;
  return (
    <Alert color="blue" variant="light" role="status" p="xs">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="inherit">
          {saved ? (
            <>
              {t.changedBy(change.by)} <RelativeTime iso={change.at} />
            </>
          ) : (
            t.statusIsNow(WEBHOOK_STATUS_LABELS[change.status])
          )}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => router.refresh()}
        >
          {t.showPresent}
        </Button>
      </Group>
    </Alert>
  );
}
