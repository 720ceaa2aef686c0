"use client";

import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { InboxLink } from "@/components/inbox-link";
import { ResultMark } from "@/components/result-mark";
import type { InspectedRun } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { inbox } from "@/texts/inbox";
import { runInspector as t } from "@/texts/run-inspector";
import { utcDateTimeWithMillis } from "@/texts/times";
import { AttemptTimeline } from "./attempt-timeline";
import { BatchMembers } from "./batch-members";
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
  const { run, event, attempts, counted, batch, delivery } = inspected;
  return (
    <Stack gap="lg" pb="xl">
      <Stack gap={4}>
        <Group gap="sm">
          <ResultMark run={run} />
          {run.test && (
            <Badge variant="default" tt="none">
              {t.test}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t.facts(utcDateTimeWithMillis(run.startedAt), run.attempt, millisecondsText(run.durationMs))}
        </Text>
      </Stack>
      {run.inbox && (
        <Stack gap={4}>
          <Text size="sm">{inbox.handedOver}</Text>
          {run.request && <InboxLink url={run.request.url} />}
        </Stack>
      )}
      <RunVerdict inspected={inspected} />
      <RunActions inspected={inspected} />
      {(event || !run.test) && (
        <Part title={t.event.title}>
          {event ? (
            <EventFacts event={event} />
          ) : (
            <Text size="sm" c="dimmed">
              {t.event.gone}
            </Text>
          )}
        </Part>
      )}
      {batch && (
        <Part title={t.batch.title(batch.members.length)}>
          <BatchMembers members={batch.members} />
        </Part>
      )}
      <Part title={t.request.title}>
        <RequestPart request={run.request} />
      </Part>
      <Part title={t.response.title}>
        <ResponsePart run={run} />
      </Part>
      {!run.test && (
        <Part title={t.attempts.title}>
          <AttemptTimeline
            attempts={attempts}
            counted={counted}
            delivery={delivery ?? batch}
            current={run.id}
            onOpenRun={onOpenRun}
          />
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
