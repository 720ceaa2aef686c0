"use client";

import { Text } from "@mantine/core";
import { ProblemAlert } from "@/components/ui/problem-alert";
import type { FetchProblem } from "@/lib/fetch-json";
import { hindsight as t } from "@/texts/hindsight";
import { problems } from "@/texts/problems";
import { webhookFormDraft } from "@/texts/webhook-form-draft";

interface Props {
  title: string;
  error: Error;
  onRetry: () => void;
}

/** What the form lacks is said calmly, for it is being filled in; trying again helps against anything else. */
export function NotTold({ title, error, onRetry }: Props) {
  const problem = "problem" in error ? (error as FetchProblem).problem : undefined;
  const faults = problem?.errors ?? [];
  if (faults.length === 0) {
    return (
      <ProblemAlert title={title} onRetry={onRetry}>
        {problem?.detail ?? problems.notReachableText}
      </ProblemAlert>
    );
  }
  return (
    <Text size="sm" c="dimmed" role="status">
      {t.notTold}{" "}
      {faults.map(({ path, message, remedy }) => webhookFormDraft.elsewhere(path, message, remedy)).join(" ")}
    </Text>
  );
}
