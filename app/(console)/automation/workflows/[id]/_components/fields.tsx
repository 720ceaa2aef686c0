"use client";

import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { canvas as t } from "@/texts/workflow-canvas";

const UNITS = [
  { value: 1, label: t.units.seconds },
  { value: 60, label: t.units.minutes },
  { value: 3_600, label: t.units.hours },
  { value: 86_400, label: t.units.days },
];

interface DurationProps {
  label: string;
  seconds: number;
  onChange(seconds: number): void;
}

/** A length of time as a number and a unit; seconds outside. */
export function Duration({ label, seconds, onChange }: DurationProps) {
  const [unit, setUnit] = useState(
    () => [...UNITS].reverse().find(({ value }) => seconds % value === 0)?.value ?? 1,
  );
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NumberInput
        label={label}
        flex={1}
        min={1}
        allowDecimal={false}
        value={seconds / unit}
        onChange={(value) => onChange(Math.round(Number(value) * unit))}
      />
      <Select
        aria-label={t.unit(label)}
        flex={1}
        data={UNITS.map(({ value, label }) => ({ value: String(value), label }))}
        value={String(unit)}
        allowDeselect={false}
        onChange={(next) => {
          const chosen = Number(next);
          setUnit(chosen);
          onChange((seconds / unit) * chosen);
        }}
      />
    </Group>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  labels: Readonly<Record<Value, string>>;
  value: Value;
  onChange(value: Value): void;
}

/** One of a few words. */
export function Choice<Value extends string>({ label, labels, value, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      label={label}
      data={Object.entries<string>(labels).map(([value, label]) => ({ value, label }))}
      value={value}
      allowDeselect={false}
      onChange={(next) => next && onChange(next as Value)}
    />
  );
}

interface TextProps {
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
}

export function Text({ label, hint, value, onChange }: TextProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ThingProps {
  label: string;
  none: string;
  things: { id: number; name: string }[];
  value: number;
  onChange(id: number): void;
}

/** A group or a segment; 0 while none is chosen. */
export function Thing({ label, none, things, value, onChange }: ThingProps) {
  return (
    <Select
      label={label}
      description={things.length === 0 ? none : undefined}
      placeholder={t.choose}
      searchable
      data={things.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value > 0 ? String(value) : null}
      onChange={(next) => onChange(Number(next ?? 0))}
    />
  );
}
