"use client";

import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { ResultMark } from "@/components/result-mark";
import type { InspectedRun } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { utcDateTimeWithMillis } from "@/texts/times";
import { AttemptTimeline } from "./attempt-timeline";
import { EventFacts } from "./event-facts";
import { RequestPart } from "./request-part";
import { ResponsePart } from "./response-part";
import { RunActions } from "./run-actions";
import { RunVerdict } from "./run-verdict";

interface Props {
  inspected: InspectedRun;
  onOpenRun: (runId: string) => void;
}

/** One attempt from cause to answer: what triggered it, what was sent, what came back, what happens next. */
export function RunInspector({ inspected, onOpenRun }: Props) {
  const { run, event, attempts, delivery } = inspected;
  return (
    <Stack gap="lg" pb="xl">
      <Stack gap={4}>
        <Group gap="sm">
          <ResultMark run={run} />
          {run.test && (
            <Badge variant="default" tt="none">
              Test
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {utcDateTimeWithMillis(run.startedAt)} UTC · attempt {run.attempt} ·{" "}
          {millisecondsText(run.durationMs)}
        </Text>
      </Stack>
      <RunVerdict inspected={inspected} />
      <RunActions inspected={inspected} />
      {event && (
        <Part title="Event">
          <EventFacts event={event} />
        </Part>
      )}
      <Part title="Request">
        <RequestPart request={run.request} />
      </Part>
      <Part title="Response">
        <ResponsePart run={run} />
      </Part>
      {!run.test && (
        <Part title="Attempts">
          <AttemptTimeline attempts={attempts} delivery={delivery} current={run.id} onOpenRun={onOpenRun} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}
