"use client";

import { ActionIcon, Group } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import { useDialogView } from "@/components/ui/use-dialog-view";

interface Props {
  id: number;
  edit: { label: string; named: string };
  remove: { label: string; named: string };
}

/** The buttons of a row: change it, take it away. */
export function SetActions({ id, edit, remove }: Props) {
  const { open } = useDialogView();
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <LazyTooltip label={edit.label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={edit.named}
          onClick={() => open({ edit: String(id) })}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
      <LazyTooltip label={remove.label}>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={remove.named}
          onClick={() => open({ delete: String(id) })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
    </Group>
  );
}
