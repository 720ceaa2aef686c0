"use client";

import { Button, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { WorkflowProfile } from "./request-values";

const t = workflowWebhookForm.choose;
const KINDS: WorkflowProfile[] = ["data_request", "scenario"];

/** Which of the two a step is to send, in plain words. */
export function KindQuestion() {
  const { change } = useDialogView();
  const first = useRef<HTMLButtonElement>(null);
  // The dialog looks for where to begin before this has been loaded.
  useEffect(() => first.current?.focus(), []);
  return (
    <Stack>
      <Text>{t.title}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {KINDS.map((kind, index) => (
          <Paper key={kind} withBorder p="lg" component="section" aria-label={t[kind].title}>
            <Stack h="100%" justify="space-between">
              <div>
                <Title order={3} size="h4" mb="xs">
                  {t[kind].title}
                </Title>
                <Text size="sm">{t[kind].text}</Text>
              </div>
              <Button
                variant={index === 0 ? "filled" : "default"}
                onClick={() => change({ create: kind })}
                ref={index === 0 ? first : undefined}
              >
                {t[kind].use}
              </Button>
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
