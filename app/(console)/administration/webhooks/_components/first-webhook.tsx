"use client";

import { Button, Group, Paper, SimpleGrid, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useConsole } from "@/components/console-context";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { inbox } from "@/texts/inbox";

const t = inbox.first;

/** A newcomer's three steps to a request that arrives. The first button leads on to the others by itself. */
export function FirstWebhook({ children }: { children: ReactNode }) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const { open } = useDialogView();

  const start = async () => {
    const result = await run(() => actions.inboxAddress());
    if (!result.ok) return showProblem(result.problem);
    open({ create: result.value.token });
  };
  return (
    <Paper
      withBorder
      radius="md"
      p={{ base: "sm", xs: "lg" }}
      w="100%"
      maw={880}
      component="section"
      aria-label={t.title}
    >
      <Stack gap="lg">
        <Stack gap={2}>
          <Title order={3}>{t.title}</Title>
          <Text size="sm" c="dimmed">
            {t.text}
          </Text>
        </Stack>
        <SimpleGrid component="ol" cols={{ base: 1, sm: 3 }} m={0} p={0} style={{ listStyle: "none" }}>
          {t.steps.map(({ title, text }, index) => (
            <Group key={title} component="li" gap="sm" wrap="nowrap" align="flex-start">
              <ThemeIcon radius="xl" variant="light" size={28} fw={600} aria-hidden>
                {index + 1}
              </ThemeIcon>
              <Stack gap={2}>
                <Text size="sm" fw={600}>
                  {title}
                </Text>
                <Text size="sm" c="dimmed">
                  {text}
                </Text>
              </Stack>
            </Group>
          ))}
        </SimpleGrid>
        <Group justify="space-between" gap="md">
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={pending} onClick={start}>
            {t.start}
          </Button>
          <Group gap="sm">
            <Text size="sm" c="dimmed">
              {t.or}
            </Text>
            {children}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
