"use client";

import { Menu } from "@mantine/core";
import {
  IconBraces,
  IconCopy,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useIsAdministrator } from "@/components/console-context";
import { MenuAt, type MenuPlace } from "@/components/ui/menu-at";
import { openDialog } from "@/components/ui/use-dialog-view";
import type { DialogView } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { webhookPage } from "@/texts/webhook-page";
import { useActivate, useDuplicate } from "./use-webhook-actions";

const t = webhookDialogs.menu;

interface Props extends MenuPlace {
  webhook: WebhookView;
  /** Whether a copy is shown on its own page. */
  toPage: boolean;
  onPending(pending: boolean): void;
}

/**
 * The actions of a webhook in S1's order; a member gets those that only read. What is about triggers and about a
 * state of its own does not go with a webhook of a workflow (decision 8).
 */
export function WebhookMenuItems({ webhook, toPage, onPending, ...place }: Props) {
  const administrator = useIsAdministrator();
  const { activate } = useActivate(webhook);
  const { duplicate } = useDuplicate(webhook, { toPage });
  const { id, status, kind } = webhook;

  const item = (icon: ReactNode, label: string, act: () => unknown, color?: string) => (
    <Menu.Item leftSection={icon} c={color} onClick={() => void act()}>
      {label}
    </Menu.Item>
  );
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (to: DialogView) => () => {
    place.target.focus();
    openDialog(to);
  };
  const atOnce = (act: () => Promise<unknown>) => async () => {
    onPending(true);
    await act().finally(() => onPending(false));
  };
  const writes = administrator && status !== "deleted";
  const onEvents = kind === "event";
  const edits = writes && onEvents;
  const deactivates = status === "active" || status === "suspended";

  return (
    <MenuAt {...place} width={230}>
      {writes && item(<IconPencil size={16} aria-hidden />, t.edit, dialog({ edit: id }))}
      {edits &&
        status !== "active" &&
        item(<IconPlayerPlay size={16} aria-hidden />, t.activate, atOnce(activate))}
      {edits &&
        deactivates &&
        item(<IconPlayerPause size={16} aria-hidden />, t.deactivate, dialog({ deactivate: id }))}
      {onEvents && item(<IconBraces size={16} aria-hidden />, t.preview, dialog({ preview: id }))}
      {item(<IconHistory size={16} aria-hidden />, t.runs, dialog({ runs: id }))}
      {writes && item(<IconSend size={16} aria-hidden />, t.sendTest, dialog({ test: id }))}
      {writes && item(<IconCopy size={16} aria-hidden />, webhookPage.duplicate, atOnce(duplicate))}
      {writes && <Menu.Divider />}
      {writes &&
        item(
          <IconTrash size={16} aria-hidden />,
          t.delete,
          dialog({ delete: id }),
          "var(--mantine-color-error)",
        )}
    </MenuAt>
  );
}
