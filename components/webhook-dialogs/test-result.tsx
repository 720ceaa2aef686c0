"use client";

import { Alert, Anchor, Collapse, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { RunRow } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { codeOf, explainRun } from "@/texts/explain-run";

/** The outcome of a test in the words of screens.md 4.6; the code explains itself on request. */
export function TestResult({ run }: { run: RunRow }) {
  const [opened, { toggle }] = useDisclosure(false);
  if (run.verdict === "succeeded") {
    return (
      <Alert color="teal" variant="light">
        ✓ The URL is valid and the request was accepted (code {run.statusCode}).
        <Text size="xs" mt={4} c="inherit">
          Answered in {millisecondsText(run.durationMs)}
        </Text>
      </Alert>
    );
  }
  const { cause, remedy } = explainRun(run);
  return (
    <Alert color="red" variant="light">
      ✗ An error has occurred
      {run.statusCode === null
        ? " and the connection could not be established. "
        : ": the URL was reached, but the request was not accepted. "}
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
        See error code
      </Anchor>
      <Collapse expanded={opened}>
        <Stack gap={4} mt="xs">
          <Text size="sm" c="inherit">
            Code: <b>{codeOf(run)}</b>
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
