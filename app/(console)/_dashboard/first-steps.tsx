"use client";

import { Button, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import { paths } from "@/lib/paths";
import { dashboard } from "@/texts/dashboard";

const t = dashboard.first;

/** For an account without a webhook: how to see one work at once. */
export function FirstSteps({ administrator }: { administrator: boolean }) {
  return (
    <Paper withBorder p="xl" radius="lg" component="section" aria-label={t.title}>
      <Stack gap="md">
        <Title order={2}>{t.title}</Title>
        <Text maw={720}>{t.text}</Text>
        <List type="ordered" spacing={4}>
          {t.steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        {administrator ? (
          <Group>
            <Button component={Link} prefetch={false} href={paths.inbox()}>
              {t.inbox}
            </Button>
            <Button
              component={Link}
              prefetch={false}
              href={paths.webhooks({ create: "1" })}
              variant="default"
            >
              {t.create}
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t.forMember}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
