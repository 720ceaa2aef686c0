import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** Of the heading: 3 where the part stands under another heading than the page's. */
  order?: 2 | 3;
  text?: string;
  aside?: ReactNode;
  children?: ReactNode;
}

/** A part of a page that is read, with its heading. */
export function PagePart({ title, order = 2, text, aside, children }: Props) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Title order={order}>{title}</Title>
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
