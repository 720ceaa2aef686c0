"use client";

import { Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import type { ReplayRange } from "@/lib/replays/preview-schema";
import { replayQueries } from "@/lib/replays/queries";
import { PER_SECOND } from "@/lib/replays/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { replaysText as t } from "@/texts/replays";
import { UtcTimes } from "./utc-times";

interface Props {
  kind: "failed" | "missed";
  webhook: Pick<WebhookView, "id" | "label" | "status">;
  onDone(): Promise<void>;
}

export function ReplayForm({ kind, webhook, onDone }: Props) {
  const { actions } = useConsole();
  const { run, pending, problem } = useAction();
  const queryClient = useQueryClient();
  const [range, setRange] = useState<ReplayRange>(kind === "missed" ? "stopped" : "24h");
  const [times, setTimes] = useState<{ since?: string | undefined; until?: string | undefined }>({});
  const [perSecond, setPerSecond] = useState<number>(PER_SECOND.usual);
  const exact = range === "exact";
  const active = webhook.status === "active";
  const asked = active && (!exact || times.since !== undefined);
  const preview = useQuery({
    ...replayQueries.preview(webhook.id, { kind, range, ...(exact && times) }),
    enabled: asked,
  });
  const { data } = preview;
  const count = data?.count ?? 0;
  const mayStart = count > 0 && !preview.isFetching && perSecond >= PER_SECOND.min;

  const start = async () => {
    if (!data) return;
    const { since, until } = data;
    const input = { kind, ...(since && { since }), until, perSecond };
    const result = await run(() => actions.startReplay(webhook.id, input));
    if (!result.ok) return;
    notifications.show({ message: t.started(count), role: "status" });
    await queryClient.invalidateQueries({ queryKey: replayQueries.all() });
    await onDone();
  };

  return (
    <Stack>
      <Text size="sm">{t.about[kind]}</Text>
      {!active && <ProblemAlert title={t.notStarted}>{t.notActive}</ProblemAlert>}
      {problem && <ProblemAlert title={t.notStarted}>{problem.detail}</ProblemAlert>}
      <Select
        label={t.range}
        data={t.ranges[kind]}
        value={range}
        allowDeselect={false}
        data-autofocus
        onChange={(next) => next && setRange(next as ReplayRange)}
      />
      {exact && <UtcTimes onChange={setTimes} />}
      <NumberInput
        label={t.perSecond}
        description={t.perSecondHint(count, Math.max(1, perSecond))}
        min={PER_SECOND.min}
        max={PER_SECOND.max}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={perSecond}
        onChange={(value) => setPerSecond(Number(value))}
      />
      {preview.error ? (
        <ProblemAlert title={t.notCounted} onRetry={() => preview.refetch()}>
          {preview.error.message}
        </ProblemAlert>
      ) : (
        <Text fw={600} role="status" aria-busy={preview.isFetching}>
          {!asked ? active && t.chooseTimes : preview.isFetching ? t.counting : t.counted[kind](count)}
        </Text>
      )}
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onDone} disabled={pending}>
          {common.cancel}
        </Button>
        <Button onClick={start} loading={pending} disabled={!mayStart}>
          {t.start}
        </Button>
      </Group>
    </Stack>
  );
}
