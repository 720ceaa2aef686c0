"use client";

import { Checkbox, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";

const t = workflowWebhookForm.data;

interface Props<Name extends string | number> {
  title: string;
  options: readonly { value: Name; label: string }[];
  chosen: readonly Name[];
  onChange(chosen: Name[]): void;
}

/** Check boxes under one for all of them. */
export function CheckGroup<Name extends string | number>({ title, options, chosen, onChange }: Props<Name>) {
  const id = useId();
  const names = options.map(({ value }) => value);
  const count = names.filter((name) => chosen.includes(name)).length;
  const toggle = (name: Name, checked: boolean) =>
    onChange(names.filter((each) => (each === name ? checked : chosen.includes(each))));
  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }} aria-labelledby={id}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500} id={id} component="legend" style={{ float: "left" }}>
          {title}{" "}
          <Text span size="xs" c="dimmed" fw={400}>
            {count === names.length ? t.all(count) : t.some(count, names.length)}
          </Text>
        </Text>
        <Checkbox
          size="xs"
          label={t.selectAll}
          aria-label={t.selectAllOf(title)}
          checked={count === names.length}
          indeterminate={count > 0 && count < names.length}
          onChange={(event) => onChange(event.currentTarget.checked ? [...names] : [])}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6}>
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.currentTarget.checked)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
