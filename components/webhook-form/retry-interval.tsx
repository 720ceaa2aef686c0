"use client";

import { Group, NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { DurationInput } from "./duration-input";
import type { FormValues } from "./form-values";
import { useErrorAt } from "./use-field";

const t = webhookFormDelivery.retry;

type Interval = Extract<FormValues["delivery"]["retry"], { kind: "interval" }>;

const FROM = (["accepted", "first_attempt"] as const).map((value) => ({ value, label: t.froms[value] }));

interface Props {
  retry: Interval;
  onChange: (retry: Interval) => void;
}

/** How often, for how long, and when the clock starts. */
export function IntervalFields({ retry, onChange }: Props) {
  const error = useErrorAt("delivery.retry.untilHours", t.until);
  return (
    <Stack gap="xs">
      <Group gap="xs" align="center">
        <Text size="sm" fw={500} aria-hidden>
          {t.every}
        </Text>
        <DurationInput
          path="delivery.retry.everySeconds"
          label={t.interval}
          seconds={retry.everySeconds}
          onChange={(everySeconds) => onChange({ ...retry, everySeconds })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label={t.until}
          value={Number.isNaN(retry.untilHours) ? "" : retry.untilHours}
          error={error}
          onChange={(hours) => onChange({ ...retry, untilHours: hours === "" ? Number.NaN : Number(hours) })}
          min={0}
          max={168}
          clampBehavior="none"
        />
        <Select
          label={t.from}
          data={FROM}
          value={retry.from}
          allowDeselect={false}
          onChange={(from) => from && onChange({ ...retry, from })}
        />
      </SimpleGrid>
    </Stack>
  );
}
