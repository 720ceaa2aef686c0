import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  text?: string;
  aside?: ReactNode;
  children?: ReactNode;
}

/** A part of a page that is read, with its heading. */
export function PagePart({ title, text, aside, children }: Props) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      {text && (
        <Text size="sm" maw={720}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
