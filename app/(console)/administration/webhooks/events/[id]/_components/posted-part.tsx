"use client";

import { Group, Stack, Text, Title } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";

interface Props {
  title: string;
  value: object | null;
  copyLabel: string;
  /** What is said where there is nothing. */
  none: string;
}

/** A part of the event as it was posted, as text. */
export function PostedPart({ title, value, copyLabel, none }: Props) {
  const empty = value === null || Object.keys(value).length === 0;
  const text = JSON.stringify(value, null, 2);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        {!empty && <CopyButton label={copyLabel} value={text} />}
      </Group>
      {empty ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <CodeText label={title}>{text}</CodeText>
      )}
    </Stack>
  );
}
