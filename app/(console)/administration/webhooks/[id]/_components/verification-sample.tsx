"use client";

import { Group, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { webhookPage } from "@/texts/webhook-page";
import { NODE_SAMPLE } from "./node-sample";

const t = webhookPage.signature;

export function VerificationSample() {
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {t.sampleTitle}
        </Text>
        <CopyButton label={t.copySample} value={NODE_SAMPLE} />
      </Group>
      <CodeText label={t.sampleLabel} maxHeight={420}>
        {NODE_SAMPLE}
      </CodeText>
    </Stack>
  );
}
