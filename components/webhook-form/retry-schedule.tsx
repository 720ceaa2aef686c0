"use client";

import { Button, CloseButton, Group, NumberInput, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { DurationInput } from "./duration-input";
import type { FormValues } from "./form-values";
import { useErrorAt } from "./use-field";

const t = webhookFormDelivery.retry;

type Schedule = Extract<FormValues["delivery"]["retry"], { kind: "schedule" }>;

interface Props {
  retry: Schedule;
  onChange: (retry: Schedule) => void;
}

/** Gaps that can be changed, added and taken away, and how far they may grow at random. */
export function ScheduleFields({ retry, onChange }: Props) {
  const { delaysSeconds, jitter } = retry;
  const error = useErrorAt("delivery.retry.delaysSeconds", t.schedule);
  const jitterError = useErrorAt("delivery.retry.jitter", t.jitter);
  const replace = (delays: number[]) => onChange({ ...retry, delaysSeconds: delays });
  return (
    <Stack gap="xs">
      {delaysSeconds.map((seconds, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <DurationInput
            path={`delivery.retry.delaysSeconds.${index}`}
            label={t.gap(index + 1)}
            seconds={seconds}
            onChange={(next) => replace(delaysSeconds.with(index, next))}
          />
          {delaysSeconds.length > 1 && (
            <CloseButton
              aria-label={t.removeGap(index + 1)}
              onClick={() => replace(delaysSeconds.toSpliced(index, 1))}
              mt={4}
            />
          )}
        </Group>
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={delaysSeconds.length >= 50}
          onClick={() => replace([...delaysSeconds, delaysSeconds.at(-1) ?? 60])}
        >
          {t.addGap}
        </Button>
      </Group>
      <NumberInput
        label={t.jitter}
        description={t.jitterHint}
        value={Number.isNaN(jitter) ? "" : Number((jitter * 100).toPrecision(12))}
        error={jitterError && t.jitterWrong}
        onChange={(percent) =>
          onChange({ ...retry, jitter: percent === "" ? Number.NaN : Number(percent) / 100 })
        }
        min={0}
        max={100}
        clampBehavior="none"
        w={{ base: "100%", xs: 260 }}
      />
    </Stack>
  );
}
