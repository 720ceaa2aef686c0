"use client";

import { Badge, Code, Group, Stack, Text } from "@mantine/core";
import { useConsole } from "@/components/console-context";
import { InboxLink } from "@/components/inbox-link";
import { StatusChip } from "@/components/status-chip";
import { CopyButton } from "@/components/ui/copy-button";
import { detailsText } from "@/components/webhook-form/details-text";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookSentence, workflowWebhookSentence } from "@/texts/webhook-sentence";
import { webhookSettings } from "@/texts/webhook-settings";
import { webhooksPage } from "@/texts/webhooks-page";

/** Status chip (a workflow's webhook has no state of its own, decision 8), what the webhook does in one sentence, and the id that programs use. */
export function HeaderFacts({ webhook }: { webhook: WebhookView }) {
  const { dataCenters } = useConsole();
  const dataCenter = dataCenters.find(({ id }) => id === webhook.dataCenterId);
  const [only, ...others] = webhook.triggers;
  const details = only && others.length === 0 ? detailsText(only, dataCenter) : "";
  const name = dataCenter?.name ?? webhookSettings.dataCenterNumber(webhook.dataCenterId);
  return (
    <Stack gap={6}>
      <Group gap="sm">
        {webhook.kind === "event" || webhook.status === "deleted" ? (
          <StatusChip status={webhook.status} />
        ) : (
          <Badge variant="default" tt="none" fw={500}>
            {webhooksPage.kinds.workflow}
          </Badge>
        )}
        <Group gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: "anywhere" }}>{webhook.id}</Code>
          <CopyButton compact label={common.copyId} value={webhook.id} />
        </Group>
      </Group>
      <Text size="sm" maw={820} style={{ overflowWrap: "anywhere" }}>
        {webhook.kind === "workflow"
          ? workflowWebhookSentence(webhook)
          : webhookSentence(webhook, name, details)}
      </Text>
      <InboxLink url={webhook.url} />
      {webhook.description && (
        <Text size="sm" c="dimmed" maw={820} style={{ whiteSpace: "pre-line" }}>
          {webhook.description}
        </Text>
      )}
    </Stack>
  );
}
