"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Place } from "@/lib/workflows/edit-steps";
import { STEP_TYPES } from "@/lib/workflows/new-step";
import { STEP_LABELS, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { STEP_ICONS } from "./step-icons";

/** The + between steps (S5.19). */
export function AddMenu({ place, label }: { place: Place; label: string }) {
  const { insert } = useEditor();
  return (
    <Menu width={220} position="right-start" returnFocus>
      <Menu.Target>
        <ActionIcon className="nodrag nopan" variant="default" radius="xl" size={28} aria-label={label}>
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t.actions}>
        {STEP_TYPES.map((type) => {
          const Icon = STEP_ICONS[type];
          return (
            <Menu.Item
              key={type}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => insert(place, type)}
            >
              {STEP_LABELS[type]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
