"use client";

import { Code, Group, Text } from "@mantine/core";
import { useConsole } from "@/components/console-context";
import { CopyButton } from "@/components/ui/copy-button";
import { webhookFormRequest as t } from "@/texts/webhook-form-request";

/** For allow-listing (S2.20): where our requests come from, if the operator has said so (decision 32). */
export function RequestsFrom() {
  const { requestsFrom } = useConsole();
  if (requestsFrom.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t.requestsFrom}
      </Text>
      {requestsFrom.map((address) => (
        <Group key={address} gap={2} wrap="nowrap">
          <Code>{address}</Code>
          <CopyButton compact label={t.copyAddress(address)} value={address} />
        </Group>
      ))}
    </Group>
  );
}
