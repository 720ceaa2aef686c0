"use client";

import { Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useIsAdministrator } from "@/components/console-context";
import type { ReplayRow } from "@/lib/replays/schema";
import { replaysText as t } from "@/texts/replays";
import { ReplayActions } from "./replay-actions";

/** What is sent again, how far it has come, and, for administrators, how to stop it. */
export function ReplayCard({ replay }: { replay: ReplayRow }) {
  const administrator = useIsAdministrator();
  const { kind, state, reason, webhook, total, queued, skipped, perSecond, createdBy } = replay;
  const ended = state === "done" || state === "cancelled";
  const percent = total === 0 ? 100 : ((queued + skipped) / total) * 100;
  const between = t.between(replay);
  return (
    <Paper withBorder p="md" component="article" aria-label={t.card[kind](webhook)}>
      <Stack gap="xs">
        <Group justify="space-between" gap="sm" align="flex-start">
          <div>
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {t.card[kind](webhook)}
            </Text>
            <Text size="sm" c="dimmed">
              {[between, t.startedBy(createdBy), t.pace(perSecond)].filter((part) => part !== "").join(" · ")}
            </Text>
          </div>
          {administrator && !ended && <ReplayActions replay={replay} />}
        </Group>
        <Progress
          value={percent}
          color={state === "done" ? "teal" : state === "running" ? undefined : "gray"}
          animated={state === "running"}
          aria-label={t.progressLabel(webhook)}
        />
        <Text size="sm">
          <b role="status">{reason === null ? t.states[state] : t.pausedBecause}</b>
          {": "}
          {t.progress(replay)}
        </Text>
      </Stack>
    </Paper>
  );
}
