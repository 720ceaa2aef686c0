"use client";

import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { webhookForm } from "@/texts/webhook-form";

interface Props {
  /** What the trigger is narrowed to, or what it takes without details. */
  summary: string;
  hint: string;
  disabled: boolean;
  onAdd: () => void;
}

/** S1.27: the Plus that adds details about the trigger. */
export function DetailsHeader({ summary, hint, disabled, onAdd }: Props) {
  return (
    <Group gap="sm" wrap="nowrap">
      <Tooltip label={hint}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={webhookForm.details.add}
          onClick={onAdd}
          disabled={disabled}
        >
          <IconPlus size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
    </Group>
  );
}
