"use client";

import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import type { SplitStep } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";

const MOST_BRANCHES = 10;

interface Props {
  step: SplitStep;
  onChange(step: SplitStep, field?: string): void;
}

export function SplitSettings({ step, onChange }: Props) {
  const { branches } = step;
  const occupied = (branches.at(-1)?.steps.length ?? 0) > 0;
  return (
    <Stack gap="sm">
      {branches.map(({ share }, index) => (
        <NumberInput
          // biome-ignore lint/suspicious/noArrayIndexKey: branches have nothing but their place
          key={index}
          label={t.share(index + 1)}
          min={1}
          max={99}
          allowDecimal={false}
          value={share}
          onChange={(next) =>
            onChange(
              {
                ...step,
                branches: branches.map((each, at) =>
                  at === index ? { ...each, share: Number(next) } : each,
                ),
              },
              `share${index}`,
            )
          }
        />
      ))}
      <Group>
        {branches.length < MOST_BRANCHES && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ ...step, branches: [...branches, { share: 1, steps: [] }] })}
          >
            {t.addBranch}
          </Button>
        )}
        {branches.length > 2 && !occupied && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ ...step, branches: branches.slice(0, -1) })}
          >
            {t.removeBranch}
          </Button>
        )}
      </Group>
      {branches.length > 2 && occupied && (
        <Text size="xs" c="dimmed">
          {t.removeBranchHint}
        </Text>
      )}
    </Stack>
  );
}
