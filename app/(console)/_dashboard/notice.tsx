"use client";

import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";

export interface NoticeFacts {
  key: string;
  tone: "problem" | "warning" | "note";
  title: string;
  text: ReactNode;
  /** The one thing to do about it; none where it can't be done here. */
  action?: { label: string; href: string };
}

const TONES = {
  problem: { icon: IconAlertTriangle, color: "var(--mantine-color-error)" },
  warning: {
    icon: IconAlertTriangle,
    color: "light-dark(var(--mantine-color-orange-9), var(--mantine-color-yellow-5))",
  },
  note: { icon: IconInfoCircle, color: "var(--mantine-color-dimmed)" },
};

/** One thing, with its one button. */
export function Notice({ tone, title, text, action }: NoticeFacts) {
  const { icon: Icon, color } = TONES[tone];
  return (
    <Paper withBorder p="md" component="li">
      <Group justify="space-between" gap="md">
        <Group gap="sm" wrap="nowrap" align="flex-start" flex="1 1 320px" miw={0}>
          <Icon size={20} color={color} aria-hidden style={{ flex: "none", marginTop: 2 }} />
          <Stack gap={2} miw={0}>
            <Text fw={500} style={{ overflowWrap: "anywhere" }}>
              {title}
            </Text>
            <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: "anywhere" }}>
              {text}
            </Text>
          </Stack>
        </Group>
        {action && (
          <Button component={Link} prefetch={false} href={action.href} variant="default" size="xs">
            {action.label}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
