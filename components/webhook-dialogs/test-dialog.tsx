"use client";

import { Anchor, Button, Group, List, Select, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { PayloadPreview } from "@/components/payload-preview/payload-preview";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { runQueries } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { triggerLabel } from "@/texts/triggers";
import { TestResult } from "./test-result";
import { WebhookDialog } from "./webhook-dialog";

export function TestDialog({ id, inspecting }: { id: string | undefined; inspecting: boolean }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      size="lg"
      closeOnEscape={!inspecting}
      trapFocus={!inspecting}
      title={(webhook) => `Send test${webhook ? `: ${webhook.label}` : ""}`}
      onClose={() => close("test")}
    >
      {(webhook) => <Test webhook={webhook} />}
    </WebhookDialog>
  );
}

function Test({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { open, close } = useDialogView();
  const { run, pending, problem } = useAction();
  const queryClient = useQueryClient();
  const [type, setType] = useState<string>(webhook.triggers[0]?.type ?? "");
  const [result, setResult] = useState<RunRow>();
  const { type: _, ...refinements } = webhook.triggers.find((trigger) => trigger.type === type) ?? { type };

  const send = async () => {
    setResult(undefined);
    const answer = await run(() => actions.sendTest(webhook.id, { type }));
    if (!answer.ok) return;
    setResult(answer.value.runs[0]);
    await queryClient.invalidateQueries({ queryKey: runQueries.ofWebhook(webhook.id) });
  };

  return (
    <Stack>
      {webhook.triggers.length > 1 ? (
        <Select
          label="What to send"
          data={webhook.triggers.map((trigger) => ({
            value: trigger.type as string,
            label: triggerLabel(trigger.type),
          }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => value && setType(value)}
        />
      ) : (
        <Text size="sm">
          A sample of <b>{triggerLabel(type)}</b> is sent once to{" "}
          <b style={{ overflowWrap: "anywhere" }}>{webhook.url}</b>, with the webhook's authentication,
          headers and signature. Tests are marked and never counted.
        </Text>
      )}
      <PayloadPreview input={{ type, dataCenterId: webhook.dataCenterId, refinements }} maxHeight={220} />
      {problem && (
        <ProblemAlert title="The test was not sent">
          {problem.detail}
          {problem.errors.length > 0 && (
            <List size="sm">
              {problem.errors.map(({ path, message, remedy }) => (
                <List.Item key={path + message}>{`${path} ${message}. ${remedy}`}</List.Item>
              ))}
            </List>
          )}
        </ProblemAlert>
      )}
      <div aria-live="polite">
        {result && (
          <Stack gap="xs">
            <TestResult run={result} />
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              onClick={() => open({ run: result.id })}
            >
              Show request and response
            </Anchor>
          </Stack>
        )}
      </div>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("test")}>
          Done
        </Button>
        <Button onClick={send} loading={pending} data-autofocus>
          Send request
        </Button>
      </Group>
    </Stack>
  );
}
