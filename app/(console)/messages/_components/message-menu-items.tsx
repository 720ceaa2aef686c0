"use client";

import { Menu } from "@mantine/core";
import { IconCopy, IconMailPlus, IconTrash } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { MenuAt, type MenuPlace } from "@/components/ui/menu-at";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { MessageRow } from "@/lib/messages/schema";
import { type DialogView, paths } from "@/lib/paths";
import { messages as t } from "@/texts/messages";

/** What can be done to a message or a template. */
export function MessageMenuItems({
  message: { id, kind },
  ...place
}: { message: Pick<MessageRow, "id" | "kind"> } & MenuPlace) {
  const { open } = useDialogView();
  const router = useRouter();
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (view: DialogView) => () => {
    place.target.focus();
    open(view);
  };
  return (
    <MenuAt {...place} width={220}>
      {kind === "template" && (
        <Menu.Item
          leftSection={<IconMailPlus size={16} aria-hidden />}
          onClick={() => router.push(paths.messages({ create: id }))}
        >
          {t.useTemplate}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={dialog({ create: id })}>
        {t.duplicate}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTrash size={16} aria-hidden />}
        c="var(--mantine-color-error)"
        onClick={dialog({ delete: id })}
      >
        {t.delete}
      </Menu.Item>
    </MenuAt>
  );
}
