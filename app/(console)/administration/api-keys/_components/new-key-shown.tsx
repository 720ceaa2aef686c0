"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import type { NewApiKey } from "@/lib/api-keys/schema";
import { apiKeys as t } from "@/texts/api-keys";
import { type Address, firstCommand } from "./first-command";

export type NewKey = NewApiKey & { apiKeyId: string; key: string };

interface Props {
  created: NewKey;
  address: Address;
  dataCenters: { id: number }[];
  onStored(): void;
}

/** The one moment at which the key can be seen. */
export function NewKeyShown({ created, address, dataCenters, onStored }: Props) {
  const dataCenterId = created.dataCenterIds?.[0] ?? dataCenters[0]?.id ?? 1;
  const command = firstCommand(created, address, dataCenterId);
  return (
    <Stack>
      <Alert color="yellow" variant="light" title={t.shownOnce} icon={<IconAlertTriangle aria-hidden />}>
        {t.shownOnceText}
      </Alert>
      <Part title={created.name} copy={{ label: t.copyKey, value: created.key }}>
        <CodeText label={t.key}>{created.key}</CodeText>
      </Part>
      {command && (
        <Part
          title={created.scopes.includes("events:write") ? t.tryEvent : t.tryRead}
          copy={{ label: t.copyCommand, value: command }}
        >
          <CodeText label={t.copyCommand}>{command}</CodeText>
        </Part>
      )}
      <Group justify="flex-end" mt="xs">
        <Button onClick={onStored}>{t.stored}</Button>
      </Group>
    </Stack>
  );
}

interface PartProps {
  title: string;
  copy: { label: string; value: string };
  children: React.ReactNode;
}

function Part({ title, copy, children }: PartProps) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Text>
        <CopyButton {...copy} />
      </Group>
      {children}
    </Stack>
  );
}
