"use client";

import { Alert, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { DialogLink } from "@/components/ui/dialog-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookStatus } from "@/lib/vocabulary";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { codeOf, explainRun } from "@/texts/explain-run";
import { webhookPage } from "@/texts/webhook-page";
import { whatNext } from "@/texts/what-next";

const t = webhookPage.overview;

interface Props {
  failure: NonNullable<WebhookOverview["lastFailure"]>;
  status: WebhookStatus;
}

/** What the endpoint answered last, what we do about it and when, what can be done; and the way to the run. */
export function LastFailure({ failure: { run, detail, delivery }, status }: Props) {
  const { title, cause, remedy } = explainRun(run);
  const next = whatNext({ run, delivery, webhook: { status } }, new Date());
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        <>
          {t.lastError}: {title} ({codeOf(run)}), <RelativeTime iso={run.startedAt} />
        </>
      }
    >
      <Stack gap={6}>
        <Text size="sm" c="inherit">
          <b>{t.whatHappened}</b> {cause}
        </Text>
        {detail && (
          <Text size="xs" c="inherit" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {detail}
          </Text>
        )}
        <Text size="sm" c="inherit" suppressHydrationWarning>
          <b>{t.whatNext}</b> {next}
        </Text>
        <Text size="sm" c="inherit">
          <b>{t.whatToDo}</b> {remedy}
        </Text>
        <Group>
          <DialogLink to={{ run: run.id }} c="inherit" underline="always">
            {t.showRun}
          </DialogLink>
        </Group>
      </Stack>
    </Alert>
  );
}
