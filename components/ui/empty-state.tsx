"use client";

import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** A picture or an icon; says nothing that the words don't. */
  picture?: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A list that has nothing yet: what would stand here, and the one button that fills it. */
export function EmptyState({ picture, title, children, action }: Props) {
  return (
    <Paper withBorder radius="lg" p="xl">
      <Stack align="center" gap="lg" py="lg">
        {picture}
        <Stack gap={4} align="center">
          <Title order={2}>{title}</Title>
          <Text c="dimmed" ta="center" maw={480} component="div">
            {children}
          </Text>
        </Stack>
        {action}
      </Stack>
    </Paper>
  );
}
