"use client";

import { IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { RowButton } from "@/components/ui/row-button";
import type { MessageRow } from "@/lib/messages/schema";
import { common } from "@/texts/common";

const load = () => import("./message-menu-items").then(({ MessageMenuItems }) => MessageMenuItems);
const MessageMenuItems = dynamic(load, { ssr: false });

export function MessageMenu({ message }: { message: Pick<MessageRow, "id" | "name" | "kind"> }) {
  return (
    <LazyMenu
      load={load}
      button={(properties) => (
        <RowButton
          {...properties}
          icon={<IconChevronDown size={14} aria-hidden />}
          aria-label={common.actionsFor(message.name)}
        >
          {common.actions}
        </RowButton>
      )}
      menu={(place) => <MessageMenuItems message={message} {...place} />}
    />
  );
}
