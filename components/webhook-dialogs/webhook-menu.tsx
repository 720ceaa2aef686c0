"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconBraces,
  IconChevronDown,
  IconCopy,
  IconDots,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { DialogView } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { webhookPage } from "@/texts/webhook-page";
import { useActivate, useDuplicate } from "./use-webhook-actions";

const t = webhookDialogs.menu;

interface Props {
  webhook: WebhookView;
  /** Three dots instead of the word, where the page's header shows the main actions already. */
  compact?: boolean;
}

/** The actions of a webhook in S1's order; a member gets those that only read. */
export function WebhookMenu({ webhook, compact }: Props) {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const { activate, pending: activating } = useActivate(webhook);
  const { duplicate, pending: duplicating } = useDuplicate(webhook, { toPage: compact === true });
  const pending = activating || duplicating;
  const target = useRef<HTMLButtonElement>(null);
  const { id, status } = webhook;

  const item = (icon: ReactNode, label: string, act: () => unknown, color?: string) => (
    <Menu.Item leftSection={icon} c={color} onClick={() => void act()}>
      {label}
    </Menu.Item>
  );
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (to: DialogView) => () => {
    target.current?.focus();
    open(to);
  };
  const writes = administrator && status !== "deleted";
  const deactivates = status === "active" || status === "suspended";

  return (
    <Menu position="bottom-end" width={230} returnFocus>
      <Menu.Target>
        {compact ? (
          <ActionIcon
            ref={target}
            variant="default"
            size={36}
            loading={pending}
            aria-label={t.moreActionsFor(webhook.label)}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            ref={target}
            variant="default"
            size="xs"
            loading={pending}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={common.actionsFor(webhook.label)}
          >
            {common.actions}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {writes && item(<IconPencil size={16} aria-hidden />, t.edit, dialog({ edit: id }))}
        {writes &&
          status !== "active" &&
          item(<IconPlayerPlay size={16} aria-hidden />, t.activate, activate)}
        {writes &&
          deactivates &&
          item(<IconPlayerPause size={16} aria-hidden />, t.deactivate, dialog({ deactivate: id }))}
        {item(<IconBraces size={16} aria-hidden />, t.preview, dialog({ preview: id }))}
        {item(<IconHistory size={16} aria-hidden />, t.runs, dialog({ runs: id }))}
        {writes && item(<IconSend size={16} aria-hidden />, t.sendTest, dialog({ test: id }))}
        {writes && item(<IconCopy size={16} aria-hidden />, webhookPage.duplicate, duplicate)}
        {writes && <Menu.Divider />}
        {writes &&
          item(
            <IconTrash size={16} aria-hidden />,
            t.delete,
            dialog({ delete: id }),
            "var(--mantine-color-error)",
          )}
      </Menu.Dropdown>
    </Menu>
  );
}
