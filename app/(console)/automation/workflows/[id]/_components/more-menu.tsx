"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconArchive, IconCopy, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WorkflowView } from "@/lib/workflows/schema";
import { canvas } from "@/texts/workflow-canvas";
import { workflows as t } from "@/texts/workflows";

/** What else can be done to the workflow. */
export function MoreMenu({ workflow: { id, status, version } }: { workflow: WorkflowView }) {
  const { open } = useDialogView();
  return (
    <Menu width={200} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={canvas.more}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {status !== "archived" && (
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => open({ rename: id })}>
            {t.rename}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => open({ duplicate: id })}>
          {t.duplicate}
        </Menu.Item>
        {status !== "archived" && version !== null && (
          <Menu.Item
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => open({ archive: id })}
          >
            {t.archive}
          </Menu.Item>
        )}
        {version === null && (
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            c="var(--mantine-color-error)"
            onClick={() => open({ discard: id })}
          >
            {t.delete}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
