"use client";

import { Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { InboxLink } from "@/components/inbox-link";
import { RequestPart } from "@/components/run-inspector/request-part";
import { ResponsePart } from "@/components/run-inspector/response-part";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TestResult } from "@/components/webhook-dialogs/test-result";
import { webhookFormDraft as t } from "@/texts/webhook-form-draft";
import { Disclosure } from "../disclosure";
import type { FormValues } from "../form-values";
import { same } from "../profile-rules";
import type { DraftTest } from "./use-draft";

/** What came of a test of what is not saved; no run is kept of it, so all of it stands here. */
export function DraftResult({ result }: { result: DraftTest }) {
  const [opened, setOpened] = useState(false);
  const values = useWatch<FormValues>();
  const { run, problem } = result;
  if (!run) return <ProblemAlert title={t.refused}>{problem}</ProblemAlert>;
  const outdated = !same(sentOf(values as FormValues), sentOf(result.values));
  return (
    <Stack gap="xs">
      <TestResult run={run} />
      {outdated && (
        <Text size="xs" c="dimmed">
          {t.outdated}
        </Text>
      )}
      {run.inbox && <InboxLink url={result.values.url} prominent />}
      <Disclosure
        title={t.details}
        note={run.statusCode === null ? "" : String(run.statusCode)}
        expanded={opened}
        onToggle={() => setOpened(!opened)}
      >
        <Stack gap="sm" pt="xs">
          <Title order={4} size="h6">
            {t.request}
          </Title>
          <RequestPart request={run.request} />
          <Title order={4} size="h6">
            {t.response}
          </Title>
          <ResponsePart run={run} />
        </Stack>
      </Disclosure>
    </Stack>
  );
}

const sentOf = ({ dataCenterId, url, authentication, headers, delivery }: FormValues) => ({
  ...{ dataCenterId, url, authentication, headers, delivery },
});
