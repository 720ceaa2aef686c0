"use client";

import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconArchive,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { MenuAt, type MenuPlace } from "@/components/ui/menu-at";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { DialogView } from "@/lib/paths";
import type { WorkflowRow } from "@/lib/workflows/schema";
import { workflows as t } from "@/texts/workflows";
import { pause, resume } from "../actions";

/** What can be done to a workflow in the state it is in. */
export function WorkflowMenuItems({ workflow, ...place }: { workflow: WorkflowRow } & MenuPlace) {
  const { id, name, status, version } = workflow;
  const { open } = useDialogView();
  const { run } = useAction();
  const router = useRouter();
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (view: DialogView) => () => {
    place.target.focus();
    open(view);
  };
  const act = (action: typeof pause, done: string) => async () => {
    const result = await run(() => action(id));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: done, role: "status" });
    router.refresh();
  };
  return (
    <MenuAt {...place} width={200}>
      {status !== "archived" && (
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={dialog({ rename: id })}>
          {t.rename}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={dialog({ duplicate: id })}>
        {t.duplicate}
      </Menu.Item>
      {status === "active" && (
        <Menu.Item
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={act(pause, t.paused(name))}
        >
          {t.pause}
        </Menu.Item>
      )}
      {status === "paused" && (
        <Menu.Item
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={act(resume, t.resumed(name))}
        >
          {t.resume}
        </Menu.Item>
      )}
      {status !== "archived" && version !== null && (
        <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={dialog({ archive: id })}>
          {t.archive}
        </Menu.Item>
      )}
      {version === null && (
        <Menu.Item
          leftSection={<IconTrash size={16} aria-hidden />}
          c="var(--mantine-color-error)"
          onClick={dialog({ discard: id })}
        >
          {t.delete}
        </Menu.Item>
      )}
    </MenuAt>
  );
}
