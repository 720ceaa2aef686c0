"use client";

import { Group, NumberInput, Select } from "@mantine/core";
import { useState } from "react";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { useErrorAt } from "./use-field";

const t = webhookFormDelivery.retry;

const UNITS = [
  { value: 1, label: t.units.seconds },
  { value: 60, label: t.units.minutes },
  { value: 3_600, label: t.units.hours },
];

interface Props {
  path: string;
  label: string;
  seconds: number;
  onChange: (seconds: number) => void;
}

/** A length of time as a number and a unit; seconds outside. */
export function DurationInput({ path, label, seconds, onChange }: Props) {
  const error = useErrorAt(path, label);
  const [unit, setUnit] = useState(
    () => [...UNITS].reverse().find(({ value }) => seconds % value === 0)?.value ?? 1,
  );
  const amount = Number.isNaN(seconds) ? "" : seconds / unit;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <NumberInput
        aria-label={label}
        value={amount}
        error={error}
        min={0}
        clampBehavior="none"
        w={120}
        onChange={(next) => onChange(next === "" ? Number.NaN : Number(next) * unit)}
      />
      <Select<number>
        aria-label={t.unitOf(label)}
        data={UNITS}
        value={unit}
        allowDeselect={false}
        w={130}
        onChange={(next) => {
          if (next === null) return;
          setUnit(next);
          if (amount !== "") onChange(amount * next);
        }}
      />
    </Group>
  );
}
