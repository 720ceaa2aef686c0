"use client";

import { Box, Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { InboxLink } from "@/components/inbox-link";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { TestResult } from "@/components/webhook-dialogs/test-result";
import type { RequestTrial } from "@/lib/workflow-requests/trial-schema";
import { webhookFormDraft } from "@/texts/webhook-form-draft";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { RequestValues } from "./request-values";
import { useRequestDraft } from "./use-request-draft";

const t = workflowWebhookForm.where;

interface Props {
  children: (withTest: (input: ReactNode) => ReactNode) => ReactNode;
}

interface Tested {
  trial: RequestTrial;
  url: string;
}

/** *Test* at the right of the URL: one request with test data, ✓ or ✗ and *See error code* (S5.21 to S5.23). */
export function UrlTest({ children }: Props) {
  const { actions } = useConsole();
  const { watch, getValues } = useFormContext<RequestValues>();
  const { judge, call, refused } = useRequestDraft();
  const { run, pending } = useAction();
  const [tested, setTested] = useState<Tested>();
  const [problem, setProblem] = useState<string>();
  const url = watch("url");

  const test = async () => {
    setTested(undefined);
    setProblem(undefined);
    if (!judge()) return setProblem(webhookFormDraft.incomplete);
    const result = await run(() => call((input) => actions.sendTrial(input)));
    if (result.ok) return setTested({ trial: result.value, url: getValues("url") });
    const { detail, errors } = result.problem;
    const elsewhere = refused(errors);
    const told = elsewhere.map(({ path, message, remedy }) =>
      webhookFormDraft.elsewhere(path, message, remedy),
    );
    setProblem(errors.length === 0 ? detail : [...told, webhookFormDraft.incomplete].join(" "));
  };
  return (
    <Stack gap="xs">
      {children((input) => (
        <Group gap="xs">
          <Box flex="1 1 240px">{input}</Box>
          <Button variant="default" loading={pending} onClick={test}>
            {t.test}
          </Button>
        </Group>
      ))}
      <div aria-live="polite">
        {problem && <ProblemAlert title={webhookFormDraft.refused}>{problem}</ProblemAlert>}
        {tested && <TestResult run={tested.trial.run} />}
        {tested?.trial.run.inbox && <InboxLink url={tested.url} prominent />}
        {tested && tested.url !== url && (
          <Text size="xs" c="dimmed">
            {webhookFormDraft.outdated}
          </Text>
        )}
      </div>
    </Stack>
  );
}
