"use client";

import { Button, Group, Stack } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { canvas as t } from "@/texts/workflow-canvas";
import { Text } from "./fields";

interface Pair {
  property: string;
  value: string;
}

interface Props {
  pairs: Pair[];
  /** How many there have to be. */
  least: number;
  onChange(pairs: Pair[], field?: string): void;
}

/** Fields of the contact, each with the expression that is written into it. */
export function Pairs({ pairs, least, onChange }: Props) {
  const change = (index: number, changes: Partial<Pair>) =>
    onChange(
      pairs.map((pair, at) => (at === index ? { ...pair, ...changes } : pair)),
      `${Object.keys(changes).join()}${index}`,
    );
  return (
    <Stack gap="sm">
      {pairs.map(({ property, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have nothing but their place
        <Stack key={index} gap={4}>
          <Text label={t.property} value={property} onChange={(property) => change(index, { property })} />
          <Text label={t.value} value={value} onChange={(value) => change(index, { value })} />
          {pairs.length > least && (
            <Group justify="flex-end">
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => onChange(pairs.filter((_, at) => at !== index))}
              >
                {t.removeValue(index + 1)}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...pairs, { property: "", value: "" }])}
        >
          {t.addValue}
        </Button>
      </Group>
    </Stack>
  );
}
