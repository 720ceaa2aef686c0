"use client";

import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { type PreviewInput, webhookQueries } from "@/lib/webhooks/queries";
import type { WebhookView } from "@/lib/webhooks/schema";
import { payloadPreview as t } from "@/texts/payload-preview";
import { triggerLabel } from "@/texts/triggers";

interface Props {
  input: PreviewInput;
  maxHeight?: number | string;
}

/** What a saved webhook would send for one of its triggers. */
export const previewInput = (
  { dataCenterId, delivery }: Pick<WebhookView, "dataCenterId" | "delivery">,
  type: string,
  refinements: Record<string, unknown>,
): PreviewInput => ({ type, dataCenterId, payloadStyle: delivery.payloadStyle, refinements });

/** The sample that a trigger would send, from the renderer of real requests. */
export function PayloadPreview({ input, maxHeight = "60vh" }: Props) {
  const { data, error, refetch, isPlaceholderData } = useQuery(webhookQueries.preview(input));
  if (error) {
    return (
      <ProblemAlert title={t.failed} onRetry={() => refetch()}>
        {error.message}
      </ProblemAlert>
    );
  }
  if (!data) return <Skeleton h={240} />;
  return (
    <Stack gap="xs" style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t.sampleFor(triggerLabel(input.type))}
        </Text>
        <CopyButton label={t.copy} value={data.body} />
      </Group>
      <CodeText label={t.label} maxHeight={maxHeight}>
        {data.body}
      </CodeText>
    </Stack>
  );
}
