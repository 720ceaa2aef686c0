"use client";

import { Anchor, Group, Text, Timeline } from "@mantine/core";
import { IconCheck, IconClock, IconDots, IconX } from "@tabler/icons-react";
import { ResultMark } from "@/components/result-mark";
import type { InspectedRun } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { runInspector } from "@/texts/run-inspector";
import { utcDateTime, utcMoment } from "@/texts/times";
import { placeOfCounted } from "./place-of-counted";

const t = runInspector.attempts;

interface Props {
  attempts: InspectedRun["attempts"];
  counted: InspectedRun["counted"];
  delivery: Pick<NonNullable<InspectedRun["batch"]>, "state" | "nextAttemptAt"> | null;
  current: string;
  onOpenRun: (runId: string) => void;
}

/** "1 · 12:56:40 · 503 · 210 ms", …, "next attempt 13:31:05 UTC". */
export function AttemptTimeline({ attempts, counted, delivery, current, onOpenRun }: Props) {
  const next = delivery?.state === "pending" ? delivery.nextAttemptAt : null;
  const gap = counted.length > 0 ? placeOfCounted(attempts) : null;
  return (
    <Timeline bulletSize={22} lineWidth={2} active={-1}>
      {attempts.flatMap((attempt, index) => [
        index === gap && (
          <Timeline.Item key="counted" bullet={<IconDots size={14} aria-hidden />} lineVariant="dashed">
            <Text size="sm">{t.counted(counted)}</Text>
            <Text size="xs" c="dimmed">
              {t.countedWhy}
            </Text>
          </Timeline.Item>
        ),
        <Timeline.Item
          key={attempt.id}
          bullet={
            attempt.verdict === "succeeded" ? (
              <IconCheck size={14} aria-hidden />
            ) : (
              <IconX size={14} aria-hidden />
            )
          }
        >
          <Group gap="sm" aria-current={attempt.id === current || undefined}>
            <Text size="sm">
              {attempt.attempt} · {utcDateTime(attempt.startedAt)}
            </Text>
            <ResultMark run={attempt} />
            <Text size="sm" c="dimmed">
              {millisecondsText(attempt.durationMs)}
            </Text>
            {attempt.id === current ? (
              <Text size="xs" c="dimmed">
                {t.shownHere}
              </Text>
            ) : (
              <Anchor component="button" type="button" size="xs" onClick={() => onOpenRun(attempt.id)}>
                {t.show}
              </Anchor>
            )}
          </Group>
        </Timeline.Item>,
      ])}
      {next && (
        <Timeline.Item bullet={<IconClock size={14} aria-hidden />}>
          <Text size="sm" c="dimmed">
            {t.next(utcMoment(next, new Date()))}
          </Text>
        </Timeline.Item>
      )}
    </Timeline>
  );
}
