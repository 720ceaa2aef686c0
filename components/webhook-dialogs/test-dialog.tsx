"use client";

import { Button, Group, List, Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { PayloadPreview, previewInput } from "@/components/payload-preview/payload-preview";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { runQueries } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { triggerLabel } from "@/texts/triggers";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { SentRun } from "./sent-run";
import { TestResult } from "./test-result";
import { WebhookDialog } from "./webhook-dialog";

/** With the compiler of templates, which webhooks on events never need. */
const SavedRequestTest = dynamic(
  () =>
    import("@/components/test-request/saved-request-test").then(({ SavedRequestTest }) => SavedRequestTest),
  { loading: () => <Skeleton h={160} /> },
);

const t = webhookDialogs.test;

export function TestDialog({ id, inspecting }: { id: string | undefined; inspecting: boolean }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      size="lg"
      closeOnEscape={!inspecting}
      trapFocus={!inspecting}
      title={(webhook) => (webhook ? t.titleOf(webhook.label) : t.title)}
      onClose={() => close("test")}
    >
      {(webhook) =>
        webhook.kind === "workflow" ? (
          <SavedRequestTest webhook={webhook} onDone={() => void close("test")} />
        ) : (
          <Test webhook={webhook} />
        )
      }
    </WebhookDialog>
  );
}

function Test({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { close } = useDialogView();
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
          label={t.whatToSend}
          data={webhook.triggers.map((trigger) => ({
            value: trigger.type as string,
            label: triggerLabel(trigger.type),
          }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => value && setType(value)}
        />
      ) : (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t
            .sample(triggerLabel(type), webhook.url)
            .map((part, index) => (index % 2 === 0 ? part : <b key={part}>{part}</b>))}
        </Text>
      )}
      <PayloadPreview input={previewInput(webhook, type, refinements)} maxHeight={220} />
      {problem && (
        <ProblemAlert title={t.refused}>
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
          <SentRun run={result} url={webhook.url}>
            <TestResult run={result} />
          </SentRun>
        )}
      </div>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("test")}>
          {common.done}
        </Button>
        <Button onClick={send} loading={pending} data-autofocus>
          {t.send}
        </Button>
      </Group>
    </Stack>
  );
}
