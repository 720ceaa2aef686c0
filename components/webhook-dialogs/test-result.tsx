"use client";

import { Alert, Anchor, Collapse, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { RunRow } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { codeOf, explainRun } from "@/texts/explain-run";
import { webhookDialogs } from "@/texts/webhook-dialogs";

const t = webhookDialogs.test;

/** The outcome of a test in the words of screens.md 4.6; the code explains itself on request. */
export function TestResult({ run }: { run: RunRow }) {
  const [opened, { toggle }] = useDisclosure(false);
  if (run.verdict === "succeeded") {
    return (
      <Alert color="teal" variant="light">
        {t.accepted(run.statusCode)}
        <Text size="xs" mt={4} c="inherit">
          {t.answeredIn(millisecondsText(run.durationMs))}
        </Text>
      </Alert>
    );
  }
  const { cause, remedy } = explainRun(run);
  return (
    <Alert color="red" variant="light">
      {run.statusCode === null ? t.notConnected : t.notAccepted}{" "}
      <Anchor
        component="button"
        type="button"
        fw={600}
        fz="inherit"
        c="inherit"
        underline="always"
        onClick={toggle}
        aria-expanded={opened}
      >
        {t.seeCode}
      </Anchor>
      <Collapse expanded={opened}>
        <Stack gap={4} mt="xs">
          <Text size="sm" c="inherit">
            {t.code} <b>{codeOf(run)}</b>
          </Text>
          <Text size="sm" c="inherit">
            {cause}
          </Text>
          <Text size="sm" c="inherit">
            {remedy}
          </Text>
        </Stack>
      </Collapse>
    </Alert>
  );
}
