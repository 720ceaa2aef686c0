"use client";

import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { RowButton } from "@/components/ui/row-button";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs } from "@/texts/webhook-dialogs";

const load = () => import("./webhook-menu-items").then(({ WebhookMenuItems }) => WebhookMenuItems);
const WebhookMenuItems = dynamic(load, { ssr: false });

interface Props {
  webhook: WebhookView;
  /** Three dots instead of the word, where the page's header shows the main actions already. */
  compact?: boolean;
}

/** The actions of a webhook behind a button. */
export function WebhookMenu({ webhook, compact }: Props) {
  const [pending, setPending] = useState(false);
  return (
    <LazyMenu
      load={load}
      button={(properties) =>
        compact ? (
          <ActionIcon
            {...properties}
            variant="default"
            size={36}
            loading={pending}
            aria-label={webhookDialogs.menu.moreActionsFor(webhook.label)}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        ) : (
          <RowButton
            {...properties}
            loading={pending}
            icon={<IconChevronDown size={14} aria-hidden />}
            aria-label={common.actionsFor(webhook.label)}
          >
            {common.actions}
          </RowButton>
        )
      }
      menu={(place) => (
        <WebhookMenuItems {...place} webhook={webhook} toPage={compact === true} onPending={setPending} />
      )}
    />
  );
}
