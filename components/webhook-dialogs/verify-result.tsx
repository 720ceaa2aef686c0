"use client";

import { Alert, Text } from "@mantine/core";
import type { RunRow } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { explainRun } from "@/texts/explain-run";
import { webhookDialogs } from "@/texts/webhook-dialogs";

const t = webhookDialogs.verify;

/** Whether the receiver is ready, or what went wrong and what to do. */
export function VerifyResult({ run }: { run: RunRow }) {
  const { statusCode, deliveries: events, durationMs } = run;
  if (run.verdict === "succeeded") {
    return (
      <Alert color="teal" variant="light">
        {t.accepted(statusCode, events, millisecondsText(durationMs))}
      </Alert>
    );
  }
  const { cause, remedy } = explainRun(run);
  return (
    <Alert color="red" variant="light">
      {statusCode === null ? t.noAnswer : t.notAccepted(events)}
      <Text size="sm" mt="xs" c="inherit">
        {cause}
      </Text>
      <Text size="sm" mt="xs" c="inherit">
        <b>{t.whatToDo}</b> {remedy}
      </Text>
    </Alert>
  );
}
