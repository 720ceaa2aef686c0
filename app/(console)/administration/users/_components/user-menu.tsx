"use client";

import { IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { RowButton } from "@/components/ui/row-button";
import type { UserView } from "@/lib/users/schema";
import { common } from "@/texts/common";
import type { UsersView } from "../list-view";

const load = () => import("./user-menu-items").then(({ UserMenuItems }) => UserMenuItems);
const UserMenuItems = dynamic(load, { ssr: false });

export interface UserMenuProps {
  user: UserView;
  ask(changes: Partial<UsersView>): void;
}

export function UserMenu(props: UserMenuProps) {
  return (
    <LazyMenu
      load={load}
      button={(properties) => (
        <RowButton
          {...properties}
          icon={<IconChevronDown size={14} aria-hidden />}
          aria-label={common.actionsFor(props.user.email)}
        >
          {common.actions}
        </RowButton>
      )}
      menu={(place) => <UserMenuItems {...props} {...place} />}
    />
  );
}
